/** A write to one replica of a global table, made on the others too: in the same commit, where AWS takes a second. */
import { type Change, findItem, type WriteContext, writeItem } from "../item/write-item.ts";
import { readTable } from "../table/table-store.ts";

export function replicate(context: WriteContext, { table, before, after }: Change): void {
  const keyed = (after ?? before.item)!;
  for (const { region } of table.replicas) {
    const replica = readTable(context.store, { account: table.account, region }, table.name, context.clock.now());
    if (!replica) continue;
    const found = findItem(context, replica, keyed);
    writeItem(context, { table: replica, before: found, after, actor: "replication" });
  }
}
