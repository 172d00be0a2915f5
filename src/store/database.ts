/**
 * The LMDB file behind the log: what was checkpointed. Keys are encoded tuples, values encoded values. The file is
 * closed and opened again, in 3 ms, when too much of it has come to lie in the process's memory.
 */

import { existsSync } from "node:fs";
import { crc32 } from "node:zlib";
import { type Database as Lmdb, open, type RootDatabase } from "lmdb";
import { checkDatabase } from "./check-database.ts";
import type { Bounds, Cursor } from "./cursor.ts";
import { MappedMemory } from "./mapped-memory.ts";
import { StoreError } from "./store-error.ts";

// lmdb's types know only its own key encodings; this is what it calls on a custom one.
const keyEncoder = {
  writeKey: (key: string, target: Buffer, at: number): number => at + target.write(key, at, "latin1"),
  readKey: (source: Buffer, start: number, end: number): string => source.toString("latin1", start, end),
};

/** Sorts before every encoded tuple: their first byte is a tag of 10 or more. */
const checkpointKey = "\x01checkpoint";

/** Entries that go into one LMDB transaction: few enough for the event loop, enough to share the cost of a sync. */
const entriesPerTransaction = 1000;

export class Database {
  readonly #path: string;
  readonly #unsynced: boolean;
  readonly #mapped = new MappedMemory();
  /** Undefined from when the file was closed until somebody needs it. */
  #lmdb: RootDatabase<Buffer, string> | undefined;
  readonly #cursors = new Set<DatabaseCursor>();
  readonly #file: CursorFile;
  #applying = false;
  #givingBack = false;
  #closed = false;

  /** What is written unsynced is lost when the machine fails before the database is closed. */
  constructor(path: string, { unsynced = false } = {}) {
    this.#path = path;
    this.#unsynced = unsynced;
    this.#file = {
      path,
      enter: (cursor) => {
        this.#cursors.add(cursor);
        return this.#read();
      },
      leave: (cursor) => void this.#cursors.delete(cursor),
    };
    if (existsSync(path)) checkDatabase(path);
    this.#lmdb = openLmdb(path, unsynced);
  }

  /** Sequence of the last log record whose changes are all here. */
  get checkpoint(): number {
    return this.#opened().getBinary(checkpointKey)?.readDoubleLE() ?? 0;
  }

  get(key: string): Buffer | undefined {
    const stored = this.#read().getBinary(key);
    return stored && unsealed(stored, this.#path);
  }

  has(key: string): boolean {
    return this.#read().doesExist(key);
  }

  cursor(bounds: Bounds, reverse: boolean): Cursor<Buffer | null> {
    return new DatabaseCursor(this.#file, bounds, reverse);
  }

  /** Durable when resolved; readers must still see the changes elsewhere until then. */
  async apply(changes: Iterable<readonly [string, Buffer | null]>, checkpoint: number): Promise<void> {
    this.#applying = true;
    try {
      let slice: (readonly [string, Buffer | null])[] = [];
      for (const change of changes) {
        slice.push(change);
        if (slice.length < entriesPerTransaction) continue;
        await this.#commit(slice);
        slice = [];
        if (this.#mapped.outgrown(entriesPerTransaction)) await pause().then(() => this.#giveMemoryBack());
      }
      const mark = Buffer.alloc(8);
      mark.writeDoubleLE(checkpoint);
      await this.#commit(slice);
      await this.#commit([[checkpointKey, mark]]);
      this.#opened().resetReadTxn();
    } finally {
      this.#applying = false;
    }
  }

  async #commit(slice: readonly (readonly [string, Buffer | null])[]): Promise<void> {
    if (slice.length === 0) return;
    const lmdb = this.#opened();
    // They share a transaction. When it fails, each is refused on its own, with the reason in a promise of its own.
    const writes = slice.map(([key, value]) =>
      value ? lmdb.put(key, key === checkpointKey ? value : sealed(value)) : lmdb.remove(key),
    );
    for (const result of await Promise.allSettled(writes)) {
      if (result.status === "fulfilled") continue;
      const error = result.reason as Error & { readonly commitError?: Promise<never> };
      await error.commitError;
      throw error;
    }
  }

  #opened(): RootDatabase<Buffer, string> {
    if (this.#closed) throw new StoreError("closed", "The store is closed");
    this.#lmdb ??= openLmdb(this.#path, this.#unsynced);
    return this.#lmdb;
  }

  #read(): RootDatabase<Buffer, string> {
    if (this.#mapped.outgrown(1) && !this.#givingBack && !this.#applying) {
      this.#givingBack = true;
      void pause().then(async () => {
        // When changes are being applied, that sees to it between two transactions.
        if (!this.#applying) await this.#giveMemoryBack();
        this.#givingBack = false;
      });
    }
    return this.#opened();
  }

  async #giveMemoryBack(): Promise<void> {
    const lmdb = this.#lmdb;
    if (!lmdb) return;
    for (const cursor of this.#cursors) cursor.detach();
    this.#lmdb = undefined;
    await lmdb.close();
    this.#mapped.givenBack();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#giveMemoryBack();
  }
}

/** LMDB tells of a transaction when it can be seen, a moment before its thread is done with the file. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

function openLmdb(path: string, unsynced: boolean): RootDatabase<Buffer, string> {
  return open<Buffer, string>({
    path,
    noSubdir: true,
    encoding: "binary",
    // Keys of up to 4,026 bytes need pages of 8 KB; ranges are also a third faster than with 4 KB.
    pageSize: 8192,
    overlappingSync: false,
    // Left on, a transaction that fails leaves a promise behind that nobody can catch, which would end the process.
    eventTurnBatching: false,
    txnStartThreshold: entriesPerTransaction,
    noSync: unsynced,
    keyEncoder,
  } as Parameters<typeof open>[0] & { path: string });
}

/** A value with its checksum before it. */
function sealed(value: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(4 + value.length);
  bytes.writeUInt32LE(crc32(value), 0);
  bytes.set(value, 4);
  return bytes;
}

function unsealed(stored: Buffer, path: string): Buffer {
  const value = stored.subarray(4);
  if (stored.length >= 4 && stored.readUInt32LE(0) === crc32(value)) return value;
  throw new StoreError("damaged", `A value in the data file ${path} is damaged; restore the folder from a copy`);
}

/** The file as cursors see it: it may be closed and opened again, and knows who has to let go of it before. */
interface CursorFile {
  readonly path: string;
  enter(cursor: DatabaseCursor): Lmdb<Buffer, string>;
  leave(cursor: DatabaseCursor): void;
}

class DatabaseCursor implements Cursor<Buffer | null> {
  key: string | undefined;
  #value: Buffer | undefined;
  #entries: Iterator<{ readonly key: string; readonly value: Buffer }> | undefined;
  /** A reverse range of LMDB starts at its upper bound and includes it; ours excludes it. */
  #skip: string | undefined;
  readonly #file: CursorFile;
  readonly #bounds: Bounds;
  readonly #reverse: boolean;

  constructor(file: CursorFile, bounds: Bounds, reverse: boolean) {
    this.#file = file;
    this.#bounds = bounds;
    this.#reverse = reverse;
    this.#entries = this.#iterate(bounds);
    this.#step();
  }

  value(): Buffer {
    if (!this.#value) throw new StoreError("closed", "The cursor has left its bounds");
    return unsealed(this.#value, this.#file.path);
  }

  next(): void {
    if (this.key === undefined) return;
    this.#entries ??= this.#iterate(
      this.#reverse ? { ...this.#bounds, high: this.key } : { ...this.#bounds, low: `${this.key}\x00` },
    );
    this.#step();
  }

  close(): void {
    this.detach();
    this.key = undefined;
  }

  /** Lets go of the file; the walk goes on from its key when somebody wants more. */
  detach(): void {
    this.#entries?.return?.();
    this.#entries = undefined;
    this.#file.leave(this);
  }

  #iterate({ low, high }: Bounds): Iterator<{ readonly key: string; readonly value: Buffer }> {
    this.#skip = this.#reverse ? high : undefined;
    return this.#file
      .enter(this)
      .getRange(
        this.#reverse ? { start: high, end: low, reverse: true, inclusiveEnd: true } : { start: low, end: high },
      )
      [Symbol.iterator]();
  }

  #step(): void {
    let step = this.#entries!.next();
    if (!step.done && step.value.key === this.#skip) step = this.#entries!.next();
    if (step.done) {
      this.#entries = undefined;
      this.close();
    } else {
      this.key = step.value.key;
      this.#value = step.value.value;
    }
  }
}
