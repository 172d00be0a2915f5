/** Reads a program's answer as Go's encoding/json reads it into a map of strings, with its words for what does not fit. */

import { type JsonData, JsonSyntaxError, parseJson } from "../../terraform/lang/json-text.ts";
import { BigFloat } from "../../terraform/lang/number.ts";

/** Null values become empty strings. */
export function stringMapFromJson(
  text: string,
): { readonly map: Readonly<Record<string, string>> } | { readonly error: string } {
  if (text.trim() === "") return { error: "unexpected end of JSON input" };
  let data: JsonData;
  try {
    data = parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { error: error.message };
    throw error;
  }
  if (data === null) return { map: {} };
  if (kindOf(data) !== "object")
    return { error: `json: cannot unmarshal ${kindOf(data)} into Go value of type map[string]string` };
  const map: Record<string, string> = {};
  const entries = data instanceof Map ? [...(data as ReadonlyMap<string, JsonData>)] : Object.entries(data as object);
  for (const [key, value] of entries as [string, JsonData][]) {
    if (value !== null && typeof value !== "string") {
      return { error: `json: cannot unmarshal ${kindOf(value)} into Go value of type string` };
    }
    map[key] = value ?? "";
  }
  return { map };
}

function kindOf(data: JsonData): string {
  if (Array.isArray(data)) return "array";
  if (typeof data === "string") return "string";
  if (typeof data === "boolean") return "bool";
  if (typeof data === "number" || data instanceof BigFloat) return "number";
  return "object";
}
