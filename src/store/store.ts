/**
 * The ordered key-value store every service keeps its data in.
 *
 * Keys are tuples. They order part by part: numbers by value, strings by UTF-8 bytes, binary by unsigned bytes, and a
 * shorter tuple before a longer one that starts with it. Values are plain data (objects, arrays, strings, numbers,
 * bigints, booleans, null, Date, Uint8Array); a value read must not be mutated.
 *
 * Reads and writes are synchronous and see every earlier write of this process, so what one operation does in one turn
 * of the event loop is atomic: all writes of a turn are committed together or not at all. `committed()` resolves when
 * everything written so far would survive `kill -9` and power loss; an answer to a client waits for it.
 */
export interface Store {
  get<T>(key: Key): T | undefined;
  has(key: Key): boolean;
  put(key: Key, value: unknown): void;
  /** Returns whether the key existed. */
  delete(key: Key): boolean;
  /** Entries in key order; the range sees the writes made before it is iterated. */
  range<T>(options: RangeOptions): IterableIterator<Entry<T>>;
  /** Removes every key that starts with this tuple; returns how many there were. */
  deletePrefix(prefix: Key): number;
  committed(): Promise<void>;
  close(): Promise<void>;
}

export type KeyPart = string | number | boolean | Uint8Array;
export type Key = readonly KeyPart[];

export interface Entry<T> {
  readonly key: Key;
  readonly value: T;
}

export interface RangeOptions {
  /** Only keys that start with this tuple. */
  readonly prefix: Key;
  /** Bounds relative to nothing: whole keys, compared as tuples. */
  readonly after?: Key;
  readonly from?: Key;
  readonly before?: Key;
  readonly to?: Key;
  readonly reverse?: boolean;
  readonly limit?: number;
}
