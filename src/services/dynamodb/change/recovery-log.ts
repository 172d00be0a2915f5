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

/** What has to be put back to undo the changes since, the newest first. */
export function* undoneAfter(store: Store, position: Key): Generator<RecoveryEntry> {
  const prefix = position.slice(0, 2);
  for (const { value } of store.range<RecoveryEntry>({ prefix, after: position, reverse: true })) yield value;
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
