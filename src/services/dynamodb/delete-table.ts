import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { checkNoFreshCopies, leaveGlobalTable } from "./replication/update-replicas.ts";
import { checkDeletable } from "./table/changeable.ts";
import { describeTable } from "./table/describe.ts";
import { existingTable } from "./table/find-table.ts";
import { deletingFor } from "./table/moments.ts";
import { removeTableLater } from "./table/remove-table.ts";
import { closeStream } from "./table/stream-settings.ts";
import type { Table } from "./table/table.ts";
import { writeTable } from "./table/table-store.ts";

export const deleteTable: DynamoOperation<"DeleteTable"> = (input, context) => {
  const now = context.clock.now();
  const table = existingTable(input.TableName!, context, "DeleteTable");
  checkDeletable(table, now);
  if (table.deletionProtection) {
    throw refusal(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  }
  checkNoFreshCopies(table, now);
  leaveGlobalTable(table, context.store, now);
  const deleted: Table = { ...table, replicas: [], deletedAt: now + deletingFor };
  writeTable(context.store, deleted);
  closeStream(context.store, table, now);
  removeTableLater(context.cloud, deleted);
  const { KeySchema: _keys, AttributeDefinitions: _definitions, ...description } = describeTable(deleted, now);
  return { TableDescription: description };
};
