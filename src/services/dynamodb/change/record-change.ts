/** Who is told of a change of an item, in the same turn and so in the same commit. */
import { equalItems } from "../attribute/compare.ts";
import { expectExpiry } from "../expiry/expiry-index.ts";
import type { Change, WriteContext } from "../item/write-item.ts";
import { replicate } from "../replication/replicate.ts";
import type { Table } from "../table/table.ts";
import { recordForRecovery } from "./recovery-log.ts";
import { recordInStream } from "./stream-record.ts";

export function isRecorded(table: Table): boolean {
  const { stream, timeToLive, replicas } = table;
  return stream !== undefined || isUndoable(table) || timeToLive?.enabled === true || replicas.length > 0;
}

function isUndoable({ recovery, backupsUnderWay }: Table): boolean {
  return recovery?.enabled === true || backupsUnderWay !== undefined;
}

export function recordChange(context: WriteContext, change: Change): void {
  const { table, before, after } = change;
  if (table.timeToLive?.enabled) expectExpiry(context, change, table.timeToLive.attribute);
  // A rewrite that changes nothing is no change.
  if (before.item && after ? equalItems(before.item, after) : before.item === after) return;
  if (table.stream) recordInStream(context, change, table.stream);
  if (isUndoable(table)) recordForRecovery(context, change);
  if (table.replicas.length > 0 && change.actor !== "replication") replicate(context, change);
}
