/** The intrinsic functions, by name. */

import { createHash, randomUUID } from "node:crypto";
import { StateFailure } from "./failure.ts";
import { HASHES } from "./hashes.ts";
import type { IntrinsicCall } from "./intrinsic-parser.ts";
import { parseIntrinsic } from "./intrinsic-parser.ts";
import type { Json } from "./json.ts";
import { equalJson, isList, isObject } from "./json.ts";
import type { Scope } from "./scope.ts";
import { inState, lookUp, pathFailure } from "./scope.ts";

type Intrinsic = (...args: Json[]) => Json;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Format: (template, ...values) => format(text(template), values),
  StringToJson: (value) => JSON.parse(text(value)) as Json,
  JsonToString: (value) => JSON.stringify(value),
  Array: (...values) => values,
  ArrayPartition: (array, size) => {
    const items = list(array);
    const step = whole(size);
    if (step <= 0) throw new TypeError("the chunk size must be positive");
    return Array.from({ length: Math.ceil(items.length / step) }, (_, at) => items.slice(at * step, (at + 1) * step));
  },
  ArrayContains: (array, value) => list(array).some((item) => equalJson(item, value)),
  ArrayRange: (first, last, step) => {
    const [from, to, by] = [whole(first), whole(last), whole(step)];
    if (by === 0) throw new TypeError("the step must not be 0");
    const length = Math.max(0, Math.floor((to - from) / by) + 1);
    if (length > MOST_RANGE) throw new RangeError(`an array has ${MOST_RANGE} items at most`);
    return Array.from({ length }, (_, at) => from + at * by);
  },
  ArrayGetItem: (array, index) => {
    const item = list(array)[whole(index)];
    if (item === undefined) throw new RangeError("the index is outside the array");
    return item;
  },
  ArrayLength: (array) => list(array).length,
  ArrayUnique: (array) =>
    list(array).filter((item, at, all) => all.findIndex((other) => equalJson(item, other)) === at),
  Base64Encode: (value) => Buffer.from(short(value)).toString("base64"),
  Base64Decode: (value) => Buffer.from(short(value), "base64").toString(),
  Hash: (data, algorithm) => {
    const known = HASHES[text(algorithm)];
    if (known === undefined) throw new TypeError(`unknown algorithm ${text(algorithm)}`);
    return createHash(known)
      .update(short(typeof data === "string" ? data : JSON.stringify(data)))
      .digest("hex");
  },
  JsonMerge: (one, other, deep) => {
    if (!isObject(one) || !isObject(other) || deep !== false) throw new TypeError("only shallow merges of objects");
    return { ...one, ...other };
  },
  MathRandom: (start, end) => Math.floor(Math.random() * (whole(end) - whole(start))) + whole(start),
  MathAdd: (one, other) => integer(whole(one) + whole(other)),
  StringSplit: (value, splitter) =>
    text(value)
      .split(new RegExp(`[${text(splitter).replace(/[\\\]^-]/g, "\\$&")}]`))
      .filter((part) => part !== ""),
  UUID: () => randomUUID(),
};

/** Those that take more arguments than they must have. */
const MOST_ARGUMENTS: Readonly<Record<string, number>> = { Format: Infinity, Array: Infinity, MathRandom: 3 };

const MOST_RANGE = 1000;
const LONGEST_TEXT = 10_000;
const LARGEST = 2 ** 31;

function integer(value: number): number {
  if (value >= -LARGEST && value < LARGEST) return value;
  throw new RangeError("the integer has more than 32 bits");
}

/** What may be encoded or hashed. */
function short(value: Json | undefined): string {
  if (text(value).length <= LONGEST_TEXT) return text(value);
  throw new RangeError(`the text has more than ${LONGEST_TEXT} characters`);
}

function text(value: Json | undefined): string {
  if (typeof value !== "string") throw new TypeError("expected a string");
  return value;
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || !isList(value)) throw new TypeError("expected an array");
  return value;
}

function whole(value: Json | undefined): number {
  if (typeof value !== "number") throw new TypeError("expected a number");
  return integer(Math.round(value));
}

function format(template: string, values: readonly Json[]): string {
  let next = 0;
  const filled = template.replace(/\\([{}])|\{\}/g, (_, brace: string | undefined) => {
    if (brace !== undefined) return brace;
    const value = values[next++];
    if (value === undefined) throw new TypeError("fewer arguments than braces");
    return javaText(value);
  });
  if (next !== values.length) throw new TypeError("more arguments than braces");
  return filled;
}

// Source: AWS, recorded: objects and lists read as Java prints them.
function javaText(value: Json): string {
  if (typeof value === "string") return value;
  if (isList(value)) return `[${value.map(javaText).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}=${javaText(inner)}`)
    .join(", ")}}`;
}

export function isIntrinsic(name: string): boolean {
  return Object.hasOwn(intrinsics, name);
}

export function evaluateIntrinsic(expression: string, scope: Scope): Json {
  const call = parseIntrinsic(expression);
  if (!call) throw intrinsicFailure(expression, "The call is not well-formed.", scope);
  return evaluateCall(call, expression, scope);
}

function evaluateCall(call: IntrinsicCall, expression: string, scope: Scope): Json {
  const intrinsic = intrinsics[call.name];
  if (!intrinsic) throw intrinsicFailure(expression, `There is no function States.${call.name}.`, scope);
  const args = call.args.map((argument) => {
    if (argument.kind === "value") return argument.value;
    if (argument.kind === "call") return evaluateCall(argument.call, expression, scope);
    const value = lookUp(argument.path, scope);
    if (value === undefined) {
      throw pathFailure(
        `The function '${expression}' had the following error: The JsonPath argument for the field '${argument.path}' could not be found in the input '${JSON.stringify(scope.input)}'`,
        scope,
      );
    }
    return value;
  });
  try {
    if (args.length < intrinsic.length || args.length > (MOST_ARGUMENTS[call.name] ?? intrinsic.length)) {
      throw new TypeError(`${args.length} is not its number of arguments`);
    }
    return intrinsic(...args);
  } catch (error) {
    if (error instanceof StateFailure) throw error;
    throw intrinsicFailure(expression, error instanceof Error ? error.message : String(error), scope);
  }
}

function intrinsicFailure(expression: string, fault: string, scope: Scope): StateFailure {
  return new StateFailure(
    "States.IntrinsicFailure",
    inState(`The function '${expression}' had the following error: ${fault}`, scope),
  );
}
