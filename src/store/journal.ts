/**
 * Group commit: the changes of a turn of the event loop, and of all turns that pass while an earlier commit is being
 * written, go to the log as one record.
 */
import type { Log } from "./log.ts";
import { LogRecordWriter } from "./log-record.ts";
import { notWritten, type StoreError } from "./store-error.ts";

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}

const done = Promise.resolve();
const retryAfter = 500;

export interface JournalOwner {
  /** Asked when a record is about to be written that holds every change so far; then told when it is written. */
  beforeWrite(): (() => void) | undefined;
  /** Told when writing fails, and with undefined when it works again. */
  trouble(failure: StoreError | undefined): void;
}

export class Journal {
  readonly #log: Log;
  readonly #owner: JournalOwner;
  #filling = new LogRecordWriter();
  #writing = new LogRecordWriter();
  #next: Deferred | undefined;
  #inFlight: Deferred | undefined;
  #scheduled = false;
  #failure: StoreError | undefined;

  constructor(log: Log, owner: JournalOwner) {
    this.#log = log;
    this.#owner = owner;
  }

  add(key: string, value: Buffer | null): void {
    if (this.#failure) throw this.#failure;
    this.#filling.add(key, value);
    if (this.#scheduled || this.#inFlight) return;
    this.#scheduled = true;
    setImmediate(() => this.#write());
  }

  committed(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (!this.#filling.empty) {
      this.#next ??= deferred();
      return this.#next.promise;
    }
    return this.#inFlight?.promise ?? done;
  }

  #write(): void {
    this.#scheduled = false;
    const written = this.#owner.beforeWrite();
    [this.#filling, this.#writing] = [this.#writing, this.#filling];
    const waiters = this.#next ?? deferred();
    this.#next = undefined;
    this.#inFlight = waiters;
    const record = this.#writing.seal(this.#log.sequence + 1);
    void this.#appendUntilWritten(record, waiters).then(() => {
      this.#writing.reset();
      this.#inFlight = undefined;
      written?.();
      waiters.resolve();
      if (!this.#filling.empty) this.#write();
    });
  }

  // A failed record stays first in line, since later ones build on what it changed; but those who wait are told.
  async #appendUntilWritten(record: Buffer, waiters: Deferred): Promise<void> {
    for (;;) {
      try {
        await this.#log.append(record);
        if (this.#failure) this.#owner.trouble(undefined);
        this.#failure = undefined;
        return;
      } catch (error) {
        this.#failure = notWritten(error);
        this.#owner.trouble(this.#failure);
        waiters.reject(this.#failure);
        this.#next?.reject(this.#failure);
        await new Promise((resolve) => setTimeout(resolve, retryAfter).unref());
      }
    }
  }
}

function deferred(): Deferred {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((resolvePromise, rejectPromise) => {
    resolve = resolvePromise;
    reject = rejectPromise;
  });
  // Not everybody who writes waits for the commit.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
