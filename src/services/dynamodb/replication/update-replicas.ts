/** ReplicaUpdates: copies of a table in other regions of this cloud, made whole at once and then kept equal. */
import { randomUUID } from "node:crypto";
import type { ReplicationGroupUpdate } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../../cloud/operation.ts";
import { itemsPrefix } from "../item/primary-key.ts";
import { copyItems } from "../job/copy-items.ts";
import { invalidParameter } from "../refusal.ts";
import { tableArn } from "../table/arn.ts";
import { openStream } from "../table/stream-settings.ts";
import type { Replica, Table } from "../table/table.ts";
import { readTable, writeTable } from "../table/table-store.ts";

export function updateReplicas(
  table: Table,
  updates: readonly ReplicationGroupUpdate[],
  context: OperationContext,
  now: number,
): Table {
  let { replicas } = table;
  for (const { Create, Delete, Update } of updates) {
    const region = (Create ?? Delete ?? Update)?.RegionName;
    if (region === undefined)
      throw invalidParameter("One of Create, Update or Delete must be given in a replica update");
    if (region === table.region)
      throw invalidParameter(
        `Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.`,
      );
    const known = replicas.some((replica) => replica.region === region);
    if (Create) {
      if (known)
        throw invalidParameter(
          `Replica specified in the Replica Update or Replica Delete action of the request already exists in Region: ${region}`,
        );
      replicas = [...replicas, { region, ...(Create.KMSMasterKeyId ? { keyArn: Create.KMSMasterKeyId } : {}) }];
    } else {
      if (!known)
        throw invalidParameter(
          `Replica specified in the Replica Update or Replica Delete action of the request was not found in Region: ${region}`,
        );
      if (Delete) replicas = replicas.filter((replica) => replica.region !== region);
    }
  }
  return spread(table, replicas, context, now);
}

/** Brings the tables of all regions in line with the new list. */
function spread(table: Table, replicas: readonly Replica[], context: OperationContext, now: number): Table {
  const regions = [{ region: table.region }, ...replicas];
  const withReplicas = streaming({ ...table, replicas }, now);
  for (const { region } of table.replicas) {
    if (!replicas.some((replica) => replica.region === region)) leave(table, region, context, now);
  }
  for (const { region } of replicas) {
    const others = regions.filter((replica) => replica.region !== region);
    const existing = readTable(context.store, { account: table.account, region }, table.name, now);
    if (existing) writeTable(context.store, { ...existing, replicas: others });
    else copyTo(withReplicas, region, others, context, now);
  }
  return withReplicas;
}

/** Global tables have streams with both images. */
function streaming(table: Table, now: number): Table {
  if (table.stream || table.replicas.length === 0) return table;
  const label = new Date(now).toISOString().slice(0, -1);
  return { ...table, stream: { viewType: "NEW_AND_OLD_IMAGES", label }, lastStreamLabel: label };
}

function copyTo(
  table: Table,
  region: string,
  replicas: readonly Replica[],
  context: OperationContext,
  now: number,
): void {
  const replica: Table = {
    ...table,
    region,
    replicas,
    arn: tableArn({ account: table.account, region }, table.name),
    id: randomUUID(),
    createdAt: now,
    activeAt: Number.MAX_SAFE_INTEGER,
    updatesUntil: now,
    indexes: table.indexes.map((index) => ({ ...index, id: randomUUID() })),
  };
  writeTable(context.store, replica);
  openStream(context.store, replica, now);
  const to = { account: table.account, region, name: table.name, id: replica.id };
  copyItems(context.cloud, { kind: "copy", from: itemsPrefix(table), to });
}

function leave(table: Table, region: string, { store }: OperationContext, now: number): void {
  const replica = readTable(store, { account: table.account, region }, table.name, now);
  if (replica) writeTable(store, { ...replica, replicas: [], deletedAt: now });
}
