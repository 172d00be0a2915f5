/** Items as DynamoDB's JSON: {"id": {"S": "a"}}; binary values are base64 there. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";

type Item = Record<string, AttributeValue>;

export function itemFromJson(text: string): Item {
  return Object.fromEntries(
    Object.entries(JSON.parse(text) as Record<string, object>).map(([name, value]) => [name, fromJson(value)]),
  );
}

function fromJson(value: object): AttributeValue {
  const [kind = "", content] = Object.entries(value)[0] ?? [];
  const bytes = (base64: unknown): Uint8Array => new Uint8Array(Buffer.from(String(base64), "base64"));
  if (kind === "B") return { B: bytes(content) };
  if (kind === "BS") return { BS: (content as unknown[]).map(bytes) };
  if (kind === "L") return { L: (content as object[]).map(fromJson) };
  if (kind === "M")
    return {
      M: Object.fromEntries(Object.entries(content as object).map(([name, one]) => [name, fromJson(one as object)])),
    };
  return value as AttributeValue;
}

/** Keys in order, as Go prints maps. */
export const itemToJson = (item: Item): string =>
  JSON.stringify(sortedObject(Object.entries(item).map(([name, value]) => [name, toJson(value)])));

function toJson(value: AttributeValue): unknown {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  if (value.B !== undefined) return { B: text(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(text) };
  if (value.L !== undefined) return { L: value.L.map(toJson) };
  if (value.M !== undefined)
    return { M: sortedObject(Object.entries(value.M).map(([name, one]) => [name, toJson(one)])) };
  return value;
}

const sortedObject = (entries: [string, unknown][]): object =>
  Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
