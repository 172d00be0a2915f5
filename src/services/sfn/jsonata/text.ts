/** Values as text, as `&` and `$string` make it. */
import { isFunctionValue } from "./environment.ts";
import { JsonataError } from "./error.ts";

const SIGNIFICANT_DIGITS = 15;

export function textOf(value: unknown, prettify = false): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (isFunctionValue(value)) return "";
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new JsonataError("D3001", "Attempting to invoke string function on Infinity or NaN");
  }
  return JSON.stringify(value, plain, prettify ? 2 : 0);
}

function plain(_name: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isInteger(value)) return Number(value.toPrecision(SIGNIFICANT_DIGITS));
  return isFunctionValue(value) || value instanceof RegExp ? "" : value;
}
