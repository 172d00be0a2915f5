/** Functions of numbers, and what makes numbers and truth of other values. */
import type { Builtins } from "./builtin.ts";
import { JsonataError } from "./error.ts";
import { kindOf } from "./signature.ts";
import { truth } from "./truth.ts";

type Numeric = number | undefined;
type Numbers = readonly number[] | undefined;

const of =
  (compute: (value: number) => number) =>
  (value: Numeric): Numeric =>
    value === undefined ? undefined : compute(value);

function toNumber(value: unknown): Numeric {
  if (value === undefined) return undefined;
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?$/.test(value)) {
    const number = Number(value);
    if (Number.isFinite(number)) return number;
  }
  if (typeof value === "string" && /^0(?:[xX][\dA-Fa-f]+|[oO][0-7]+|[bB][01]+)$/.test(value)) return Number(value);
  throw new JsonataError("D3030", `Unable to cast value to a number: ${JSON.stringify(value)}`);
}

/** Halves go to the even neighbour. */
function round(value: Numeric, precision = 0): Numeric {
  if (value === undefined) return undefined;
  const shifted = shift(value, precision);
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded--;
  const result = shift(rounded, -precision);
  return Object.is(result, -0) ? 0 : result;
}

function shift(value: number, digits: number): number {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

function formatBase(value: Numeric, radix = 10): string | undefined {
  if (value === undefined) return undefined;
  const base = round(radix) as number;
  if (base < 2 || base > 36)
    throw new JsonataError(
      "D3100",
      `The radix of the formatBase function must be between 2 and 36. It was given ${radix}`,
    );
  return (round(value) as number).toString(base);
}

function sqrt(value: number): number {
  if (value < 0) throw new JsonataError("D3060", `The sqrt function cannot be applied to a negative number: ${value}`);
  return Math.sqrt(value);
}

function power(base: Numeric, exponent: number): Numeric {
  if (base === undefined) return undefined;
  const result = base ** exponent;
  if (!Number.isFinite(result)) {
    throw new JsonataError(
      "D3061",
      `The power function has resulted in a value that cannot be represented as a JSON number: base=${base}, exponent=${exponent}`,
    );
  }
  return result;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const numberFunctions: Builtins = {
  number: ["<(nsb)-:n>", toNumber],
  abs: ["<n-:n>", of(Math.abs)],
  floor: ["<n-:n>", of(Math.floor)],
  ceil: ["<n-:n>", of(Math.ceil)],
  round: ["<n-n?:n>", round],
  power: ["<n-n:n>", power],
  sqrt: ["<n-:n>", of(sqrt)],
  formatBase: ["<n-n?:s>", formatBase],
  sum: ["<a<n>:n>", (values: Numbers) => values && sum(values)],
  max: ["<a<n>:n>", (values: Numbers) => (values && values.length > 0 ? Math.max(...values) : undefined)],
  min: ["<a<n>:n>", (values: Numbers) => (values && values.length > 0 ? Math.min(...values) : undefined)],
  average: ["<a<n>:n>", (values: Numbers) => (values && values.length > 0 ? sum(values) / values.length : undefined)],
  boolean: ["<x-:b>", (value: unknown) => (value === undefined ? undefined : truth(value))],
  not: ["<x-:b>", (value: unknown) => (value === undefined ? undefined : !truth(value))],
  exists: ["<x:b>", (value: unknown) => value !== undefined],
  type: ["<x:s>", (value: unknown) => TYPES[kindOf(value)]],
};

const TYPES: Readonly<Record<string, string>> = {
  l: "null",
  n: "number",
  s: "string",
  b: "boolean",
  a: "array",
  o: "object",
  f: "function",
};
