/** Functions that make collections from others: `concat`, `merge`, `flatten`, `slice`, `zipmap`, set operations. */
import { quoteGo } from "../../../hcl/quote.ts";
import { ConversionError, convert } from "../convert.ts";
import { friendlyName } from "../friendly-type.ts";
import { isWhollyKnown, lengthBounds, refine } from "../known.ts";
import { BigFloat } from "../number.ts";
import { contentKey, listOfValues, mapOfValues, setValue } from "../set.ts";
import {
  compareUtf8,
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
  tupleOf,
  typesEqual,
} from "../type.ts";
import { unifiedType } from "../unify.ts";
import { listValue, type Mark, mapValue, numberValue, objectValue, tupleValue, unknownValue, Value } from "../value.ts";
import { ArgumentError, anything, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { wholeNumber } from "./whole-number.ts";

function concatType(args: readonly Value[]): Type {
  if (args.length === 0) throw new FunctionError("at least one argument is required");
  const lists = args.filter(({ type }) => type.kind === "list");
  if (lists.length === args.length) {
    const type = unifiedType(args.map(({ type: t }) => t));
    if (type?.kind === "list") return type;
  }
  const elements: Type[] = [];
  for (const [i, arg] of args.entries()) {
    const { type } = arg;
    if (type.kind === "tuple") elements.push(...type.elements);
    else if (type.kind === "list") {
      if (!arg.isKnown) return DYNAMIC;
      elements.push(...arg.elements.map(() => type.element));
    } else throw new ArgumentError(i, `all arguments must be lists or tuples; got ${friendlyName(type)}`);
  }
  return tupleOf(elements);
}

function concat(args: readonly Value[], type: Type): Value {
  const marks = args.flatMap((arg) => [...arg.marks]);
  if (args.some((arg) => !arg.isKnown)) return unknownValue(type, { notNull: true }).withMarks(marks);
  if (type.kind === "list") {
    const elements = args.flatMap((arg) => convert(arg.withoutMarks(), type).elements);
    return listOfValues(elements, type.element).withMarks(marks);
  }
  return tupleValue(args.flatMap((arg) => arg.elements)).withMarks(marks);
}

const isMergeable = ({ kind }: Type): boolean => kind === "map" || kind === "object" || kind === "dynamic";

function mergeType(args: readonly Value[]): Type {
  const given = args.filter((arg) => !(arg.isNull && arg.type.kind === "dynamic"));
  for (const { type } of args) {
    if (!isMergeable(type)) {
      throw new FunctionError(`arguments must be maps or objects, got ${quoteGo(friendlyName(type))}`);
    }
  }
  const [first] = given;
  if (!first) return objectOf({});
  if (given.every(({ type }) => typesEqual(type, first.type)) && first.type.kind === "map") return first.type;
  const attributes = new Map<string, Type>();
  for (const arg of given) {
    const { type } = arg;
    if (type.kind === "dynamic") return DYNAMIC;
    if (type.kind === "object") {
      // A null object adds nothing, whatever its type.
      if (arg.isNull) continue;
      for (const [name, t] of type.attributes) attributes.set(name, t);
    } else if (type.kind === "map") {
      if (!arg.isKnown) return DYNAMIC;
      if (!arg.isNull) for (const name of arg.entries.keys()) attributes.set(name, type.element);
    }
  }
  return objectOf(attributes);
}

function merge(args: readonly Value[], type: Type): Value {
  const marks: Mark[] = [];
  const merged = new Map<string, Value>();
  for (const arg of args) {
    marks.push(...arg.marks);
    if (arg.isNull) continue;
    if (!arg.isKnown) {
      if (arg.type.kind !== "object" || type.kind !== "object") return unknownValue(type).withMarks(marks);
      for (const [name, t] of arg.type.attributes) merged.set(name, unknownValue(t));
      continue;
    }
    for (const [name, value] of arg.entries) merged.set(name, value);
  }
  const result = type.kind === "map" ? mapValue(type.element, merged) : objectValue(merged);
  return result.withMarks(marks);
}

/** All elements of nested sequences in a row; undefined when a part of undecided shape is inside. */
function flattened(value: Value, marks: Set<Mark>): Value[] | undefined {
  for (const mark of value.marks) marks.add(mark);
  if (!value.isKnown) return undefined;
  const result: Value[] = [];
  for (const item of value.elements) {
    const { kind } = item.type;
    if (kind === "dynamic" && !item.isKnown) return undefined;
    if (!item.isNull && (kind === "list" || kind === "set" || kind === "tuple")) {
      const inner = flattened(item, marks);
      if (!inner) return undefined;
      result.push(...inner);
    } else result.push(item);
  }
  return result;
}

function flattenType([list]: readonly Value[]): Type {
  const { type } = list as Value;
  if (!(list as Value).isKnown) return DYNAMIC;
  if (type.kind !== "list" && type.kind !== "set" && type.kind !== "tuple") {
    throw new FunctionError("can only flatten lists, sets and tuples");
  }
  const items = flattened(list as Value, new Set());
  return items ? tupleOf(items.map((item) => item.type)) : DYNAMIC;
}

function flatten([list]: readonly Value[]): Value {
  const marks = new Set<Mark>();
  const items = flattened(list as Value, marks);
  return (items ? tupleValue(items) : unknownValue()).withMarks(marks);
}

function sliceBounds([list, start, end]: readonly Value[]): readonly [number, number] {
  const { type } = list as Value;
  const startIndex = (start as Value).isKnown ? wholeNumber(start as Value, "invalid start index: ", 1) : 0;
  const bounds = lengthBounds(list as Value);
  const length = bounds.min === bounds.max || type.kind === "tuple" ? bounds.max : Number.POSITIVE_INFINITY;
  if (startIndex < 0) throw new ArgumentError(1, "start index must not be less than zero");
  if (startIndex > length) throw new ArgumentError(1, "start index must not be greater than the length of the list");
  const endIndex = (end as Value).isKnown ? wholeNumber(end as Value, "invalid end index: ", 2) : length;
  if (endIndex < 0) throw new ArgumentError(2, "end index must not be less than zero");
  if (endIndex > length) throw new ArgumentError(2, "end index must not be greater than the length of the list");
  if (startIndex > endIndex) throw new ArgumentError(1, "start index must not be greater than end index");
  return [startIndex, endIndex];
}

function sliceType(args: readonly Value[]): Type {
  const { type } = args[0] as Value;
  if (type.kind === "set") {
    throw new ArgumentError(
      0,
      "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important",
    );
  }
  if (type.kind !== "list" && type.kind !== "tuple") throw new ArgumentError(0, "must be a list or tuple value");
  if (!args.slice(1).every((arg) => arg.isKnown)) return type.kind === "list" ? type : DYNAMIC;
  const [start, end] = sliceBounds(args);
  return type.kind === "list" ? type : tupleOf(type.elements.slice(start, end));
}

function range(args: readonly Value[]): Value {
  const one = BigFloat.from(1);
  const zero = BigFloat.from(0);
  const [a, b, c] = args.map((arg) => arg.number) as [BigFloat, BigFloat?, BigFloat?];
  const [start, end] = b ? [a, b] : [zero, a];
  const down = end.compare(start) < 0;
  // A step of zero is not refused: it goes on for ever, unless there is nowhere to go.
  const step = c ?? (down ? one.negate() : one);
  if (down && step.sign > 0) throw new ArgumentError(1, "end must be greater than start when step is positive");
  if (end.compare(start) > 0 && step.sign < 0) {
    throw new ArgumentError(1, "end must be less than start when step is negative");
  }
  return countTo(start, end, step);
}

function countTo(start: BigFloat, end: BigFloat, step: BigFloat): Value {
  const numbers: Value[] = [];
  const up = end.compare(start) > 0;
  for (let at = start; up ? at.compare(end) < 0 : at.compare(end) > 0; at = at.add(step)) {
    if (numbers.length >= 1024) {
      throw new FunctionError(
        "more than 1024 values were generated; either decrease the difference between start and end or use a smaller step",
      );
    }
    numbers.push(numberValue(at));
  }
  return listValue(NUMBER, numbers);
}

function reverse([list]: readonly Value[], type: Type): Value {
  const given = list as Value;
  const reversed = [...given.elements].reverse();
  if (type.kind === "tuple") return tupleValue(reversed).withMarks(given.marks);
  return listOfValues(reversed, (type as { element: Type }).element).withMarks(given.marks);
}

function reverseType([list]: readonly Value[]): Type {
  const { type } = list as Value;
  if (type.kind === "tuple") return tupleOf([...type.elements].reverse());
  if (type.kind === "list" || type.kind === "set") return listOf(type.element);
  throw new ArgumentError(0, `can only reverse list or tuple values, not ${friendlyName(type)}`);
}

function chunklist([list, size]: readonly Value[], type: Type): Value {
  const given = list as Value;
  const count = wholeNumber(size as Value, "invalid size: ");
  if (count < 0) throw new FunctionError("the size argument must be positive");
  const { elements } = given;
  const inner = (type as { element: Type }).element;
  if (elements.length === 0) return listValue(inner, []);
  const chunks: Value[] = [];
  for (let at = 0; at < elements.length; at += count || elements.length) {
    chunks.push(new Value(inner, elements.slice(at, at + (count || elements.length))));
  }
  return new Value(type, chunks);
}

function zipmapType([keys, values]: readonly Value[]): Type {
  const { type } = values as Value;
  if (type.kind === "list") return mapOf(type.element);
  if (type.kind === "tuple") {
    if (!isWhollyKnown(keys as Value)) return DYNAMIC;
    const names = (keys as Value).elements;
    if (names.length !== type.elements.length) {
      throw new FunctionError(
        `number of keys (${names.length}) does not match number of values (${type.elements.length})`,
      );
    }
    return objectOf(new Map(names.map((name, i) => [keyText(name, i), type.elements[i] as Type])));
  }
  throw new FunctionError("values argument must be a list or tuple value");
}

function keyText(key: Value, index: number): string {
  if (key.isNull) throw new FunctionError(`keys list has null value at index ${index}`);
  return key.withoutMarks().string;
}

function zipmap([keys, values]: readonly Value[], type: Type): Value {
  const marks = [...(keys as Value).marks, ...(values as Value).marks];
  if (!isWhollyKnown(keys as Value) || !(values as Value).isKnown) return unknownValue(type).withMarks(marks);
  const names = (keys as Value).elements;
  const { elements } = values as Value;
  if (names.length !== elements.length) {
    throw new FunctionError(`number of keys (${names.length}) does not match number of values (${elements.length})`);
  }
  const entries = new Map(names.map((name, i) => [keyText(name, i), elements[i] as Value]));
  const result = type.kind === "map" ? mapOfValues(entries, type.element) : objectValue(entries);
  return result.withMarks([...marks, ...names.flatMap((name) => [...name.marks])]);
}

function transpose([map]: readonly Value[]): Value {
  const type = mapOf(listOf(STRING));
  if (!isWhollyKnown(map as Value)) return unknownValue(type, { notNull: true });
  const turned = new Map<string, string[]>();
  for (const [key, list] of (map as Value).entries) {
    if (list.isNull) throw new FunctionError("input must not contain null list");
    for (const item of list.elements) {
      if (item.isNull) throw new FunctionError("input list must not contain null string");
      const names = turned.get(item.string);
      if (names) names.push(key);
      else turned.set(item.string, [key]);
    }
  }
  const entries = [...turned].map(([key, names]): [string, Value] => [
    key,
    listValue(
      STRING,
      names.sort(compareUtf8).map((name) => new Value(STRING, name)),
    ),
  ]);
  return mapValue(listOf(STRING), entries);
}

function sort([list]: readonly Value[]): Value {
  const given = list as Value;
  if (!isWhollyKnown(given)) {
    const { min, max } = lengthBounds(given);
    return refine(unknownValue(listOf(STRING)), { notNull: true, lengthMin: min, lengthMax: max });
  }
  for (const [i, item] of given.elements.entries()) {
    if (item.isNull) throw new FunctionError(`given list element ${i} is null; a null string cannot be sorted`);
  }
  return listValue(
    STRING,
    [...given.elements].sort((a, b) => compareUtf8(a.string, b.string)),
  );
}

/** Whether an element is in a set, by content for primitive elements. */
function within(elements: readonly Value[]): (value: Value) => boolean {
  const primitive = elements.every((e) => e.type.kind === "string" || e.type.kind === "bool");
  if (primitive) {
    const keys = new Set(elements.map(contentKey));
    return (value) => keys.has(contentKey(value));
  }
  return (value) => setValue(value.type, [...elements, value]).elements.length === elements.length;
}

const setFunction = (
  first: string,
  others: string | undefined,
  combine: (a: readonly Value[], b: readonly Value[]) => readonly Value[],
  ofUnknown = false,
): FunctionDefinition => ({
  parameters: others
    ? [param(first, setOf(DYNAMIC), { allowDynamic: true })]
    : [param("a", setOf(DYNAMIC), { allowDynamic: true }), param("b", setOf(DYNAMIC), { allowDynamic: true })],
  ...(others ? { variadic: param(others, setOf(DYNAMIC), { allowDynamic: true }) } : {}),
  returns: setOf(DYNAMIC),
  typeFor: setOperationType,
  call: (args, { type }) => {
    const sets = args.map((arg) => convertSet(arg, type));
    if (!ofUnknown && sets.some((set) => !isWhollyKnown(set))) return unknownValue(type, { notNull: true });
    const elements = sets.map((set) => set.elements).reduce((a, b) => combine(a, b));
    return setValue((type as { element: Type }).element, elements);
  },
});

function setOperationType(args: readonly Value[]): Type {
  const types = args.map(({ type }) => (type as { element: Type }).element).filter((type) => type.kind !== "dynamic");
  if (types.length === 0) return setOf(DYNAMIC);
  const element = unifiedType(types);
  if (!element) throw new FunctionError("given sets must all have compatible element types");
  return setOf(element);
}

function convertSet(value: Value, type: Type): Value {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) throw new FunctionError(error.message);
    throw error;
  }
}

function setproductType(args: readonly Value[]): Type {
  if (args.length < 2) throw new FunctionError("at least two arguments are required");
  const elements = args.map((arg, i) => {
    const { type } = arg;
    if (type.kind === "list" || type.kind === "set") return type.element;
    if (type.kind === "tuple") {
      const element = type.elements.length === 0 ? DYNAMIC : unifiedType(type.elements, false);
      if (!element) throw new ArgumentError(i, "all elements must be of the same type");
      return element;
    }
    throw new ArgumentError(i, "a set or a list is required");
  });
  const isList = args.every(({ type }) => type.kind !== "set");
  return isList ? listOf(tupleOf(elements)) : setOf(tupleOf(elements));
}

function setproduct(args: readonly Value[], type: Type): Value {
  const marks = args.flatMap((arg) => [...arg.marks]);
  const row = (type as { element: Type }).element as Extract<Type, { kind: "tuple" }>;
  if (args.some((arg) => arg.isKnown && arg.elements.length === 0)) {
    return (type.kind === "list" ? listValue(row, []) : setValue(row, [])).withMarks(marks);
  }
  if (args.some((arg) => !arg.isKnown)) return unknownValue(type, { notNull: true }).withMarks(marks);
  let rows: readonly (readonly Value[])[] = [[]];
  for (const [i, arg] of args.entries()) {
    const items = arg.elements.map((item) => convert(item, row.elements[i] as Type));
    rows = rows.flatMap((before) => items.map((item) => [...before, item]));
  }
  const tuples = rows.map((elements) => new Value(row, elements));
  return (type.kind === "list" ? listValue(row, tuples) : setValue(row, tuples)).withMarks(marks);
}

export const BUILD_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  concat: {
    parameters: [],
    variadic: param("seqs", DYNAMIC, { allowMarked: true, allowUnknown: true }),
    returns: DYNAMIC,
    typeFor: concatType,
    call: (args, { type }) => concat(args, type),
  },
  merge: {
    parameters: [],
    variadic: anything("maps", { allowNull: true, allowMarked: true }),
    returns: DYNAMIC,
    typeFor: mergeType,
    call: (args, { type }) => merge(args, type),
  },
  flatten: {
    parameters: [param("list", DYNAMIC, { allowMarked: true })],
    returns: DYNAMIC,
    typeFor: flattenType,
    call: flatten,
  },
  slice: {
    parameters: [
      param("list", DYNAMIC, { allowMarked: true }),
      param("start_index", NUMBER),
      param("end_index", NUMBER),
    ],
    returns: DYNAMIC,
    typeFor: sliceType,
    call: (args, { type }) => {
      const [start, end] = sliceBounds(args);
      return new Value(type, (args[0] as Value).elements.slice(start, end), (args[0] as Value).marks);
    },
  },
  range: {
    parameters: [],
    variadic: param("params", NUMBER),
    returns: listOf(NUMBER),
    typeFor: (args) => {
      if (args.length < 1 || args.length > 3) throw new FunctionError("must have one, two, or three arguments");
      return listOf(NUMBER);
    },
    call: range,
  },
  reverse: {
    parameters: [param("list", DYNAMIC, { allowMarked: true })],
    returns: DYNAMIC,
    typeFor: reverseType,
    call: (args, { type }) => reverse(args, type),
  },
  chunklist: {
    parameters: [param("list", listOf(DYNAMIC)), param("size", NUMBER)],
    returns: listOf(listOf(DYNAMIC)),
    typeFor: ([list]) => listOf((list as Value).type),
    call: (args, { type }) => chunklist(args, type),
  },
  zipmap: {
    parameters: [param("keys", listOf(STRING), { allowMarked: true }), param("values", DYNAMIC, { allowMarked: true })],
    returns: DYNAMIC,
    typeFor: zipmapType,
    call: (args, { type }) => zipmap(args, type),
  },
  transpose: {
    parameters: [param("values", mapOf(listOf(STRING)))],
    returns: mapOf(listOf(STRING)),
    call: transpose,
  },
  sort: { parameters: [param("list", listOf(STRING), { allowUnknown: true })], returns: listOf(STRING), call: sort },
  setunion: setFunction("first_set", "other_sets", (a, b) => [...a, ...b], true),
  setintersection: setFunction("first_set", "other_sets", (a, b) => a.filter(within(b))),
  setsubtract: setFunction("a", undefined, (a, b) => {
    const isIn = within(b);
    return a.filter((value) => !isIn(value));
  }),
  setproduct: {
    parameters: [],
    variadic: param("sets", DYNAMIC, { allowMarked: true, allowUnknown: true }),
    returns: DYNAMIC,
    typeFor: setproductType,
    call: (args, { type }) => setproduct(args, type),
  },
};
