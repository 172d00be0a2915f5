import { describeBackup as describe, findBackup } from "./backup/backup-store.ts";
import type { DynamoOperation } from "./operation.ts";

export const describeBackup: DynamoOperation<"DescribeBackup"> = (input, context) => ({
  BackupDescription: describe(findBackup(input.BackupArn!, context), "AVAILABLE"),
});
