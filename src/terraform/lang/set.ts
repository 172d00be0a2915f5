/**
 * Collections made from values: one element type, and for sets Terraform's order and sameness. Strings are ordered by
 * UTF-8 bytes, numbers by size, everything else by a text of its content, nulls and unknowns last.
 */
import { areEqual } from "./equals.ts";
import { unmarkDeep } from "./marks.ts";
import { compareUtf8, DYNAMIC, listOf, mapOf, setOf, type Type, typesEqual } from "./type.ts";
import { type Mark, Unknown, Value } from "./value.ts";

/** The type that all values share, where a value of undecided type fits any; undefined when they differ. */
export function commonElementType(values: Iterable<Value>): Type | undefined {
  let type: Type = DYNAMIC;
  for (const value of values) {
    if (type.kind === "dynamic") type = value.type;
    else if (value.type.kind !== "dynamic" && !typesEqual(type, value.type)) return undefined;
  }
  return type;
}

const retyped = (value: Value, type: Type): Value =>
  value.type === type ? value : new Value(type, value.content, value.marks);

function sharedType(values: Iterable<Value>, ifEmpty: Type): Type {
  const found = commonElementType(values);
  if (!found) throw new TypeError("Elements have different types");
  return found.kind === "dynamic" ? ifEmpty : found;
}

/** A list of values of one type; `element` counts when there are none, or only untyped nulls. */
export function listOfValues(values: readonly Value[], element: Type = DYNAMIC): Value {
  const type = sharedType(values, element);
  return new Value(
    listOf(type),
    values.map((value) => retyped(value, type)),
  );
}

/** A map of values of one type. */
export function mapOfValues(entries: ReadonlyMap<string, Value>, element: Type = DYNAMIC): Value {
  const type = sharedType(entries.values(), element);
  const sorted = [...entries].sort(([a], [b]) => compareUtf8(a, b));
  return new Value(mapOf(type), new Map(sorted.map(([key, value]) => [key, retyped(value, type)])));
}

/** A set: duplicates dropped, in Terraform's order; marks of elements become marks of the set. */
export function setValue(elementType: Type, elements: readonly Value[]): Value {
  const type = sharedType(elements, elementType);
  const marks = new Set<Mark>();
  const keyed: Keyed[] = [];
  for (const element of elements) {
    const bare = unmarkDeep(element);
    for (const mark of bare.marks) marks.add(mark);
    const value = retyped(bare.value, type);
    keyed.push({ key: type.kind === "string" || type.kind === "number" ? "" : contentKey(value), value });
  }
  keyed.sort((a, b) => compareElements(a, b));
  const distinct: Keyed[] = [];
  for (const element of keyed) if (!repeats(distinct, element)) distinct.push(element);
  return new Value(
    setOf(type),
    distinct.map(({ value }) => value),
    marks,
  );
}

/** Whether the element is already there, among those that the order puts at the same place. */
function repeats(distinct: readonly Keyed[], element: Keyed): boolean {
  for (let i = distinct.length - 1; i >= 0; i--) {
    const earlier = distinct[i] as Keyed;
    if (compareElements(earlier, element) !== 0) return false;
    if (areEqual(earlier.value, element.value)) return true;
  }
  return false;
}

interface Keyed {
  readonly key: string;
  readonly value: Value;
}

function compareElements(a: Keyed, b: Keyed): number {
  const x = a.value.content;
  const y = b.value.content;
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  if (x instanceof Unknown || y instanceof Unknown) return Number(x instanceof Unknown) - Number(y instanceof Unknown);
  if (typeof x === "string" && typeof y === "string") return compareUtf8(x, y);
  if (typeof x === "boolean") return Number(x) - Number(y);
  if (a.value.type.kind === "number") return a.value.number.compare(b.value.number);
  return compareUtf8(a.key, b.key);
}

/** A text that is different for different contents; its order is the order of structured set elements. */
export function contentKey(value: Value): string {
  const { content, type } = value;
  if (content === null) return "~";
  if (content instanceof Unknown) return "?";
  if (typeof content === "string") return JSON.stringify(content);
  if (typeof content === "boolean") return content ? "T" : "F";
  if (Array.isArray(content)) {
    const [open, close] = type.kind === "tuple" ? "<>" : "[]";
    return `${open}${(content as readonly Value[]).map((e) => `${contentKey(e)};`).join("")}${close}`;
  }
  if (content instanceof Map) {
    const entries = [...(content as ReadonlyMap<string, Value>)];
    return type.kind === "object"
      ? `<${entries.map(([, v]) => `${contentKey(v)};`).join("")}>`
      : `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${contentKey(v)};`).join("")}}`;
  }
  return value.number.toRoundedString();
}
