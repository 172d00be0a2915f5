/** A write to one replica of a global table, made on the others too: in the same commit, where AWS takes a second. */
import { type Change, findItem, type WriteContext, writeItem } from "../item/write-item.ts";
import { replicaTables } from "./replica-tables.ts";

export function replicate(context: WriteContext, { table, before, after }: Change): void {
  const keyed = (after ?? before.item)!;
  if (table.replicas.length === 0) return;
  for (const replica of replicaTables(table, context.store, context.clock.now())) {
    const found = findItem(context, replica, keyed);
    writeItem(context, { table: replica, before: found, after, actor: "replication" });
  }
}
