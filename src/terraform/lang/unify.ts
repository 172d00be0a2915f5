/**
 * The one type that several can be converted to (cty's unification), by which Terraform decides the result type of
 * conditionals, of `tolist([…])` and of many functions.
 */
import { canConvert } from "./conversion-rules.ts";
import { DYNAMIC, listOf, mapOf, objectOf, setOf, type Type, tupleOf, typesEqual } from "./type.ts";

export interface Unified {
  readonly type: Type;
  /** Undecided types were among structural ones, so that nothing is known about the result at all. */
  readonly undecided?: true;
}

/** The common type; undefined when there is none. `unsafe` also allows conversions that may fail on some values. */
export function unify(types: readonly Type[], unsafe = true): Unified | undefined {
  const distinct = withoutRepeats(types);
  const [first] = distinct;
  if (!first) return undefined;
  if (distinct.length === 1) return { type: first };
  const structural = unifyStructural(distinct, unsafe);
  return structural === "general" ? unifyGeneral(distinct, unsafe) : structural;
}

/** The common type alone. */
export const unifiedType = (types: readonly Type[], unsafe = true): Type | undefined => unify(types, unsafe)?.type;

function withoutRepeats(types: readonly Type[]): readonly Type[] {
  const distinct: Type[] = [];
  for (const type of types) if (!distinct.some((other) => typesEqual(other, type))) distinct.push(type);
  return distinct;
}

const UNDECIDED: Unified = { type: DYNAMIC, undecided: true };

function unifyStructural(types: readonly Type[], unsafe: boolean): Unified | undefined | "general" {
  const count = (kind: Type["kind"]): number => types.filter((type) => type.kind === kind).length;
  const dynamic = count("dynamic");
  const decided = types.length - dynamic;
  const only = (...kinds: readonly Type["kind"][]): boolean =>
    count(kinds[0] as Type["kind"]) > 0 && kinds.reduce((sum, kind) => sum + count(kind), 0) === decided;
  if (only("map")) return unifyCollections("map", types, unsafe, dynamic > 0);
  if (only("map", "object")) {
    const found = unifyInDisguise("object", types, unsafe);
    if (found?.type.kind === "map") return found;
    return "general";
  }
  if (only("list")) return unifyCollections("list", types, unsafe, dynamic > 0);
  if (only("list", "tuple")) {
    const found = unifyInDisguise("tuple", types, unsafe);
    if (found?.type.kind === "list") return found;
    return "general";
  }
  if (only("set")) return unifyCollections("set", types, unsafe, dynamic > 0);
  if (only("object")) return dynamic > 0 ? UNDECIDED : asUnified(unifyObjects(types as ObjectTypes, unsafe));
  if (only("tuple")) return dynamic > 0 ? UNDECIDED : asUnified(unifyTuples(types as TupleTypes, unsafe));
  if (count("object") > 0 && count("tuple") > 0) return undefined;
  return "general";
}

type ObjectTypes = readonly Extract<Type, { kind: "object" }>[];
type TupleTypes = readonly Extract<Type, { kind: "tuple" }>[];

const asUnified = (type: Type | undefined): Unified | undefined => (type ? { type } : undefined);
const COLLECTION = { list: listOf, set: setOf, map: mapOf };

function unifyCollections(
  kind: "list" | "set" | "map",
  types: readonly Type[],
  unsafe: boolean,
  hasDynamic: boolean,
): Unified | undefined {
  if (hasDynamic) return UNDECIDED;
  const element = unifiedType(
    types.map((type) => (type as { element: Type }).element),
    unsafe,
  );
  return element && asUnified(reachable(COLLECTION[kind](element), types, unsafe));
}

/** Objects among maps, and tuples among lists, are taken for maps and lists first. */
function unifyInDisguise(kind: "object" | "tuple", types: readonly Type[], unsafe: boolean): Unified | undefined {
  const disguised = types.filter((type) => type.kind === kind);
  const collection =
    kind === "object" ? objectsAsMap(disguised as ObjectTypes, unsafe) : tuplesAsList(disguised as TupleTypes, unsafe);
  return collection && unify([...types.filter((type) => type.kind !== kind), collection], unsafe);
}

const reachable = (wanted: Type, from: readonly Type[], unsafe: boolean): Type | undefined =>
  from.every((type) => typesEqual(type, wanted) || canConvert(type, wanted, unsafe)) ? wanted : undefined;

function unifyObjects(types: ObjectTypes, unsafe: boolean): Type | undefined {
  const [first] = types;
  const names = [...(first?.attributes.keys() ?? [])];
  const sameNames = types.every((t) => t.attributes.size === names.length && names.every((n) => t.attributes.has(n)));
  if (!sameNames) return objectsAsMap(types, unsafe);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unifiedType(
      types.map((t) => t.attributes.get(name) as Type),
      unsafe,
    );
    if (!type) return undefined;
    attributes.set(name, type);
  }
  return reachable(objectOf(attributes), types, unsafe) ?? objectsAsMap(types, unsafe);
}

function objectsAsMap(types: ObjectTypes, unsafe: boolean): Type | undefined {
  const element = unifiedType(
    types.flatMap((type) => [...type.attributes.values()]),
    unsafe,
  );
  return element && reachable(mapOf(element), types, unsafe);
}

function unifyTuples(types: TupleTypes, unsafe: boolean): Type | undefined {
  const length = types[0]?.elements.length ?? 0;
  if (!types.every((type) => type.elements.length === length)) return tuplesAsList(types, unsafe);
  const elements: Type[] = [];
  for (let i = 0; i < length; i++) {
    const type = unifiedType(
      types.map((t) => t.elements[i] as Type),
      unsafe,
    );
    if (!type) return undefined;
    elements.push(type);
  }
  return reachable(tupleOf(elements), types, unsafe) ?? tuplesAsList(types, unsafe);
}

function tuplesAsList(types: TupleTypes, unsafe: boolean): Type | undefined {
  const element = unifiedType(
    types.flatMap((type) => type.elements),
    unsafe,
  );
  return element && reachable(listOf(element), types, unsafe);
}

/** Picks the most general of the given types that all others convert to. */
function unifyGeneral(types: readonly Type[], unsafe: boolean): Unified | undefined {
  for (const wanted of mostGeneralFirst(types)) {
    if (reachable(wanted, types, unsafe)) return { type: wanted };
  }
  return undefined;
}

function mostGeneralFirst(types: readonly Type[]): readonly Type[] {
  const outgoing = types.map(() => [] as number[]);
  const incoming = types.map(() => 0);
  types.forEach((a, i) => {
    for (let j = i + 1; j < types.length; j++) {
      const order = generality(a, types[j] as Type);
      if (order === 0) continue;
      const [from, to] = order < 0 ? [i, j] : [j, i];
      outgoing[from]?.push(to);
      incoming[to] = (incoming[to] as number) + 1;
    }
  });
  const queue = types.map((_, i) => i).filter((i) => incoming[i] === 0);
  for (const at of queue) {
    for (const next of outgoing[at] as number[]) {
      incoming[next] = (incoming[next] as number) - 1;
      if (incoming[next] === 0) queue.push(next);
    }
  }
  return queue.map((i) => types[i] as Type);
}

/** Below 0 when `a` is the more general type, above when `b` is, 0 when neither can be said to be. */
function generality(a: Type, b: Type): number {
  // What is undecided comes last, in the hope that it will turn out as its neighbours are.
  if (a.kind === "dynamic" || b.kind === "dynamic") return Number(a.kind === "dynamic") - Number(b.kind === "dynamic");
  if (a.kind === b.kind) return generalityWithin(a, b);
  const rank = GENERALITY[`${a.kind} ${b.kind}`];
  return rank ?? 0;
}

const GENERALITY: Readonly<Record<string, number>> = {
  "string number": -1,
  "string bool": -1,
  "number string": 1,
  "bool string": 1,
  "list tuple": -1,
  "tuple list": 1,
  "map object": -1,
  "object map": 1,
  "tuple set": -1,
  "set tuple": 1,
  "list set": -1,
  "set list": 1,
};

function generalityWithin(a: Type, b: Type): number {
  switch (a.kind) {
    case "list":
    case "set":
    case "map":
      return generality(a.element, (b as typeof a).element);
    case "tuple": {
      const others = (b as typeof a).elements;
      return others.length === a.elements.length
        ? combined(a.elements.map((element, i) => generality(element, others[i] as Type)))
        : 0;
    }
    case "object": {
      const others = (b as typeof a).attributes;
      if (others.size !== a.attributes.size) return 0;
      const orders: number[] = [];
      for (const [name, type] of a.attributes) {
        const other = others.get(name);
        if (!other) return 0;
        orders.push(generality(type, other));
      }
      return combined(orders);
    }
    default:
      return 0;
  }
}

function combined(orders: readonly number[]): number {
  const left = orders.some((order) => order < 0);
  const right = orders.some((order) => order > 0);
  return left === right ? 0 : left ? -1 : 1;
}
