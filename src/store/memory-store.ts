/** The store of an ephemeral cloud: one ordered map, gone with the process. */
import { MapCursor } from "./cursor.ts";
import { encodeKey } from "./key-encoding.ts";
import { OrderedMap } from "./ordered-map.ts";
import { boundsOf, Range } from "./range.ts";
import type { Entry, Key, RangeOptions, Store } from "./store.ts";
import { decodeValue, encodeValue } from "./value-encoding.ts";

export class MemoryStore implements Store {
  readonly #map = new OrderedMap<Buffer | null>();

  get<T>(key: Key): T | undefined {
    const bytes = this.#map.get(encodeKey(key));
    return bytes ? decodeValue<T>(bytes) : undefined;
  }

  has(key: Key): boolean {
    return this.#map.get(encodeKey(key)) !== undefined;
  }

  put(key: Key, value: unknown): void {
    this.#map.set(encodeKey(key), encodeValue(value));
  }

  delete(key: Key): boolean {
    return this.#map.delete(encodeKey(key));
  }

  range<T>(options: RangeOptions): IterableIterator<Entry<T>> {
    const cursor = new MapCursor(this.#map, boundsOf(options), options.reverse ?? false);
    return new Range<T>([cursor], options);
  }

  deletePrefix(prefix: Key): number {
    const cursor = new MapCursor(this.#map, boundsOf({ prefix }), false);
    let removed = 0;
    while (cursor.key !== undefined) {
      this.#map.delete(cursor.key);
      removed++;
      cursor.next();
    }
    return removed;
  }

  committed(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
