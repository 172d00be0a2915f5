/**
 * Work that goes through all items of a table. What fits in one slice is done in the turn of the request; the rest
 * follows in slices between other requests, and after a restart from the beginning, so it must not mind being repeated.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Entry, Key, Store } from "../../../store/store.ts";
import { inBackground } from "../background.ts";

const slice = 500;
export const jobsPrefix: Key = ["ddb-job"];

export interface Walk<Value> {
  /** Tells the job apart from others. */
  readonly id: string;
  /** What it takes to begin the job again. */
  readonly job: object;
  readonly through: Key;
  visit(entry: Entry<Value>): void;
  /** False when the work is no longer wanted. */
  wanted?(): boolean;
  done(): void;
}

export function walk<Value>({ store }: Pick<Cloud, "store">, work: Walk<Value>): void {
  const jobKey: Key = [...jobsPrefix, work.id];
  let at = visitSlice(store, work, undefined);
  if (!at) {
    work.done();
    store.delete(jobKey);
    return;
  }
  store.put(jobKey, work.job);
  inBackground(store, async (goesOn) => {
    while (at) {
      // The log must not fall behind, nor other requests wait.
      await store.committed();
      await nextTurn();
      if (!goesOn()) return;
      at = (work.wanted?.() ?? true) ? visitSlice(store, work, at) : undefined;
    }
    work.done();
    store.delete(jobKey);
  });
}

/** The last key when there may be more. */
function visitSlice<Value>(store: Store, work: Walk<Value>, after: Key | undefined): Key | undefined {
  let last: Key | undefined;
  let count = 0;
  for (const entry of store.range<Value>({ prefix: work.through, limit: slice, ...(after ? { after } : {}) })) {
    work.visit(entry);
    count++;
    if (count === slice) last = entry.key;
  }
  return last;
}
