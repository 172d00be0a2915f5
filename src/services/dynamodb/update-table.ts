import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { invalidParameter, refusal } from "./refusal.ts";
import { updateReplicas } from "./replication/update-replicas.ts";
import { backfillLater } from "./table/backfill.ts";
import { checkChangeable } from "./table/changeable.ts";
import { describeTable } from "./table/describe.ts";
import { readEncryption } from "./table/encryption.ts";
import { existingTable } from "./table/find-table.ts";
import { updateIndexes } from "./table/index-updates.ts";
import { updatingFor } from "./table/moments.ts";
import { changedThroughput, readWarmThroughput } from "./table/read-throughput.ts";
import { closeStream, newStream, openStream } from "./table/stream-settings.ts";
import type { Table } from "./table/table.ts";
import { writeTable } from "./table/table-store.ts";

type Input = DynamoInput<"UpdateTable">;

const changes = [
  "ProvisionedThroughput",
  "BillingMode",
  "StreamSpecification",
  "GlobalSecondaryIndexUpdates",
  "SSESpecification",
  "ReplicaUpdates",
  "TableClass",
  "DeletionProtectionEnabled",
  "OnDemandThroughput",
  "WarmThroughput",
  "MultiRegionConsistency",
  "GlobalTableWitnessUpdates",
  "GlobalTableSettingsReplicationMode",
] as const satisfies readonly (keyof Input)[];

export const updateTable: DynamoOperation<"UpdateTable"> = (input, context) => {
  const { store, clock } = context;
  const now = clock.now();
  if (changes.every((name) => input[name] === undefined)) {
    throw refusal(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
    );
  }
  const table = existingTable(input.TableName!, context);
  checkChangeable(table, now);
  const settles = now + updatingFor;
  let updated: Table = { ...table, updatesUntil: settles };
  updated = withBilling(updated, input, now);
  updated = withSettings(updated, input, settles);
  if (input.SSESpecification) {
    const { encryption: _old, ...plain } = updated;
    updated = { ...plain, ...readEncryption(input.SSESpecification, context, settles) };
  }
  if (input.GlobalSecondaryIndexUpdates) updated = updateIndexes(updated, input, now);
  if (input.StreamSpecification) updated = withStream(updated, input.StreamSpecification, now);
  if (input.ReplicaUpdates) updated = updateReplicas(updated, input.ReplicaUpdates, context, now);
  writeTable(store, updated);
  if (table.stream && !updated.stream) closeStream(store, table, now);
  if (!table.stream && updated.stream) openStream(store, updated, now);
  backfillLater(context.cloud, updated);
  return { TableDescription: describeTable(updated, now) };
};

function withBilling(table: Table, { BillingMode: mode, ProvisionedThroughput: given }: Input, now: number): Table {
  const billingMode = mode ?? table.billingMode;
  if (mode === "PROVISIONED" && !given) {
    throw invalidParameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  }
  if (billingMode === "PAY_PER_REQUEST") {
    if (given) {
      throw invalidParameter(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
      );
    }
    if (table.billingMode === billingMode) return table;
    const none = { read: 0, write: 0 };
    const indexes = table.indexes.map((index) => ({ ...index, throughput: none }));
    return { ...table, billingMode, onDemandSince: now, throughput: none, indexes };
  }
  if (!given) return table;
  return { ...table, billingMode, throughput: changedThroughput(table, given, now, "table") };
}

function withSettings(table: Table, input: Input, settlesAt: number): Table {
  return {
    ...table,
    ...(input.TableClass ? { tableClass: input.TableClass, tableClassChangedAt: settlesAt } : {}),
    ...(input.DeletionProtectionEnabled !== undefined ? { deletionProtection: input.DeletionProtectionEnabled } : {}),
    ...(input.OnDemandThroughput ? { onDemand: input.OnDemandThroughput as NonNullable<Table["onDemand"]> } : {}),
    ...readWarmThroughput(input.WarmThroughput, settlesAt),
  };
}

function withStream(table: Table, specification: NonNullable<Input["StreamSpecification"]>, now: number): Table {
  if (specification.StreamEnabled) {
    if (table.stream) {
      throw refusal(`Table already has an enabled stream: TableName: ${table.name}`);
    }
    return { ...table, ...newStream(specification, now) };
  }
  newStream(specification, now);
  if (!table.stream) throw new ServiceException("ValidationException", "Table has no stream to disable");
  const { stream: _stream, ...without } = table;
  return without;
}
