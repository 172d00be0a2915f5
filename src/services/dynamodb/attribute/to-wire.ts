/** Attribute values as they leave in an answer to a caller inside the process: binary as bytes again. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item, Value } from "./value.ts";

export function itemToWire(item: Item): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueToWire(value)]));
}

export function valueToWire(value: Value): AttributeValue {
  if ("B" in value) return { B: Buffer.from(value.B, "base64") };
  if ("BS" in value) return { BS: value.BS.map((member) => Buffer.from(member, "base64")) };
  if ("L" in value) return { L: value.L.map(valueToWire) };
  if ("M" in value) return { M: itemToWire(value.M) };
  return value;
}
