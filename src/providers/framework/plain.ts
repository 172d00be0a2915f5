/** Between Terraform values and plain data, for provider code that has no business with unknowns and marks. */
import { BigFloat } from "../../terraform/lang/number.ts";
import { setValue } from "../../terraform/lang/set.ts";
import type { Type } from "../../terraform/lang/type.ts";
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
  type Value,
} from "../../terraform/lang/value.ts";

/** Stands for a value that is not known yet. */
export const UNKNOWN = Symbol("unknown");

/** A value as plain data; sets and tuples are arrays, integers beyond 2^53 are bigints. */
export type Plain =
  | string
  | number
  | bigint
  | boolean
  | null
  | typeof UNKNOWN
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/** An object's attributes as plain data. */
export type PlainObject = { readonly [name: string]: Plain };

export function toPlain(value: Value): Plain {
  const { content } = value;
  if (!value.isKnown) return UNKNOWN;
  if (content === null || typeof content === "string" || typeof content === "boolean") return content as Plain;
  if (content instanceof BigFloat) {
    const number = content.toNumber();
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(content.toString()) : number;
  }
  if (Array.isArray(content)) return (content as readonly Value[]).map(toPlain);
  return Object.fromEntries([...value.entries].map(([name, item]) => [name, toPlain(item)]));
}

/** The attributes of a known object. */
export function toPlainObject(value: Value): PlainObject {
  return toPlain(value) as PlainObject;
}

/** Makes a value of that type; undefined counts as null. Data that does not fit the type is a bug. */
export function fromPlain(plain: Plain | undefined, type: Type): Value {
  if (plain === undefined || plain === null) return nullValue(type);
  if (plain === UNKNOWN) return unknownValue(type);
  switch (type.kind) {
    case "string":
      return stringValue(plain as string);
    case "bool":
      return boolValue(plain as boolean);
    case "number":
      return numberOf(plain as number | bigint);
    case "list":
      return listValue(type.element, items(plain, type.element));
    case "set":
      return setValue(type.element, items(plain, type.element));
    case "tuple":
      return tupleValue((plain as readonly Plain[]).map((item, i) => fromPlain(item, type.elements[i] as Type)));
    case "map":
      return mapValue(
        type.element,
        Object.entries(plain as PlainObject).map(([name, item]) => [name, fromPlain(item, type.element)] as const),
      );
    case "object":
      return objectValue(
        [...type.attributes].map(
          ([name, attribute]) => [name, fromPlain((plain as PlainObject)[name], attribute)] as const,
        ),
        type,
      );
    case "dynamic":
      return typeof plain === "string" ? stringValue(plain) : numberOrBool(plain);
  }
}

// A fraction is the decimal that a state file reads back, so that the next plan finds no change.
const numberOf = (plain: number | bigint): Value =>
  numberValue(typeof plain === "bigint" || Number.isInteger(plain) ? plain : (BigFloat.parse(String(plain)) ?? plain));

const items = (plain: Plain, element: Type): Value[] =>
  (plain as readonly Plain[]).map((item) => fromPlain(item, element));

function numberOrBool(plain: Plain): Value {
  if (typeof plain === "boolean") return boolValue(plain);
  if (typeof plain === "number" || typeof plain === "bigint") return numberValue(plain);
  throw new TypeError("A value without a type must be a primitive");
}
