/**
 * What point-in-time recovery needs: for every change, when it was and what the item was before. A restore takes the
 * table as it is and undoes the changes made since.
 */
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Key, Store } from "../../../store/store.ts";
import type { Item } from "../attribute/value.ts";
import type { Change, WriteContext } from "../item/write-item.ts";
import { removeInBackground } from "../job/removal.ts";
import type { Table } from "../table/table.ts";
import { keysOf } from "./stream-record.ts";

export interface RecoveryEntry {
  readonly keys: Item;
  readonly before: Item | null;
}

export const recoveryPrefix = (table: Pick<Table, "id">): Key => ["ddb-recovery", table.id];

/** Tells apart changes of one millisecond. */
let count = 0;

/** After all that has been recorded so far. */
export function recoveryPosition(table: Pick<Table, "id">, now: number): Key {
  return [...recoveryPrefix(table), now, performance.timeOrigin, count];
}

/** After all that has been recorded up to that time. */
export function recoveryPositionAt(table: Pick<Table, "id">, time: number): Key {
  return [...recoveryPrefix(table), time, Number.MAX_VALUE];
}

const slice = 500;

/**
 * Undoes the changes since, the newest first, in something that no longer follows the table: each call puts back what a
 * slice of them replaced and returns whether there are more.
 */
export function undoing(store: Store, position: Key, putBack: (entry: RecoveryEntry) => void): () => boolean {
  let last: Key | undefined;
  return () => {
    let count = 0;
    const range = { prefix: position.slice(0, 2), after: position, ...(last ? { before: last } : {}) };
    for (const { key, value } of store.range<RecoveryEntry>({ ...range, reverse: true, limit: slice })) {
      putBack(value);
      last = key;
      count++;
    }
    return count === slice;
  };
}

export function recordForRecovery({ store, clock }: WriteContext, { table, before, after }: Change): void {
  const entry: RecoveryEntry = { keys: keysOf((after ?? before.item)!, table), before: before.item ?? null };
  count = (count + 1) % Number.MAX_SAFE_INTEGER;
  store.put([...recoveryPrefix(table), clock.now(), performance.timeOrigin, count], entry);
}

/** What has been recorded so far is of no use any more. */
export function removeRecoveryLog(cloud: Pick<Cloud, "store" | "clock">, table: Pick<Table, "id">): void {
  const range = { prefix: recoveryPrefix(table), before: recoveryPosition(table, cloud.clock.now()) };
  removeInBackground(cloud, { kind: "removal", id: `recovery-${table.id}`, ranges: [range] });
}
