/** Filling new global indexes with what the table holds, and clearing removed ones, in slices while the table is used. */
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Key } from "../../../store/store.ts";
import { indexEntryKey, indexPrefix, itemsPrefix } from "../item/primary-key.ts";
import { projectedItem } from "../item/projected-item.ts";
import { decodeItem, encodeItem } from "../item/stored-item.ts";
import { updatingFor } from "./moments.ts";
import type { SecondaryIndex, Table } from "./table.ts";
import { readTable, writeTable } from "./table-store.ts";

type Context = Pick<Cloud, "store" | "clock">;

const slice = 200;

/** Does what the states of the table's indexes call for. */
export function backfillLater(cloud: Context, table: Table): void {
  for (const index of table.indexes) {
    if (index.state === "CREATING") void fill(cloud, table, index);
    else if (index.state === "DELETING") void clear(cloud, table, index);
  }
}

async function fill(cloud: Context, table: Table, index: SecondaryIndex): Promise<void> {
  const started = cloud.clock.now();
  let after: Key | undefined;
  do {
    after = fillSlice(cloud, table, index, after);
    await nextTurn();
  } while (after);
  await cloud.clock.sleep(Math.max(started + updatingFor - cloud.clock.now(), 0));
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

async function clear(cloud: Context, table: Table, index: SecondaryIndex): Promise<void> {
  await cloud.clock.sleep(updatingFor);
  settle(cloud, table, index, (indexes) => indexes.filter(({ id }) => id !== index.id));
  for (;;) {
    const keys = [...cloud.store.range({ prefix: indexPrefix(table, index), limit: slice })].map(({ key }) => key);
    for (const key of keys) cloud.store.delete(key);
    if (keys.length < slice) return;
    await nextTurn();
  }
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

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
