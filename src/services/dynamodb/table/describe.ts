/** A table record as AWS describes it. Which members there are depends on the table's history as much as its state. */
import type {
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  ProvisionedThroughputDescription,
  RestoreSummary,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { streamArn } from "./arn.ts";
import { decreasesOn, warmthOf } from "./change-throughput.ts";
import { describeReplicas } from "./describe-replicas.ts";
import { isChangingEncryption } from "./encryption.ts";
import { keySchema } from "./key-schema.ts";
import {
  indexStatusOf,
  type KeyAttribute,
  keyAttributesOf,
  type RestoredFrom,
  type SecondaryIndex,
  statusOf,
  type Table,
  type Throughput,
} from "./table.ts";

export interface TableFigures {
  readonly items: number;
  readonly bytes: number;
  readonly indexes: Readonly<Record<string, { readonly items: number; readonly bytes: number }>>;
}

const noFigures: TableFigures = { items: 0, bytes: 0, indexes: {} };

export function describeTable(table: Table, now: number, figures: TableFigures = noFigures): TableDescription {
  const { stream, lastStreamLabel } = table;
  return {
    AttributeDefinitions: attributeDefinitions(table),
    TableName: table.name,
    KeySchema: keySchema(table.keys),
    TableStatus: statusOf(table, now),
    CreationDateTime: new Date(table.createdAt),
    ProvisionedThroughput: throughput(table.throughput, now),
    TableSizeBytes: figures.bytes,
    ItemCount: figures.items,
    TableArn: table.arn,
    TableId: table.id,
    ...(table.onDemandSince !== undefined
      ? {
          BillingModeSummary: {
            BillingMode: table.billingMode,
            LastUpdateToPayPerRequestDateTime: new Date(table.onDemandSince),
          },
        }
      : {}),
    ...indexes(table, now, figures),
    ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType } } : {}),
    ...(lastStreamLabel
      ? { LatestStreamLabel: lastStreamLabel, LatestStreamArn: streamArn(table, lastStreamLabel) }
      : {}),
    ...describeReplicas(table, now),
    ...(table.restored ? { RestoreSummary: restoreSummary(table.restored, now < table.activeAt) } : {}),
    ...(table.encryption
      ? {
          SSEDescription: {
            Status: isChangingEncryption(table, now) ? "UPDATING" : "ENABLED",
            SSEType: "KMS",
            KMSMasterKeyArn: table.encryption.keyArn,
          },
        }
      : {}),
    ...(table.tableClass
      ? {
          TableClassSummary: {
            TableClass: table.tableClass,
            ...(table.tableClassChanges ? { LastUpdateDateTime: new Date(table.tableClassChanges.at(-1)!) } : {}),
          },
        }
      : {}),
    DeletionProtectionEnabled: table.deletionProtection,
    ...(table.onDemand ? { OnDemandThroughput: table.onDemand } : {}),
    ...warmThroughput(table, table, now),
  };
}

/** What CreateTable answers: warm throughput is told later, unless it was asked for, as is the time of the billing mode. */
export function describeNewTable(table: Table, now: number): TableDescription {
  const { WarmThroughput, BillingModeSummary: billing, ...description } = describeTable(table, now);
  const indexes = description.GlobalSecondaryIndexes?.map(({ WarmThroughput: warm, ...index }) => {
    const asked = table.indexes.find(({ name }) => name === index.IndexName)?.warm;
    return asked && warm ? { ...index, WarmThroughput: warm } : index;
  });
  return {
    ...description,
    ...(billing ? { BillingModeSummary: { BillingMode: billing.BillingMode } } : {}),
    ...(indexes ? { GlobalSecondaryIndexes: indexes } : {}),
    ...(table.warm && WarmThroughput ? { WarmThroughput } : {}),
  };
}

function restoreSummary({ backupArn, tableArn, time }: RestoredFrom, underWay: boolean): RestoreSummary {
  return {
    ...(backupArn ? { SourceBackupArn: backupArn } : {}),
    SourceTableArn: tableArn,
    RestoreDateTime: new Date(time),
    RestoreInProgress: underWay,
  };
}

function attributeDefinitions(table: Table): TableDescription["AttributeDefinitions"] {
  const types = new Map<string, KeyAttribute["type"]>();
  for (const keys of [table.keys, ...table.indexes.map((index) => index.keys)]) {
    for (const { name, type } of keyAttributesOf(keys)) types.set(name, type);
  }
  const names = [...types.keys()];
  const order = table.definitions ?? names;
  return names
    .sort((left, right) => order.indexOf(left) - order.indexOf(right))
    .map((AttributeName) => ({ AttributeName, AttributeType: types.get(AttributeName) }));
}

function throughput(provisioned: Throughput, now: number): ProvisionedThroughputDescription {
  const { read, write, increasedAt, decreasedAt } = provisioned;
  return {
    ...(increasedAt ? { LastIncreaseDateTime: new Date(increasedAt) } : {}),
    ...(decreasedAt ? { LastDecreaseDateTime: new Date(decreasedAt) } : {}),
    NumberOfDecreasesToday: decreasesOn(provisioned, now),
    ReadCapacityUnits: read,
    WriteCapacityUnits: write,
  };
}

function indexes(
  table: Table,
  now: number,
  figures: TableFigures,
): Pick<TableDescription, "LocalSecondaryIndexes" | "GlobalSecondaryIndexes"> {
  const described = (index: SecondaryIndex): LocalSecondaryIndexDescription => ({
    IndexName: index.name,
    KeySchema: keySchema(index.keys),
    Projection: {
      ProjectionType: index.projection.type,
      ...(index.projection.type === "INCLUDE" ? { NonKeyAttributes: [...index.projection.attributes] } : {}),
    },
    IndexSizeBytes: figures.indexes[index.name]?.bytes ?? 0,
    ItemCount: figures.indexes[index.name]?.items ?? 0,
    IndexArn: `${table.arn}/index/${index.name}`,
  });
  const local = table.indexes.filter(({ kind }) => kind === "local").map(described);
  const global = table.indexes
    .filter(({ kind }) => kind === "global")
    .map(
      (index): GlobalSecondaryIndexDescription => ({
        ...described(index),
        IndexStatus: now < table.activeAt ? "CREATING" : indexStatusOf(index, now),
        ...(index.state === "CREATING" ? { Backfilling: true } : {}),
        ProvisionedThroughput: throughput(index.throughput, now),
        ...(index.onDemand ? { OnDemandThroughput: index.onDemand } : {}),
        ...warmThroughput(index, table, now),
      }),
    );
  return {
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
  };
}

function warmThroughput(
  holder: Pick<Table, "warm" | "throughput">,
  { billingMode }: Table,
  now: number,
): { WarmThroughput: { ReadUnitsPerSecond: number; WriteUnitsPerSecond: number; Status: "UPDATING" | "ACTIVE" } } {
  const { read, write } = warmthOf(holder, billingMode);
  return {
    WarmThroughput: {
      ReadUnitsPerSecond: read,
      WriteUnitsPerSecond: write,
      Status: now < (holder.warm?.settlesAt ?? 0) ? "UPDATING" : "ACTIVE",
    },
  };
}
