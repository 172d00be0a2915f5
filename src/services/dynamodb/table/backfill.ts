/** Filling new global indexes with what the table holds, and clearing removed ones, in slices while the table is used. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Key } from "../../../store/store.ts";
import { inBackground } from "../background.ts";
import { indexEntryKey, indexPrefix, itemsPrefix } from "../item/primary-key.ts";
import { projectedItem } from "../item/projected-item.ts";
import { decodeItem, encodeItem } from "../item/stored-item.ts";
import { removeSlowly } from "../job/removal.ts";
import { updatingFor } from "./moments.ts";
import type { SecondaryIndex, Table } from "./table.ts";
import { readTable, writeTable } from "./table-store.ts";

type Context = Pick<Cloud, "store" | "clock">;

const slice = 200;

/** Does what the states of the table's indexes call for. */
export function backfillLater(cloud: Context, table: Table): void {
  for (const index of table.indexes) {
    if (index.state === "CREATING") inBackground(cloud.store, (goesOn) => fill(cloud, table, index, goesOn));
    else if (index.state === "DELETING") inBackground(cloud.store, (goesOn) => clear(cloud, table, index, goesOn));
  }
}

async function fill(cloud: Context, table: Table, index: SecondaryIndex, goesOn: () => boolean): Promise<void> {
  const started = cloud.clock.now();
  let after: Key | undefined;
  do {
    after = fillSlice(cloud, table, index, after);
    await cloud.store.committed();
    await nextTurn();
    if (!goesOn()) return;
  } while (after);
  await cloud.clock.sleep(Math.max(started + updatingFor - cloud.clock.now(), 0));
  if (!goesOn()) return;
  settle(cloud, table, index, (indexes) =>
    indexes.map((one) => (one.id === index.id ? { ...one, state: "ACTIVE" as const } : one)),
  );
}

/** Returns the last key while there is more. Items that cannot be in the index stay outside of it. */
function fillSlice({ store }: Context, table: Table, index: SecondaryIndex, after: Key | undefined): Key | undefined {
  let last: Key | undefined;
  let count = 0;
  const range = { prefix: itemsPrefix(table), limit: slice, ...(after ? { after } : {}) };
  for (const { key, value } of store.range<Buffer>(range)) {
    const item = decodeItem(value);
    const entryKey = indexEntryKey(table, index, item);
    if (entryKey) store.put(entryKey, encodeItem(projectedItem(item, index, table)));
    last = key;
    count++;
  }
  return count === slice ? last : undefined;
}

async function clear(cloud: Context, table: Table, index: SecondaryIndex, goesOn: () => boolean): Promise<void> {
  await cloud.clock.sleep(updatingFor);
  if (!goesOn()) return;
  settle(cloud, table, index, (indexes) => indexes.filter(({ id }) => id !== index.id));
  await removeSlowly(cloud.store, { prefix: indexPrefix(table, index) }, goesOn);
}

function settle(
  { store, clock }: Context,
  table: Table,
  index: SecondaryIndex,
  change: (indexes: readonly SecondaryIndex[]) => readonly SecondaryIndex[],
): void {
  const current = readTable(store, table, table.name, clock.now());
  if (current?.id !== table.id || !current.indexes.some(({ id }) => id === index.id)) return;
  writeTable(store, { ...current, indexes: change(current.indexes) });
}
