/**
 * Inputs and outputs of `aws-sdk:` integrations as JSON. Step Functions spells members as AWS's Java SDK does: each
 * begins with a capital, whatever the service's own API says; bytes are text, times are ISO 8601.
 */
import type { Shape, StructureShape } from "../../../wire/model.ts";
import { plainText } from "../../../wire/plain-text.ts";
import type { Json, JsonObject } from "../language/json.ts";
import { isObject } from "../language/json.ts";

export interface SdkDialect {
  /** How the bytes of a blob are text: DynamoDB's attributes are base64, bodies and payloads are what they say. */
  readonly bytes: "utf8" | "base64";
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Parameters as the operation's input. */
export function sdkInput(shape: StructureShape | undefined, given: JsonObject, dialect: SdkDialect): object {
  if (shape === undefined) return given;
  const members = shape.members.flatMap(({ name, shape: inner }) => {
    const value = given[capital(name)] ?? given[name];
    return value === undefined || value === null ? [] : [[name, inputOf(inner, value, dialect)] as const];
  });
  return Object.fromEntries(members);
}

function inputOf(shape: Shape, value: Json, dialect: SdkDialect): unknown {
  switch (shape.kind) {
    case "structure":
    case "union":
      return isObject(value) ? sdkInput(shape, value, dialect) : value;
    case "list":
      return Array.isArray(value) ? value.map((one) => inputOf(shape.item.shape, one, dialect)) : value;
    case "map":
      if (!isObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, inputOf(shape.value.shape, one, dialect)]),
      );
    case "blob":
      return typeof value === "string" ? Buffer.from(value, dialect.bytes) : Buffer.from(JSON.stringify(value));
    case "timestamp":
      return new Date(typeof value === "number" ? value * 1000 : plainText(value));
    case "string":
      // A JSON value where the API takes text, such as another execution's input.
      return typeof value === "string" ? value : JSON.stringify(value);
    default:
      return value;
  }
}

/** The operation's output as the state's result. */
export async function sdkOutput(
  shape: StructureShape | undefined,
  answer: Readonly<Record<string, unknown>>,
  dialect: SdkDialect,
): Promise<JsonObject> {
  const result: Record<string, Json> = {};
  for (const { name, shape: inner } of shape?.members ?? []) {
    const value = answer[name];
    if (value !== undefined && value !== null) result[capital(name)] = await outputOf(inner, value, dialect);
  }
  return result;
}

async function outputOf(shape: Shape, value: unknown, dialect: SdkDialect): Promise<Json> {
  switch (shape.kind) {
    case "structure":
    case "union":
      return sdkOutput(shape, value as Record<string, unknown>, dialect);
    case "list":
      return Promise.all((value as readonly unknown[]).map((one) => outputOf(shape.item.shape, one, dialect)));
    case "map": {
      const entries = Object.entries(value as Record<string, unknown>).map(
        async ([key, one]) => [key, await outputOf(shape.value.shape, one, dialect)] as const,
      );
      return Object.fromEntries(await Promise.all(entries));
    }
    case "blob":
      return (await bytesOf(value)).toString(dialect.bytes);
    case "timestamp":
      return value instanceof Date ? value.toISOString() : new Date(Number(value)).toISOString();
    default:
      return JSON.parse(JSON.stringify(value)) as Json;
  }
}

async function bytesOf(value: unknown): Promise<Buffer> {
  if (typeof value === "string") return Buffer.from(value);
  if (value instanceof Uint8Array) return Buffer.from(value);
  const chunks: Uint8Array[] = [];
  for await (const chunk of value as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
