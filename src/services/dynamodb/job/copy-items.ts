/** Filling a new table with the items of another, of a backup, or of another at an earlier time. */
import type { Cloud } from "../../../cloud/cloud.ts";
import type { Key } from "../../../store/store.ts";
import { undoing } from "../change/recovery-log.ts";
import { decodeItem } from "../item/stored-item.ts";
import { findItem, type WriteContext, writeItem } from "../item/write-item.ts";
import { creatingFor } from "../table/moments.ts";
import type { Table } from "../table/table.ts";
import { readTable, writeTable } from "../table/table-store.ts";
import { walk } from "./walk.ts";

export interface CopyJob {
  readonly kind: "copy";
  readonly from: Key;
  readonly to: Pick<Table, "account" | "region" | "name" | "id">;
  /** Changes of the source since then are not wanted. */
  readonly undoAfter?: Key;
}

type JobCloud = Pick<Cloud, "store" | "clock" | "bus">;

/** The table is CREATING until all of it is there. */
export function copyItems(cloud: JobCloud, job: CopyJob): void {
  const context: WriteContext = { store: cloud.store, clock: cloud.clock, bus: cloud.bus, requestId: "" };
  const target = (): Table | undefined => {
    const table = readTable(cloud.store, job.to, job.to.name, cloud.clock.now());
    return table?.id === job.to.id ? table : undefined;
  };
  const table = target();
  if (!table) return;
  walk<Buffer>(cloud, {
    id: job.to.id,
    job,
    through: job.from,
    wanted: () => target() !== undefined,
    visit({ value }) {
      const item = decodeItem(value);
      // A live source changes meanwhile, and its changes come here too: what it holds now is never too old.
      writeItem(context, { table, before: findItem(context, table, item), after: item, actor: "replication" });
    },
    ...(job.undoAfter && {
      more: undoing(cloud.store, job.undoAfter, ({ keys, before }) => {
        const found = findItem(context, table, keys);
        writeItem(context, { table, before: found, after: before ?? undefined, actor: "replication" });
      }),
    }),
    done() {
      const current = target();
      if (!current) return;
      const activeAt = cloud.clock.now() + creatingFor;
      writeTable(cloud.store, { ...current, activeAt, updatesUntil: activeAt });
    },
  });
}
