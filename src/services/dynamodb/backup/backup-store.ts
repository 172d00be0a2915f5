/** On-demand backups: the table's record as it was and a copy of its items. */
import type { BackupDescription, BackupDetails } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Key } from "../../../store/store.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { removeInBackground } from "../job/removal.ts";
import { refusal } from "../refusal.ts";
import { describeTable } from "../table/describe.ts";
import { keySchema } from "../table/key-schema.ts";
import type { Table } from "../table/table.ts";

export interface Backup {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number;
  readonly bytes: number;
  readonly items: number;
  readonly table: Table;
  /** Not all of its items are there yet. */
  readonly copying?: true;
}

type Context = Pick<OperationContext, "account" | "region" | "store" | "clock">;

export const backupsPrefix = ({ account, region }: Pick<Context, "account" | "region">): Key => [
  "ddb-backup",
  account,
  region,
];
export const backupKey = (context: Pick<Context, "account" | "region">, arn: string): Key => [
  ...backupsPrefix(context),
  arn,
];
export const backupItemsPrefix = (arn: string): Key => ["ddb-backup-item", arn];

export function findBackup(arn: string, context: Context): Backup {
  if (!/^arn:[^:]+:dynamodb:[^:]+:[^:]+:table\/[^/]+\/backup\/[^/]+$/.test(arn)) throw refusal("Invalid Backup ARN");
  const backup = context.store.get<Backup>(backupKey(context, arn));
  if (backup) return backup;
  throw new ServiceException("BackupNotFoundException", `Backup not found: ${arn}`);
}

export function backupStatus({ copying }: Backup): "CREATING" | "AVAILABLE" {
  return copying ? "CREATING" : "AVAILABLE";
}

/** Neither deleted nor restored while it is being made. */
export function checkBackupWhole({ arn, copying }: Backup): void {
  if (copying) throw new ServiceException("BackupInUseException", `Backup is being created: ${arn}`);
}

export function removeBackup({ arn }: Backup, context: Context): void {
  context.store.delete(backupKey(context, arn));
  removeInBackground(context, { kind: "removal", id: arn, ranges: [{ prefix: backupItemsPrefix(arn) }] });
}

export function backupDetails(
  { arn, name, createdAt, bytes }: Backup,
  status: BackupDetails["BackupStatus"],
): BackupDetails {
  return {
    BackupArn: arn,
    BackupName: name,
    BackupSizeBytes: bytes,
    BackupStatus: status,
    BackupType: "USER",
    BackupCreationDateTime: new Date(createdAt),
  };
}

export function describeBackup(backup: Backup, status: BackupDetails["BackupStatus"]): BackupDescription {
  const { table, items, bytes } = backup;
  const described = describeTable(table, backup.createdAt);
  return {
    BackupDetails: backupDetails(backup, status),
    SourceTableDetails: {
      TableName: table.name,
      TableId: table.id,
      TableArn: table.arn,
      TableSizeBytes: bytes,
      KeySchema: keySchema(table.keys),
      TableCreationDateTime: new Date(table.createdAt),
      ProvisionedThroughput: {
        ReadCapacityUnits: table.throughput.read,
        WriteCapacityUnits: table.throughput.write,
      },
      ItemCount: items,
      BillingMode: table.billingMode,
    },
    SourceTableFeatureDetails: {
      ...(described.LocalSecondaryIndexes
        ? {
            LocalSecondaryIndexes: described.LocalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
              IndexName,
              KeySchema,
              Projection,
            })),
          }
        : {}),
      ...(described.GlobalSecondaryIndexes
        ? {
            GlobalSecondaryIndexes: described.GlobalSecondaryIndexes.map(
              ({ IndexName, KeySchema, Projection, ProvisionedThroughput }) => ({
                IndexName,
                KeySchema,
                Projection,
                ProvisionedThroughput: {
                  ReadCapacityUnits: ProvisionedThroughput?.ReadCapacityUnits,
                  WriteCapacityUnits: ProvisionedThroughput?.WriteCapacityUnits,
                },
              }),
            ),
          }
        : {}),
      ...(described.StreamSpecification ? { StreamDescription: described.StreamSpecification } : {}),
      ...(table.timeToLive?.enabled
        ? { TimeToLiveDescription: { AttributeName: table.timeToLive.attribute, TimeToLiveStatus: "ENABLED" as const } }
        : {}),
      ...(described.SSEDescription ? { SSEDescription: described.SSEDescription } : {}),
    },
  };
}
