/** What is left of deleted tables goes beside the requests, so that a large one does not hold up everybody. */
import type { Cloud } from "../../../cloud/cloud.ts";
import { whenTimeComes } from "../background.ts";
import { recoveryPrefix } from "../change/recovery-log.ts";
import { removeInBackground } from "../job/removal.ts";
import { type Table, tableKey } from "./table.ts";

/** Removes the record when the table's time has come, then its data. */
export function removeTableLater(cloud: Pick<Cloud, "clock" | "store">, table: Table): void {
  whenTimeComes(cloud, table.deletedAt!, () => {
    const key = tableKey(table.account, table.region, table.name);
    const bytes = cloud.store.get<Buffer>(key);
    // A table of the same name may have been made since.
    if (bytes && (JSON.parse(bytes.toString()) as Table).id === table.id) cloud.store.delete(key);
    const ranges = [{ prefix: ["ddb", table.id] }, { prefix: recoveryPrefix(table) }];
    removeInBackground(cloud, { kind: "removal", id: `table-${table.id}`, ranges });
  });
}
