/** The part of an object that a read asks for. */
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidRequest } from "./fault.ts";
import type { ObjectRecord } from "./objects.ts";

export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
  /** False for the whole object. */
  readonly partial: boolean;
}

/** A range that cannot be understood counts as none, one beyond the end is refused. */
export function requestedRange(size: number, header: string | undefined): ByteRange {
  const whole = { start: 0, end: size - 1, partial: false };
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return whole;
  const [, first = "", last = ""] = match;
  if (first === "") {
    const length = Number(last);
    if (length === 0 || size === 0) throw invalidRange(size, header);
    return { start: Math.max(0, size - length), end: size - 1, partial: true };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) throw invalidRange(size, header);
  return Number(last || end) < start ? whole : { start, end, partial: true };
}

function invalidRange(size: number, header: string | undefined): ServiceException {
  return new ServiceException(
    "InvalidRange",
    "The requested range is not satisfiable",
    { RangeRequested: header, ActualObjectSize: size },
    416,
  );
}

/** Where a part of a multipart upload lies in the whole; an object put at once is its own part 1. */
export function partRange(record: ObjectRecord, part: number): ByteRange {
  if (record.parts.length === 0) {
    if (part === 1) return { start: 0, end: record.size - 1, partial: record.size > 0 };
    throw invalidPartNumber(part, 1);
  }
  const index = record.parts.findIndex(({ number }) => number === part);
  const found = record.parts[index];
  if (!found) throw invalidPartNumber(part, record.parts.length);
  const start = record.parts.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  return { start, end: start + found.size - 1, partial: true };
}

function invalidPartNumber(part: number, count: number): ServiceException {
  return new ServiceException(
    "InvalidPartNumber",
    "The requested partnumber is not satisfiable",
    { PartNumberRequested: part, ActualPartCount: count },
    416,
  );
}

/** The range a read request asks for, by Range header or by part number. */
export function rangeOf(
  record: ObjectRecord,
  { Range, PartNumber }: { readonly Range?: string | undefined; readonly PartNumber?: number | undefined },
): ByteRange {
  if (PartNumber === undefined) return requestedRange(record.size, Range);
  if (Range !== undefined) {
    // Source: AWS, recorded.
    throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
  }
  return partRange(record, PartNumber);
}

/** Length and position, as the answer's headers tell them. */
export function rangeMembers(record: ObjectRecord, { start, end, partial }: ByteRange) {
  return {
    ContentLength: Math.max(0, end - start + 1),
    ...(partial ? { ContentRange: `bytes ${start}-${end}/${record.size}` } : {}),
  };
}
