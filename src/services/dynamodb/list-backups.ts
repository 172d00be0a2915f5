import { type Backup, backupsPrefix } from "./backup/backup-store.ts";
import type { DynamoOperation } from "./operation.ts";
import { invalidParameter } from "./refusal.ts";
import { tableNameOf } from "./table/table-name.ts";

export const listBackups: DynamoOperation<"ListBackups"> = (input, context) => {
  const { Limit: limit = 100, ExclusiveStartBackupArn: after } = input;
  const name = input.TableName === undefined ? undefined : tableNameOf(input.TableName, context, "ListBackups");
  const from = input.TimeRangeLowerBound?.getTime() ?? 0;
  const until = input.TimeRangeUpperBound?.getTime() ?? Number.POSITIVE_INFINITY;
  if (from > until) {
    throw invalidParameter("Time range lower bound must be less than or equal to upper bound");
  }
  const backups = [...context.store.range<Backup>({ prefix: backupsPrefix(context) })]
    .map(({ value }) => value)
    .filter(
      ({ table, createdAt }) => (name === undefined || table.name === name) && createdAt >= from && createdAt < until,
    )
    .filter(() => input.BackupType === undefined || input.BackupType === "USER" || input.BackupType === "ALL");
  const start = after === undefined ? 0 : backups.findIndex(({ arn }) => arn === after) + 1;
  const page = backups.slice(start, start + limit);
  return {
    BackupSummaries: page.map(({ arn, name: backupName, createdAt, bytes, table, copying }) => ({
      TableName: table.name,
      TableId: table.id,
      TableArn: table.arn,
      BackupArn: arn,
      BackupName: backupName,
      BackupCreationDateTime: new Date(createdAt),
      BackupStatus: copying ? ("CREATING" as const) : ("AVAILABLE" as const),
      BackupType: "USER",
      BackupSizeBytes: bytes,
    })),
    ...(start + limit < backups.length ? { LastEvaluatedBackupArn: page.at(-1)!.arn } : {}),
  };
};
