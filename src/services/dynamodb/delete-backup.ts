import { checkBackupWhole, describeBackup, findBackup, removeBackup } from "./backup/backup-store.ts";
import type { DynamoOperation } from "./operation.ts";

export const deleteBackup: DynamoOperation<"DeleteBackup"> = (input, context) => {
  const backup = findBackup(input.BackupArn!, context);
  checkBackupWhole(backup);
  removeBackup(backup, context);
  return { BackupDescription: describeBackup(backup, "DELETED") };
};
