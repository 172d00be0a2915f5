/**
 * Sequences: what paths, predicates and some functions give. One item of a sequence is that item, no item is nothing
 * (undefined). Arrays that an expression wrote, or that are data, are never taken apart like this.
 */
export class Sequence extends Array<unknown> {
  // `map` and its like make plain arrays.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** Set by `[]`: a single item stays in an array. */
  keepSingleton = false;
}

/** Arrays written as `[…]` at the beginning or end of a path: not flattened into what surrounds them. */
const constructed = new WeakSet<object>();

export const markConstructed = (list: unknown[]): void => void constructed.add(list);

export const isConstructed = (list: object): boolean => constructed.has(list);

export function sequenceOf(...items: unknown[]): Sequence {
  const sequence = new Sequence();
  for (const item of items) sequence.push(item);
  return sequence;
}

/** The sequence as a value: nothing, its only item, or an array. */
export function settled(value: unknown): unknown {
  if (!(value instanceof Sequence)) return value;
  if (value.length === 0) return undefined;
  return value.length === 1 && !value.keepSingleton ? value[0] : value;
}

/** Both values in one array, as `$append` does. */
export function append(one: unknown, other: unknown): unknown {
  if (one === undefined) return other;
  if (other === undefined) return one;
  return sequenceOf(...listOf(one), ...listOf(other));
}

export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A result as plain data: what was a sequence is an array like any other. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value as unknown[], plainValue);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainValue(inner)]));
}
