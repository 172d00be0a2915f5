/** A new replica: the table as the others are, with what is never shared left out, and then their items. */
import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../../cloud/operation.ts";
import { itemsPrefix } from "../item/primary-key.ts";
import { copyItems } from "../job/copy-items.ts";
import { tableArn } from "../table/arn.ts";
import { readEncryption } from "../table/encryption.ts";
import { openStream, streamFrom } from "../table/stream-settings.ts";
import type { Replica, ReplicaSettings, Table } from "../table/table.ts";
import { writeTable } from "../table/table-store.ts";

export function copyToRegion(
  table: Table,
  { region, own }: Replica,
  replicas: readonly Replica[],
  context: OperationContext,
  now: number,
): void {
  const { account, name } = table;
  const replica = withOwnSettings(
    {
      ...shared(table),
      ...streamFrom(table.stream!.viewType, now),
      region,
      replicas,
      arn: tableArn({ account, region }, name),
      id: randomUUID(),
      createdAt: now,
      activeAt: Number.MAX_SAFE_INTEGER,
      updatesUntil: now,
      indexes: table.indexes.map(({ contributorInsights: _insights, ...index }) => ({ ...index, id: randomUUID() })),
      // Keys are a region's own.
      ...(table.encryption && readEncryption({ Enabled: true }, { account, region })),
    },
    own,
  );
  writeTable(context.store, replica);
  openStream(context.store, replica, now);
  copyItems(context.cloud, { kind: "copy", from: itemsPrefix(table), to: { account, region, name, id: replica.id } });
}

/** Source: AWS's documentation of the settings that global tables never synchronize. */
function shared(table: Table): Table {
  const {
    backupsUnderWay: _backups,
    contributorInsights: _insights,
    encryptionChanges: _encryptionChanges,
    recovery: _recovery,
    resourcePolicy: _policy,
    restored: _restored,
    tableClassChanges: _classChanges,
    ...rest
  } = table;
  return { ...rest, deletionProtection: false, tags: [] };
}

export function withOwnSettings(table: Table, own: ReplicaSettings | undefined): Table {
  if (!own) return table;
  const { KMSMasterKeyId: key, OnDemandThroughputOverride: ceilings, TableClassOverride: tableClass } = own;
  const mostReads = ceilings?.MaxReadRequestUnits;
  return {
    ...table,
    ...(key && readEncryption({ Enabled: true, SSEType: "KMS", KMSMasterKeyId: key }, table)),
    ...(mostReads !== undefined && { onDemand: { ...table.onDemand, MaxReadRequestUnits: mostReads } }),
    ...(tableClass && { tableClass }),
  };
}
