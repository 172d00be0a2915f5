import type { Recording, Revision } from "../cloud/recording.ts";
import type { Entry, Key, KeyPart, RangeOptions, Store } from "../store/store.ts";

/**
 * Counts the writes: in all, so that an answer waits for the commit only when its operation wrote; and by the first
 * part of their keys, so that an answer can be known to be still true.
 */
export class CountingStore implements Store {
  writes = 0;
  readonly #store: Store;
  readonly #revisions = new Map<KeyPart, Revision>();
  #recording: Recording | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Runs what reads the store in this turn of the event loop, and records what it reads. */
  recorded<Result>(recording: Recording, run: () => Result): Result {
    this.#recording = recording;
    try {
      return run();
    } finally {
      this.#recording = undefined;
    }
  }

  get<T>(key: Key): T | undefined {
    if (this.#recording) this.#record(key);
    return this.#store.get<T>(key);
  }

  has(key: Key): boolean {
    if (this.#recording) this.#record(key);
    return this.#store.has(key);
  }

  put(key: Key, value: unknown): void {
    this.#count(key);
    this.#store.put(key, value);
  }

  delete(key: Key): boolean {
    this.#count(key);
    return this.#store.delete(key);
  }

  range<T>(options: RangeOptions): IterableIterator<Entry<T>> {
    if (this.#recording) this.#record(options.prefix);
    return this.#store.range<T>(options);
  }

  deletePrefix(prefix: Key): number {
    this.#count(prefix);
    return this.#store.deletePrefix(prefix);
  }

  committed(): Promise<void> {
    return this.#store.committed();
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #count([space]: Key): void {
    this.writes++;
    if (space !== undefined) this.#revision(space).current++;
    else for (const revision of this.#revisions.values()) revision.current++;
  }

  #record([space]: Key): void {
    if (space !== undefined) this.#recording?.add(this.#revision(space));
    else this.#recording?.spoil();
  }

  #revision(space: KeyPart): Revision {
    let revision = this.#revisions.get(space);
    if (revision === undefined) {
      revision = { current: 0 };
      this.#revisions.set(space, revision);
    }
    return revision;
  }
}
