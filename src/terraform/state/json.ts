/** Looking into JSON trees, whichever way their objects are held. */
import type { JsonData, JsonRecord } from "../lang/json-text.ts";
import { BigFloat } from "../lang/number.ts";

export type Json = JsonData;
export type JsonMap = ReadonlyMap<string, Json>;

export const isNumber = (data: Json | undefined): data is number | BigFloat =>
  typeof data === "number" || data instanceof BigFloat;

export const isArray = (data: Json | undefined): data is readonly Json[] => Array.isArray(data);

/** The members of an object; undefined for anything else. */
export function membersOf(data: Json | undefined): JsonMap | undefined {
  if (data === null || typeof data !== "object" || Array.isArray(data) || data instanceof BigFloat) return undefined;
  return data instanceof Map ? (data as JsonMap) : new Map(Object.entries(data as JsonRecord));
}

/** One member of an object; undefined when there is none. */
export function memberOf(data: Json | undefined, name: string): Json | undefined {
  if (data === null || typeof data !== "object" || Array.isArray(data) || data instanceof BigFloat) return undefined;
  if (data instanceof Map) return (data as JsonMap).get(name);
  return Object.hasOwn(data, name) ? (data as JsonRecord)[name] : undefined;
}

/** Deep equality; numbers are compared as they print. */
export function jsonEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== typeof b)
    return isNumber(a) && isNumber(b) && a.toString() === b.toString();
  if (isNumber(a) || isNumber(b)) return isNumber(a) && isNumber(b) && a.toString() === b.toString();
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => jsonEqual(item, b[i]));
  const left = membersOf(a);
  const right = membersOf(b);
  if (!left || !right || left.size !== right.size) return false;
  for (const [name, member] of left) if (!right.has(name) || !jsonEqual(member, right.get(name))) return false;
  return true;
}

/** A whole number that was written as one. */
export const integerOf = (data: Json | undefined): number => (isNumber(data) ? Number(data.toString()) : 0);

/** What Go's decoder calls a value that it did not expect. */
export function goKind(data: Json): string {
  if (isNumber(data)) return `number ${data.toString()}`;
  if (isArray(data)) return "array";
  return typeof data === "boolean" ? "bool" : typeof data === "string" ? "string" : "object";
}
