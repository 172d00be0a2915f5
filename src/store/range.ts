/** Entries of all layers merged in key order: the newest layer that knows a key decides, and null means removed. */
import type { Bounds, Cursor } from "./cursor.ts";
import { decodeKey, encodeKey, endOfPrefix } from "./key-encoding.ts";
import type { Entry, Key, RangeOptions } from "./store.ts";
import { decodeValue } from "./value-encoding.ts";

/** Below every key; what sorts lower is the database's own. */
const lowestTag = "\x10";

export function boundsOf({ prefix, after, from, before, to }: RangeOptions): Bounds {
  const start = encodeKey(prefix);
  let low = start === "" ? lowestTag : start;
  let high = endOfPrefix(start);
  if (from) low = later(low, encodeKey(from));
  // The first string above a key is that key and the lowest byte.
  if (after) low = later(low, `${encodeKey(after)}\x00`);
  if (before) high = earlier(high, encodeKey(before));
  if (to) high = earlier(high, `${encodeKey(to)}\x00`);
  return { low, high };
}

function later(left: string, right: string): string {
  return left > right ? left : right;
}

function earlier(left: string, right: string): string {
  return left < right ? left : right;
}

/** An entry whose key is decoded only for those who ask for it. */
class RangeEntry<T> implements Entry<T> {
  readonly value: T;
  readonly #encodedKey: string;

  constructor(encodedKey: string, value: T) {
    this.#encodedKey = encodedKey;
    this.value = value;
  }

  get key(): Key {
    return decodeKey(this.#encodedKey);
  }
}

export class Range<T> implements IterableIterator<Entry<T>> {
  readonly #cursors: readonly Cursor<Buffer | null>[];
  readonly #reverse: boolean;
  #left: number;

  /** `cursors` from the newest layer to the oldest. */
  constructor(cursors: readonly Cursor<Buffer | null>[], options: RangeOptions) {
    this.#cursors = cursors;
    this.#reverse = options.reverse ?? false;
    this.#left = options.limit ?? Number.POSITIVE_INFINITY;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Entry<T>, undefined> {
    if (this.#left <= 0) return this.return();
    for (;;) {
      const key = this.#nearestKey();
      if (key === undefined) return this.return();
      const bytes = this.#valueAt(key);
      if (bytes === null) {
        this.#pass(key);
        continue;
      }
      // Nobody looks further than the last entry asked for.
      if (--this.#left > 0) this.#pass(key);
      else this.return();
      return { done: false, value: new RangeEntry(key, decodeValue<T>(bytes)) };
    }
  }

  /** Like `next`, for those who need only the key. */
  nextKey(): string | undefined {
    for (;;) {
      const key = this.#nearestKey();
      if (key === undefined) return undefined;
      const removed = this.#valueAt(key) === null;
      this.#pass(key);
      if (!removed) return key;
    }
  }

  return(): IteratorReturnResult<undefined> {
    for (const cursor of this.#cursors) cursor.close();
    this.#left = 0;
    return { done: true, value: undefined };
  }

  #nearestKey(): string | undefined {
    let nearest: string | undefined;
    for (const { key } of this.#cursors) {
      if (key === undefined) continue;
      if (nearest === undefined || (this.#reverse ? key > nearest : key < nearest)) nearest = key;
    }
    return nearest;
  }

  #valueAt(key: string): Buffer | null {
    for (const cursor of this.#cursors) if (cursor.key === key) return cursor.value();
    return null;
  }

  #pass(key: string): void {
    for (const cursor of this.#cursors) if (cursor.key === key) cursor.next();
  }
}
