/** What is left of deleted tables goes in slices, so that a large one does not hold up everybody. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Key, Store } from "../../../store/store.ts";
import { inBackground, whenTimeComes } from "../background.ts";
import { type Table, tableKey } from "./table.ts";

const slice = 500;

/** Removes the record when the table's time has come, then its data. */
export function removeTableLater(cloud: Pick<Cloud, "clock" | "store">, table: Table): void {
  whenTimeComes(cloud, table.deletedAt!, () => {
    const key = tableKey(table.account, table.region, table.name);
    const bytes = cloud.store.get<Buffer>(key);
    // A table of the same name may have been made since.
    if (bytes && (JSON.parse(bytes.toString()) as Table).id === table.id) cloud.store.delete(key);
    inBackground(cloud.store, (goesOn) => removeSlowly(cloud.store, ["ddb", table.id], goesOn));
  });
}

/** Removes what starts with the prefix, letting others work in between. */
export async function removeSlowly(store: Store, prefix: Key, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    const keys = [...store.range({ prefix, limit: slice })].map(({ key }) => key);
    for (const key of keys) store.delete(key);
    if (keys.length < slice) return;
    await nextTurn();
  }
}
