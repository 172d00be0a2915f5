/**
 * The store on disk, in layers: changes since the last checkpoint in memory (and in the log, which makes them
 * durable), below them the changes that are on their way into the database, below them the database.
 */
import { join } from "node:path";
import { type Cursor, MapCursor } from "./cursor.ts";
import { databaseName } from "./data-directory.ts";
import { Database } from "./database.ts";
import { Journal } from "./journal.ts";
import { encodeKey } from "./key-encoding.ts";
import { Log, readLog, type Segment, segmentBytes } from "./log.ts";
import { changesOf } from "./log-record.ts";
import { OrderedMap } from "./ordered-map.ts";
import { boundsOf, Range } from "./range.ts";
import type { Entry, Key, RangeOptions, Store } from "./store.ts";
import { notWritten, StoreError } from "./store-error.ts";
import { decodeValue, encodeValue } from "./value-encoding.ts";

type Changes = OrderedMap<Buffer | null>;

/** LMDB prints a line of its own each time, and nothing hurries. */
const retryCheckpointAfter = 3000;

/** How far the log may get ahead of the database before writers wait for it: what is ahead is held in memory. */
const furthestAhead = 4 * segmentBytes;

/** Told when writing begins to fail, and with undefined when it works again. */
export type OnTrouble = (failure: StoreError | undefined) => void;

export class PersistentStore implements Store {
  readonly #database: Database;
  readonly #log: Log;
  readonly #journal: Journal;
  readonly #unlock: () => void;
  readonly #onTrouble: OnTrouble;
  /** What fails at the moment. */
  readonly #failing = new Set<"log" | "database">();
  #recent: Changes = new OrderedMap();
  #checkpointing: Changes | undefined;
  #checkpoint: Promise<void> = Promise.resolve();
  /** The attempt under way at it. */
  #attempt: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(directory: string, unlock: () => void, onTrouble: OnTrouble = () => {}) {
    this.#unlock = unlock;
    this.#onTrouble = onTrouble;
    this.#database = new Database(join(directory, databaseName));
    const checkpoint = this.#database.checkpoint;
    const segments = readLog(directory, checkpoint);
    const current = segments.at(-1);
    const last = current?.records.at(-1);
    this.#log = new Log(directory, {
      sequence: last?.sequence ?? checkpoint,
      position: last?.end ?? 0,
      file: current?.file ?? 0,
    });
    this.#journal = new Journal(this.#log, {
      beforeWrite: () => this.#beforeWrite(),
      trouble: (failure) => this.#tellTrouble("log", failure),
    });
    this.#recover(segments);
  }

  // Brings back the state in which the process ended: the newest segment in memory, an older one on its way down.
  #recover(segments: readonly Segment[]): void {
    const [older, newer] = segments.length > 1 ? segments : [undefined, segments[0]];
    if (newer) replay(newer, this.#recent);
    if (!older) return;
    const changes: Changes = new OrderedMap();
    replay(older, changes);
    this.#checkpointing = changes;
    this.#checkpoint = this.#bringDown(changes, older.records.at(-1)!.sequence);
  }

  get<T>(key: Key): T | undefined {
    const bytes = this.#find(encodeKey(key));
    return bytes ? decodeValue<T>(bytes) : undefined;
  }

  has(key: Key): boolean {
    return this.#exists(encodeKey(key));
  }

  #find(key: string): Buffer | null | undefined {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const older = this.#checkpointing?.get(key);
    return older !== undefined ? older : this.#database.get(key);
  }

  #exists(key: string): boolean {
    const known = this.#recent.get(key) ?? this.#checkpointing?.get(key);
    if (this.#recent.get(key) === null) return false;
    return known !== undefined ? known !== null : this.#database.has(key);
  }

  put(key: Key, value: unknown): void {
    this.#change(encodeKey(key), encodeValue(value));
  }

  delete(key: Key): boolean {
    const encoded = encodeKey(key);
    if (!this.#exists(encoded)) return false;
    this.#change(encoded, null);
    return true;
  }

  #change(key: string, value: Buffer | null): void {
    if (this.#closed) throw new StoreError("closed", "The store is closed");
    this.#journal.add(key, value);
    this.#recent.set(key, value);
  }

  range<T>(options: RangeOptions): IterableIterator<Entry<T>> {
    return this.#range<T>(options);
  }

  #range<T>(options: RangeOptions): Range<T> {
    const bounds = boundsOf(options);
    const reverse = options.reverse ?? false;
    const cursors: Cursor<Buffer | null>[] = [new MapCursor(this.#recent, bounds, reverse)];
    if (this.#checkpointing) cursors.push(new MapCursor(this.#checkpointing, bounds, reverse));
    cursors.push(this.#database.cursor(bounds, reverse));
    return new Range<T>(cursors, options);
  }

  deletePrefix(prefix: Key): number {
    const range = this.#range({ prefix });
    let removed = 0;
    for (let key = range.nextKey(); key !== undefined; key = range.nextKey()) {
      this.#change(key, null);
      removed++;
    }
    range.return();
    return removed;
  }

  committed(): Promise<void> {
    const written = this.#journal.committed();
    if (!this.#checkpointing || this.#log.position <= furthestAhead) return written;
    return Promise.all([written, this.#attempt]).then(() => undefined);
  }

  #tellTrouble(part: "log" | "database", failure: StoreError | undefined): void {
    const before = this.#failing.size;
    if (failure) this.#failing.add(part);
    else this.#failing.delete(part);
    if (before === 0 || this.#failing.size === 0) this.#onTrouble(failure);
  }

  // A record about to be written holds every change so far, so this is where memory and log can be cut together.
  #beforeWrite(): (() => void) | undefined {
    if (this.#log.position < segmentBytes || this.#checkpointing) return undefined;
    const changes = this.#recent;
    this.#checkpointing = changes;
    this.#recent = new OrderedMap();
    return () => {
      this.#log.changeFile();
      this.#checkpoint = this.#bringDown(changes, this.#log.sequence);
    };
  }

  async #bringDown(changes: Changes, sequence: number): Promise<void> {
    for (;;) {
      try {
        this.#attempt = this.#database.apply(entriesOf(changes), sequence).catch((error: unknown) => {
          throw notWritten(error);
        });
        await this.#attempt;
        this.#checkpointing = undefined;
        if (this.#failing.has("database")) this.#tellTrouble("database", undefined);
        return;
      } catch (error) {
        if (this.#closed) throw error;
        // Nothing is lost: the log keeps the changes and memory shows them.
        this.#tellTrouble("database", error as StoreError);
        await new Promise((resolve) => setTimeout(resolve, retryCheckpointAfter).unref());
      }
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.#journal.committed();
      await this.#checkpoint;
      await this.#database.apply(entriesOf(this.#recent), this.#log.sequence);
    } finally {
      this.#log.close();
      await this.#database.close();
      this.#unlock();
    }
  }
}

function replay(segment: Segment, into: Changes): void {
  for (const record of segment.records) {
    for (const [key, value] of changesOf(record.payload)) into.set(key, value);
  }
}

function* entriesOf(changes: Changes): Generator<readonly [string, Buffer | null]> {
  const cursor = new MapCursor(changes, { low: "", high: "\xff\xff" }, false);
  while (cursor.key !== undefined) {
    yield [cursor.key, cursor.value()];
    cursor.next();
  }
}
