import type { Entry, Key, RangeOptions, Store } from "../store/store.ts";

/** Counts the writes, so that an answer waits for the commit only when its operation wrote. */
export class CountingStore implements Store {
  writes = 0;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get<T>(key: Key): T | undefined {
    return this.#store.get<T>(key);
  }

  has(key: Key): boolean {
    return this.#store.has(key);
  }

  put(key: Key, value: unknown): void {
    this.writes++;
    this.#store.put(key, value);
  }

  delete(key: Key): boolean {
    this.writes++;
    return this.#store.delete(key);
  }

  range<T>(options: RangeOptions): IterableIterator<Entry<T>> {
    return this.#store.range<T>(options);
  }

  deletePrefix(prefix: Key): number {
    this.writes++;
    return this.#store.deletePrefix(prefix);
  }

  committed(): Promise<void> {
    return this.#store.committed();
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
