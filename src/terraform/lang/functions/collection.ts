/** Functions that look into collections: `length`, `element`, `lookup`, `keys`, `contains` and their like. */
import { quoteGo } from "../../../hcl/quote.ts";
import { convert } from "../convert.ts";
import { areEqual, equals } from "../equals.ts";
import { friendlyName } from "../friendly-type.ts";
import { isWhollyKnown, lengthBounds, refinementOf } from "../known.ts";
import { BigFloat } from "../number.ts";
import { listOfValues } from "../set.ts";
import { BOOL, DYNAMIC, listOf, NUMBER, STRING, type Type, tupleOf, typesEqual } from "../type.ts";
import { unifiedType } from "../unify.ts";
import {
  boolValue,
  FALSE,
  listValue,
  nullValue,
  numberValue,
  stringValue,
  TRUE,
  tupleValue,
  unknownValue,
  Value,
} from "../value.ts";
import { ArgumentError, anything, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { quotedUnlessSensitive } from "./redact.ts";
import { textLength } from "./text.ts";
import { wholeNumber } from "./whole-number.ts";

const isSequence = ({ kind }: Type): boolean => kind === "list" || kind === "tuple" || kind === "set";
const isStructured = (type: Type): boolean => isSequence(type) || type.kind === "map" || type.kind === "object";

function length([given]: readonly Value[]): Value {
  const value = given as Value;
  const { type } = value;
  if (type.kind === "dynamic") return unknownValue(NUMBER, { notNull: true }).withMarks(value.marks);
  if (type.kind === "string") {
    const result = value.isKnown
      ? textLength(value.string)
      : unknownValue(NUMBER, { notNull: true, numberMin: { value: certainLength(value), inclusive: true } });
    return result.withMarks(value.marks);
  }
  const { min, max } = lengthBounds(value);
  if (min === max) return numberValue(min).withMarks(value.marks);
  return unknownValue(NUMBER, {
    notNull: true,
    numberMin: { value: BigFloat.from(min), inclusive: true },
    ...(Number.isFinite(max) && { numberMax: { value: BigFloat.from(max), inclusive: true } }),
  }).withMarks(value.marks);
}

/** The length of what is certain about the beginning of an unknown text. */
const certainLength = (text: Value): BigFloat => textLength(refinementOf(text).stringPrefix ?? "").number;

function elementType([list, index]: readonly Value[]): Type {
  const { type } = list as Value;
  if (type.kind === "list") return type.element;
  if (type.kind !== "tuple") throw new FunctionError(`cannot read elements from ${friendlyName(type)}`);
  if (!(index as Value).isKnown) return DYNAMIC;
  const at = wholeNumber(index as Value, "invalid index: ");
  const { elements } = type;
  if (elements.length === 0) throw new FunctionError("cannot use element function with an empty list");
  const found = elements[at % elements.length];
  // Of tuples only whole rounds backwards are let through.
  if (found) return found;
  throw new FunctionError(
    `panic in function implementation: runtime error: index out of range [${at % elements.length}]`,
  );
}

function element([list, index]: readonly Value[], type: Type): Value {
  const collection = list as Value;
  const at = wholeNumber((index as Value).withoutMarks(), "invalid index: ");
  if (!collection.isKnown) return unknownValue(type).withMarks(collection.marks);
  const { elements } = collection;
  if (elements.length === 0) throw new FunctionError("cannot use element function with an empty list");
  return (elements.at(at % elements.length) as Value).withMarks([...collection.marks, ...(index as Value).marks]);
}

function lookup([map, key, fallback]: readonly Value[], type: Type): Value {
  const given = map as Value;
  const marks = [...given.marks, ...(key as Value).marks, ...(fallback?.marks ?? [])];
  if (!given.isKnown || !(key as Value).isKnown) return unknownValue(type).withMarks(marks);
  const found = given.entries.get((key as Value).string);
  if (found) return found.withMarks([...given.marks, ...(key as Value).marks]);
  if (!fallback) {
    throw new FunctionError(`lookup failed to find key ${quotedUnlessSensitive(key as Value)}`);
  }
  return convert(fallback, type).withMarks(marks);
}

function lookupType(args: readonly Value[]): Type {
  if (args.length > 3) throw new FunctionError(`lookup() takes two or three arguments, got ${args.length}`);
  const [map, key, fallback] = args as [Value, Value, Value | undefined];
  const { type } = map;
  if (type.kind === "map") {
    if (fallback && !typesEqual(fallback.type, type.element)) {
      try {
        convert(fallback, type.element);
      } catch {
        throw new ArgumentError(2, "the default value must have the same type as the map elements");
      }
    }
    return type.element;
  }
  if (type.kind !== "object") throw new ArgumentError(0, "lookup() requires a map as the first argument");
  if (!key.isKnown) return DYNAMIC;
  const attribute = type.attributes.get(key.string);
  if (attribute) return attribute;
  if (fallback) return fallback.type;
  throw new ArgumentError(0, `the given object has no attribute ${quoteGo(key.string)}`);
}

function keysType([map]: readonly Value[]): Type {
  const { type } = map as Value;
  if (type.kind === "map") return listOf(STRING);
  if (type.kind === "object") return tupleOf([...type.attributes.keys()].map(() => STRING));
  if (type.kind === "dynamic") return DYNAMIC;
  throw new ArgumentError(0, "must have map or object type");
}

function keys([map]: readonly Value[], type: Type): Value {
  const given = map as Value;
  const names =
    given.type.kind === "object"
      ? [...given.type.attributes.keys()]
      : given.isKnown
        ? [...given.entries.keys()]
        : undefined;
  if (!names) return unknownValue(type, { notNull: true }).withMarks(given.marks);
  const texts = names.map(stringValue);
  return (given.type.kind === "object" ? tupleValue(texts) : listValue(STRING, texts)).withMarks(given.marks);
}

function valuesType([map]: readonly Value[]): Type {
  const { type } = map as Value;
  if (type.kind === "map") return listOf(type.element);
  if (type.kind === "object") return tupleOf([...type.attributes.values()]);
  throw new FunctionError("values() requires a map as the first argument");
}

function values([map]: readonly Value[], type: Type): Value {
  const given = map as Value;
  if (!given.isKnown) return unknownValue(type, { notNull: true }).withMarks(given.marks);
  const elements = [...given.entries.values()];
  return new Value(type, elements, given.marks);
}

function contains([list, wanted]: readonly Value[]): Value {
  const given = list as Value;
  const value = wanted as Value;
  if (!isSequence(given.type)) throw new FunctionError("argument must be list, tuple, or set");
  let undecided = false;
  for (const item of given.elements) {
    const same = equals(item, value);
    if (!same.isKnown) undecided = true;
    else if (same.boolean) return TRUE;
  }
  return undecided ? unknownValue(BOOL, { notNull: true }) : FALSE;
}

function indexOf([list, wanted]: readonly Value[]): Value {
  const given = list as Value;
  if (given.type.kind !== "list" && given.type.kind !== "tuple") {
    throw new FunctionError("argument must be a list or tuple");
  }
  if (given.elements.length === 0) throw new FunctionError("cannot search an empty list");
  for (const [i, item] of given.elements.entries()) {
    const same = equals(item, wanted as Value);
    if (!same.isKnown) return unknownValue(NUMBER, { notNull: true });
    if (same.boolean) return numberValue(i);
  }
  throw new FunctionError("item not found");
}

const quantifier = (stopAt: boolean): FunctionDefinition => ({
  parameters: [param("list", listOf(BOOL))],
  returns: BOOL,
  call: ([list]) => {
    let undecided = false;
    for (const item of (list as Value).elements) {
      if (!item.isKnown) undecided = true;
      else if (item.isNull ? !stopAt : item.boolean === stopAt) return boolValue(stopAt);
    }
    return undecided ? unknownValue(BOOL, { notNull: true }) : boolValue(!stopAt);
  },
});

function one([list]: readonly Value[], type: Type): Value {
  const given = list as Value;
  const wrong = new ArgumentError(0, "must be a list, set, or tuple value with either zero or one elements");
  if (!given.isKnown) return unknownValue(type);
  const { elements } = given;
  if (elements.length > 1)
    throw given.type.kind === "set" && !isWhollyKnown(given) ? new FunctionError(wrong.message) : wrong;
  return elements[0] ?? nullValue(type);
}

function oneType([list]: readonly Value[]): Type {
  const { type } = list as Value;
  if (type.kind === "list" || type.kind === "set") return type.element;
  if (type.kind === "tuple" && type.elements.length <= 1) return type.elements[0] ?? DYNAMIC;
  throw new ArgumentError(0, "must be a list, set, or tuple value with either zero or one elements");
}

function sum([list]: readonly Value[]): Value {
  const given = list as Value;
  const { kind } = given.type;
  if (!isStructured(given.type)) throw new ArgumentError(0, "cannot sum noniterable");
  const isEmpty = kind === "map" || kind === "object" ? given.entries.size === 0 : given.elements.length === 0;
  if (isEmpty) throw new ArgumentError(0, "cannot sum an empty list");
  if (!isSequence(given.type)) {
    throw new ArgumentError(0, `argument must be list, set, or tuple. Received ${friendlyName(given.type)}`);
  }
  const wrong = (): ArgumentError => new ArgumentError(0, "argument must be list, set, or tuple of number values");
  if (!isWhollyKnown(given)) return unknownValue(NUMBER, { notNull: true });
  let total: BigFloat | undefined;
  for (const item of given.elements) {
    if (item.isNull) throw wrong();
    let number: Value;
    try {
      number = convert(item, NUMBER);
    } catch {
      throw wrong();
    }
    total = total ? total.add(number.number) : number.number;
  }
  return numberValue(total ?? 0);
}

/** The first argument that is neither null nor empty. */
function coalesce(args: readonly Value[], type: Type): Value {
  for (const arg of args) {
    const value = convert(arg, type);
    if (!value.isKnown) return unknownValue(type).withMarks(value.marks);
    if (value.isNull || (value.type.kind === "string" && value.string === "")) continue;
    return value;
  }
  throw new FunctionError("no non-null, non-empty-string arguments");
}

function coalesceType(args: readonly Value[]): Type {
  const type = unifiedType(args.filter((arg) => !(arg.isNull && arg.type.kind === "dynamic")).map((arg) => arg.type));
  if (type) return type;
  if (args.length > 0 && args.every((arg) => arg.isNull)) return DYNAMIC;
  throw new FunctionError("all arguments must have the same type");
}

function coalesceListType(args: readonly Value[]): Type {
  if (args.length === 0) throw new FunctionError("at least one argument is required");
  // What comes after an unknown argument is not looked at.
  for (const { type, isKnown } of args) {
    if (!isKnown) return DYNAMIC;
    if (type.kind !== "list" && type.kind !== "tuple") {
      throw new FunctionError("coalescelist arguments must be lists or tuples");
    }
  }
  const [first] = args as [Value];
  if (args.every(({ type }) => typesEqual(type, first.type))) return first.type;
  return DYNAMIC;
}

function coalesceList(args: readonly Value[], type: Type): Value {
  for (const arg of args) {
    if (!arg.isKnown) return unknownValue(type);
    if (!arg.isNull && arg.elements.length > 0) return arg;
  }
  throw new FunctionError("no non-null arguments");
}

/** Whether the same element was there before, by equality. */
const isRepeated = (seen: readonly Value[], item: Value): boolean => seen.some((other) => areEqual(other, item));

function distinct([list]: readonly Value[]): Value {
  const given = list as Value;
  if (!isWhollyKnown(given)) return unknownValue(given.type, { notNull: true });
  const seen: Value[] = [];
  const texts = new Set<string>();
  for (const item of given.elements) {
    if (typeof item.content === "string") {
      if (texts.has(item.content)) continue;
      texts.add(item.content);
    } else if (isRepeated(seen, item)) continue;
    seen.push(item);
  }
  return new Value(given.type, seen);
}

function matchkeys([list, keyList, search]: readonly Value[]): Value {
  const from = list as Value;
  const common = unifiedType([(keyList as Value).type, (search as Value).type]);
  if (!common) throw new FunctionError("keys and searchset must be of the same type");
  const by = convert(keyList as Value, common);
  const wanted = convert(search as Value, common).elements;
  if (from.elements.length !== by.elements.length) {
    throw new FunctionError("length of keys and values should be equal");
  }
  if (!isWhollyKnown(from) || !isWhollyKnown(by) || !isWhollyKnown(search as Value)) {
    return unknownValue(from.type, { notNull: true });
  }
  const matches = from.elements.filter((_, i) => wanted.some((w) => areEqual(by.elements[i] as Value, w)));
  return listOfValues(matches, (from.type as { element: Type }).element);
}

const sequenceOf = (name: string): ReturnType<typeof param> => param(name, listOf(DYNAMIC));

export const COLLECTION_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  length: {
    parameters: [anything("value", { allowMarked: true })],
    returns: NUMBER,
    typeFor: ([value]) => {
      const { type } = value as Value;
      if (type.kind === "dynamic" || type.kind === "string" || isStructured(type)) return NUMBER;
      throw new FunctionError("argument must be a string, a collection type, or a structural type");
    },
    call: length,
  },
  element: {
    parameters: [param("list", DYNAMIC, { allowMarked: true }), param("index", NUMBER, { allowMarked: true })],
    returns: DYNAMIC,
    mayBeNull: true,
    typeFor: elementType,
    call: (args, { type }) => element(args, type),
  },
  lookup: {
    parameters: [param("inputMap", DYNAMIC, { allowMarked: true }), param("key", STRING, { allowMarked: true })],
    variadic: anything("default", { allowNull: true, allowMarked: true }),
    returns: DYNAMIC,
    mayBeNull: true,
    typeFor: lookupType,
    call: (args, { type }) => lookup(args, type),
  },
  keys: {
    parameters: [param("inputMap", DYNAMIC, { allowUnknown: true, allowMarked: true })],
    returns: DYNAMIC,
    typeFor: keysType,
    call: (args, { type }) => keys(args, type),
  },
  values: {
    parameters: [param("mapping", DYNAMIC, { allowMarked: true })],
    returns: DYNAMIC,
    typeFor: valuesType,
    call: (args, { type }) => values(args, type),
  },
  contains: {
    parameters: [param("list", DYNAMIC), param("value", DYNAMIC)],
    returns: DYNAMIC,
    typeFor: () => BOOL,
    call: contains,
  },
  index: {
    parameters: [param("list", DYNAMIC), param("value", DYNAMIC)],
    returns: DYNAMIC,
    typeFor: () => NUMBER,
    call: indexOf,
  },
  alltrue: quantifier(false),
  anytrue: quantifier(true),
  one: {
    parameters: [param("list", DYNAMIC)],
    returns: DYNAMIC,
    mayBeNull: true,
    typeFor: oneType,
    call: (args, { type }) => one(args, type),
  },
  sum: { parameters: [param("list", DYNAMIC)], returns: DYNAMIC, typeFor: () => NUMBER, call: sum },
  coalesce: {
    parameters: [],
    variadic: anything("vals", { allowNull: true }),
    returns: DYNAMIC,
    typeFor: coalesceType,
    call: (args, { type }) => coalesce(args, type),
  },
  coalescelist: {
    parameters: [],
    variadic: anything("vals", { allowNull: true }),
    returns: DYNAMIC,
    typeFor: coalesceListType,
    call: (args, { type }) => coalesceList(args, type),
  },
  compact: {
    parameters: [param("list", listOf(STRING))],
    returns: listOf(STRING),
    call: ([list]) => {
      if (!isWhollyKnown(list as Value)) return unknownValue(listOf(STRING), { notNull: true });
      return listValue(
        STRING,
        (list as Value).elements.filter((item) => !item.isNull && item.string !== ""),
      );
    },
  },
  distinct: {
    parameters: [sequenceOf("list")],
    returns: listOf(DYNAMIC),
    typeFor: ([list]) => (list as Value).type,
    call: distinct,
  },
  matchkeys: {
    parameters: [sequenceOf("values"), sequenceOf("keys"), sequenceOf("searchset")],
    returns: listOf(DYNAMIC),
    typeFor: ([list]) => (list as Value).type,
    call: matchkeys,
  },
};
