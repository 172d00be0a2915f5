import { backupItemsPrefix, findBackup } from "./backup/backup-store.ts";
import { restoreTable } from "./backup/restored-table.ts";
import { decodeItem } from "./item/stored-item.ts";
import type { DynamoOperation } from "./operation.ts";
import { describeTable } from "./table/describe.ts";

export const restoreTableFromBackup: DynamoOperation<"RestoreTableFromBackup"> = (input, context) => {
  const backup = findBackup(input.BackupArn!, context);
  const summary = {
    SourceBackupArn: backup.arn,
    SourceTableArn: backup.table.arn,
    RestoreDateTime: new Date(backup.createdAt),
  };
  const entries = [...context.store.range<Buffer>({ prefix: backupItemsPrefix(backup.arn) })];
  const items = entries.map(({ value }) => decodeItem(value));
  const table = restoreTable(backup.table, input, summary, items, context);
  return { TableDescription: describeTable(table, context.clock.now()) };
};
