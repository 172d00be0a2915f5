import { backupItemsPrefix, checkBackupWhole, findBackup } from "./backup/backup-store.ts";
import { restoreTable } from "./backup/restored-table.ts";
import type { DynamoOperation } from "./operation.ts";
import { describeTable } from "./table/describe.ts";

export const restoreTableFromBackup: DynamoOperation<"RestoreTableFromBackup"> = (input, context) => {
  const backup = findBackup(input.BackupArn!, context);
  checkBackupWhole(backup);
  const restored = { backupArn: backup.arn, tableArn: backup.table.arn, time: backup.createdAt };
  const table = restoreTable(backup.table, input, restored, { from: backupItemsPrefix(backup.arn) }, context);
  return { TableDescription: describeTable(table, context.clock.now()) };
};
