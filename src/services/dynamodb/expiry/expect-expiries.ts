/** Entering what a table holds in the index of expiries, when time to live is switched on. */
import type { Cloud } from "../../../cloud/cloud.ts";
import { itemsPrefix } from "../item/primary-key.ts";
import { decodeItem } from "../item/stored-item.ts";
import { walk } from "../job/walk.ts";
import type { Table } from "../table/table.ts";
import { readTable } from "../table/table-store.ts";
import { expiryOf, putExpiry } from "./expiry-index.ts";

export interface ExpiryJob {
  readonly kind: "expiry";
  readonly table: Pick<Table, "account" | "region" | "name" | "id">;
  readonly attribute: string;
}

export function expectExpiries(cloud: Pick<Cloud, "store" | "clock">, job: ExpiryJob): void {
  const current = (): Table | undefined => {
    const table = readTable(cloud.store, job.table, job.table.name, cloud.clock.now());
    const { enabled, attribute } = table?.timeToLive ?? {};
    return table?.id === job.table.id && enabled && attribute === job.attribute ? table : undefined;
  };
  const table = current();
  if (!table) return;
  walk<Buffer>(cloud, {
    id: `expiry-${table.id}`,
    job,
    through: itemsPrefix(table),
    wanted: () => current() !== undefined,
    visit({ key, value }) {
      const seconds = expiryOf(decodeItem(value), job.attribute);
      if (seconds !== undefined) putExpiry(cloud, table, seconds, key);
    },
    done() {},
  });
}
