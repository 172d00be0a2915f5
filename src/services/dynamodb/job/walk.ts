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
  /** What is left to do afterwards, slice by slice; returns whether there is more. */
  more?(): boolean;
  done(): void;
}

/** Where a walk goes on: after a key, with what is left to do afterwards, or nowhere. */
type Step = Key | "more" | undefined;

export function walk<Value>({ store }: Pick<Cloud, "store">, work: Walk<Value>): void {
  const jobKey: Key = [...jobsPrefix, work.id];
  const goOn = (after: Key | undefined): Step => {
    const at = visitSlice(store, work, after);
    return at ?? (work.more?.() === true ? "more" : undefined);
  };
  let at = goOn(undefined);
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
      if (!(work.wanted?.() ?? true)) break;
      if (at !== "more") at = goOn(at);
      else if (!work.more!()) at = undefined;
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
