import { backupStatus, describeBackup as describe, findBackup } from "./backup/backup-store.ts";
import type { DynamoOperation } from "./operation.ts";

export const describeBackup: DynamoOperation<"DescribeBackup"> = (input, context) => {
  const backup = findBackup(input.BackupArn!, context);
  return { BackupDescription: describe(backup, backupStatus(backup)) };
};
