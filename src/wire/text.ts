/**
 * Simple values as text: in headers, labels, query strings, forms and XML elements. The formats are those of the
 * Smithy protocols: booleans as true and false, blobs in base64, timestamps by their format.
 */

import type { Shape, TimestampFormat } from "./model.ts";
import { ServiceException } from "./service-exception.ts";

export interface TextSettings {
  /** The timestamp format where the shape names none. */
  readonly timestamps: TimestampFormat;
  /** Whether a date-time shows milliseconds: EC2 and S3 do, IAM and STS do not. */
  readonly milliseconds: boolean;
}

export function timestampText(date: Date, format: TimestampFormat, milliseconds: boolean): string {
  if (format === "epoch-seconds") return String(date.getTime() / 1000);
  if (format === "http-date") return date.toUTCString();
  const text = date.toISOString();
  return milliseconds ? text : `${text.slice(0, 19)}Z`;
}

export function toText(shape: Shape, value: unknown, settings: TextSettings): string {
  if (typeof value === "string") return shape.kind === "blob" ? Buffer.from(value).toString("base64") : value;
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return numberText(value);
  if (value instanceof Date) {
    const format = shape.kind === "timestamp" ? shape.format : undefined;
    return timestampText(value, format ?? settings.timestamps, settings.milliseconds);
  }
  if (value instanceof Uint8Array) return base64(value);
  throw new TypeError(`Cannot write a ${typeof value} as a ${shape.kind}`);
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
  return String(value);
}

export function fromText(shape: Shape, text: string): unknown {
  switch (shape.kind) {
    case "string":
      return text;
    case "number":
      return numberFrom(text);
    case "boolean":
      if (text === "true" || text === "True" || text === "TRUE") return true;
      if (text === "false" || text === "False" || text === "FALSE") return false;
      throw malformed(text, "Boolean");
    case "timestamp":
      return timestampFrom(text);
    case "blob":
      return Buffer.from(text, "base64");
    default:
      throw new TypeError(`Cannot read a ${shape.kind} from text`);
  }
}

function numberFrom(text: string): number {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (trimmed === "" || (Number.isNaN(value) && trimmed !== "NaN")) throw malformed(text, "Integer");
  return value;
}

/** Any of the three formats, since clients are not of one mind about which is due where. */
function timestampFrom(text: string): Date {
  const seconds = Number(text);
  const date = Number.isNaN(seconds) || text === "" ? new Date(text) : new Date(Math.round(seconds * 1000));
  if (Number.isNaN(date.getTime())) throw malformed(text, "Date");
  return date;
}

function malformed(text: string, type: string): ServiceException {
  return new ServiceException("MalformedInput", `Invalid value for ${type}: ${text}`, {}, 400);
}
