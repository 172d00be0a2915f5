/** The intrinsic functions, by name. */

import { createHash, randomUUID } from "node:crypto";
import { StateFailure } from "./failure.ts";
import type { IntrinsicCall } from "./intrinsic-parser.ts";
import { parseIntrinsic } from "./intrinsic-parser.ts";
import type { Json } from "./json.ts";
import { equalJson, isList, isObject } from "./json.ts";
import type { Scope } from "./scope.ts";
import { lookUp, pathFailure } from "./scope.ts";

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
    return Array.from({ length: Math.max(0, Math.floor((to - from) / by) + 1) }, (_, at) => from + at * by);
  },
  ArrayGetItem: (array, index) => {
    const item = list(array)[whole(index)];
    if (item === undefined) throw new RangeError("the index is outside the array");
    return item;
  },
  ArrayLength: (array) => list(array).length,
  ArrayUnique: (array) =>
    list(array).filter((item, at, all) => all.findIndex((other) => equalJson(item, other)) === at),
  Base64Encode: (value) => Buffer.from(text(value)).toString("base64"),
  Base64Decode: (value) => Buffer.from(text(value), "base64").toString(),
  Hash: (data, algorithm) =>
    createHash(text(algorithm).toLowerCase().replace("-", ""))
      .update(typeof data === "string" ? data : JSON.stringify(data))
      .digest("hex"),
  JsonMerge: (one, other, deep) => {
    if (!isObject(one) || !isObject(other) || deep !== false) throw new TypeError("only shallow merges of objects");
    return { ...one, ...other };
  },
  MathRandom: (start, end) => Math.floor(Math.random() * (whole(end) - whole(start))) + whole(start),
  MathAdd: (one, other) => whole(one) + whole(other),
  StringSplit: (value, splitter) =>
    text(value)
      .split(new RegExp(`[${text(splitter).replace(/[\\\]^-]/g, "\\$&")}]`))
      .filter((part) => part !== ""),
  UUID: () => randomUUID(),
};

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
  return Math.round(value);
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
  if (!call) throw intrinsicFailure(expression, scope);
  return evaluateCall(call, expression, scope);
}

function evaluateCall(call: IntrinsicCall, expression: string, scope: Scope): Json {
  const intrinsic = intrinsics[call.name];
  if (!intrinsic) throw intrinsicFailure(expression, scope);
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
    return intrinsic(...args);
  } catch (error) {
    if (error instanceof StateFailure) throw error;
    throw intrinsicFailure(expression, scope);
  }
}

function intrinsicFailure(expression: string, { stateName, enteredEventId }: Scope): StateFailure {
  return new StateFailure(
    "States.IntrinsicFailure",
    `An error occurred while executing the state '${stateName}' (entered at the event id #${enteredEventId}). The Intrinsic Function failed: ${expression}`,
  );
}
