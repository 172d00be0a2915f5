/** Removing much data: in slices between the requests of others, and gone on with after a restart. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Key, RangeOptions, Store } from "../../../store/store.ts";
import { inBackground } from "../background.ts";
import { jobsPrefix } from "./walk.ts";

const slice = 500;

export interface RemovalJob {
  readonly kind: "removal";
  /** Tells the job apart from others. */
  readonly id: string;
  readonly ranges: readonly RangeOptions[];
}

export function removeInBackground({ store }: Pick<Cloud, "store">, job: RemovalJob): void {
  const jobKey: Key = [...jobsPrefix, job.id];
  store.put(jobKey, job);
  inBackground(store, async (goesOn) => {
    for (const range of job.ranges) await removeSlowly(store, range, goesOn);
    if (goesOn()) store.delete(jobKey);
  });
}

export async function removeSlowly(store: Store, range: RangeOptions, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    const keys = Array.from(store.range({ ...range, limit: slice }), ({ key }) => key);
    for (const key of keys) store.delete(key);
    if (keys.length < slice) return;
    // The log must not fall behind, nor other requests wait.
    await store.committed();
    await nextTurn();
  }
}
