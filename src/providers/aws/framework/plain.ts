/**
 * Terraform values as plain JavaScript, which is what resource types are written in: strings, numbers, booleans,
 * arrays (lists and sets), objects (maps, objects, blocks), null, and UNKNOWN for what is known only after apply.
 */
import { BigFloat } from "../../../terraform/lang/number.ts";
import { setValue } from "../../../terraform/lang/set.ts";
import { compareUtf8, type Type } from "../../../terraform/lang/type.ts";
import { boolValue, nullValue, numberValue, stringValue, unknownValue, Value } from "../../../terraform/lang/value.ts";

export const UNKNOWN = Symbol("known after apply");
export type Unknown = typeof UNKNOWN;
export type Plain = null | string | number | boolean | Unknown | readonly Plain[] | PlainObject;
export interface PlainObject {
  readonly [name: string]: Plain;
}

export function toPlain(value: Value): Plain {
  if (!value.isKnown) return UNKNOWN;
  const { content } = value;
  if (content instanceof BigFloat) return content.toNumber();
  if (content === null || typeof content === "string" || typeof content === "boolean") return content;
  if (Array.isArray(content)) return value.elements.map(toPlain);
  if (value.type.kind !== "object") {
    return Object.fromEntries([...value.entries].map(([name, item]) => [name, toPlain(item)]));
  }
  const members: Record<string, Plain> = {};
  for (const [name, item] of value.entries) members[name] = toPlain(item);
  return members;
}

/** The value of that type; members that a plain object does not name are null. */
export function toValue(plain: Plain | undefined, type: Type): Value {
  if (plain === null || plain === undefined) return nullValue(type);
  if (plain === UNKNOWN) return unknownValue(type);
  switch (type.kind) {
    case "string":
      return stringValue(textOf(plain));
    case "number":
      return numberValue(typeof plain === "number" ? number(plain) : BigFloat.from(Number(plain)));
    case "bool":
      return boolValue(plain === true || plain === "true");
    case "set":
      return setValue(
        type.element,
        (plain as readonly Plain[]).map((item) => toValue(item, type.element)),
      );
    case "list":
      return new Value(
        type,
        (plain as readonly Plain[]).map((item) => toValue(item, type.element)),
      );
    case "map":
      return new Value(type, new Map(sortedEntries(plain).map(([key, item]) => [key, toValue(item, type.element)])));
    case "object": {
      const source = plain as PlainObject;
      const members = new Map<string, Value>();
      for (const [name, inner] of type.attributes) members.set(name, toValue(source[name], inner));
      return new Value(type, members);
    }
    default:
      throw new TypeError(`A ${type.kind} value has no plain form`);
  }
}

const number = (plain: number): BigFloat =>
  Number.isSafeInteger(plain) ? BigFloat.from(plain) : (BigFloat.parse(String(plain)) ?? BigFloat.from(plain));

const sortedEntries = (plain: Plain): [string, Plain][] =>
  Object.entries(plain as PlainObject).sort(([a], [b]) => compareUtf8(a, b));

export const isObject = (plain: Plain | undefined): plain is PlainObject =>
  typeof plain === "object" && plain !== null && !Array.isArray(plain);

/** A primitive as text; "" for everything else. */
export const textOf = (plain: Plain | undefined): string =>
  typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? String(plain) : "";

export function hasUnknown(plain: Plain | undefined): boolean {
  if (plain === UNKNOWN) return true;
  if (typeof plain !== "object" || plain === null) return false;
  return Object.values(plain).some(hasUnknown);
}

/** A text that is the same for values that are the same; elements of sets may come in any order. */
export function canonical(plain: Plain | undefined, type: Type): string {
  if (plain === null || plain === undefined) return "null";
  if (plain === UNKNOWN) return "unknown";
  switch (type.kind) {
    case "set":
      return `{${(plain as readonly Plain[])
        .map((item) => canonical(item, type.element))
        .sort()
        .join()}}`;
    case "list":
      return `[${(plain as readonly Plain[]).map((item) => canonical(item, type.element)).join()}]`;
    case "map":
      return `(${sortedEntries(plain)
        .map(([key, item]) => `${JSON.stringify(key)}=${canonical(item, type.element)}`)
        .join()})`;
    case "object":
      return `(${[...type.attributes].map(([name, inner]) => `${name}=${canonical((plain as PlainObject)[name], inner)}`).join()})`;
    default:
      return JSON.stringify(plain);
  }
}

/** Whether two plain forms of that type stand for the same value. */
export function samePlain(a: Plain | undefined, b: Plain | undefined, type: Type): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return (a ?? null) === (b ?? null);
  switch (type.kind) {
    case "set":
      return sameElements(a, b, type.element) || canonical(a, type) === canonical(b, type);
    case "list":
      return sameElements(a, b, type.element);
    case "map": {
      const [before, after] = [a as PlainObject, b as PlainObject];
      const names = Object.keys(before);
      return (
        names.length === Object.keys(after).length &&
        names.every((name) => Object.hasOwn(after, name) && samePlain(before[name], after[name], type.element))
      );
    }
    case "object": {
      const [before, after] = [a as PlainObject, b as PlainObject];
      for (const [name, inner] of type.attributes) if (!samePlain(before[name], after[name], inner)) return false;
      return true;
    }
    default:
      return canonical(a, type) === canonical(b, type);
  }
}

function sameElements(a: Plain, b: Plain, element: Type): boolean {
  const [before, after] = [a as readonly Plain[], b as readonly Plain[]];
  return before.length === after.length && before.every((item, i) => samePlain(item, after[i], element));
}

const UNKNOWN_TEXT = "\u0000unknown";

/** As text, unknown parts and all. */
export const printPlain = (plain: Plain): string =>
  JSON.stringify(plain, (_, part: unknown) => (part === UNKNOWN ? UNKNOWN_TEXT : part));

export const readPlain = (text: string): Plain =>
  JSON.parse(text, (_, part: Plain) => (part === UNKNOWN_TEXT ? UNKNOWN : part)) as Plain;
