import { backupItemsPrefix, findBackup } from "./backup/backup-store.ts";
import { restoreTable } from "./backup/restored-table.ts";
import { decodeItem } from "./item/stored-item.ts";
import type { DynamoOperation } from "./operation.ts";
import { describeTable } from "./table/describe.ts";

export const restoreTableFromBackup: DynamoOperation<"RestoreTableFromBackup"> = (input, context) => {
  const backup = findBackup(input.BackupArn!, context);
  const restored = { backupArn: backup.arn, tableArn: backup.table.arn, time: backup.createdAt };
  const entries = [...context.store.range<Buffer>({ prefix: backupItemsPrefix(backup.arn) })];
  const items = entries.map(({ value }) => decodeItem(value));
  const table = restoreTable(backup.table, input, restored, items, context);
  return { TableDescription: describeTable(table, context.clock.now()) };
};
