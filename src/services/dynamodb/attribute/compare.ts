/** Equality and order of attribute values. */
import { compareNumbers } from "./number.ts";
import { type Item, typeOf, type Value } from "./value.ts";

/** Values of different types are never equal; sets are equal in any order. Numbers are normalised, so text decides. */
export function equalValues(left: Value, right: Value): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  if ("L" in left) {
    const other = (right as { L: Value[] }).L;
    return left.L.length === other.length && left.L.every((element, i) => equalValues(element, other[i]!));
  }
  if ("M" in left) return equalItems(left.M, (right as { M: Item }).M);
  const [a, b] = [contents(left), contents(right)];
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  const members = new Set(a);
  return a.length === b.length && b.every((member) => members.has(member));
}

function contents(value: Value): unknown {
  return (value as Record<string, unknown>)[typeOf(value)];
}

export function equalItems(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => right[name] !== undefined && equalValues(left[name]!, right[name]));
}

/** Undefined when the values have no order: different types, or types that are not ordered. */
export function orderOf(left: Value, right: Value): number | undefined {
  if ("S" in left && "S" in right) return compareText(left.S, right.S);
  if ("N" in left && "N" in right) return compareNumbers(left.N, right.N);
  if ("B" in left && "B" in right) return Buffer.compare(Buffer.from(left.B, "base64"), Buffer.from(right.B, "base64"));
  return undefined;
}

// AWS orders by UTF-8 bytes. UTF-16 units order the same but for surrogates, which stand for what comes last.
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  if (isAscii(left) && isAscii(right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
  return /^[\x00-\x7f]*$/.test(text);
}
