/**
 * Values of templates and how Java, whose engine AWS runs, prints and compares them. JSON's objects and lists are
 * JavaScript's own; a list that a template writes is another class in Java and prints otherwise.
 */
import { plainText } from "../../wire/plain-text.ts";

export type Value = unknown;

/** What `$name` of the caller can do: `$util.urlEncode(x)`. */
export type Methods = Readonly<Record<string, (...args: Value[]) => Value>>;

/** An object of the caller with methods and without entries. */
export class Tool {
  readonly methods: Methods;
  readonly properties: Readonly<Record<string, Value>>;

  constructor(methods: Methods, properties: Readonly<Record<string, Value>> = {}) {
    this.methods = methods;
    this.properties = properties;
  }
}

/** A list that a template wrote: a Java ArrayList, where JSON's are JSONArrays. */
export class WrittenList extends Array<Value> {}

export const isMap = (value: Value): value is Record<string, Value> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Tool);

export function print(value: Value): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof WrittenList) return `[${value.map(print).join(", ")}]`;
  if (Array.isArray(value)) return JSON.stringify(value);
  if (isMap(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}=${print(item)}`)
      .join(", ")}}`;
  }
  return value instanceof Tool ? "" : plainText(value);
}

export const isTrue = (value: Value): boolean => value !== undefined && value !== null && value !== false;

export function equal(left: Value, right: Value): boolean {
  if (left === undefined || left === null || right === undefined || right === null)
    return (left ?? null) === (right ?? null);
  if (typeof left === typeof right && typeof left !== "object") return left === right;
  // Values of different classes are the same when they print the same.
  return print(left) === print(right);
}
