import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { invalidParameter } from "./refusal.ts";
import { updateReplicas } from "./replication/update-replicas.ts";
import { backfillLater } from "./table/backfill.ts";
import { changedOnDemand, changedThroughput, changedWarmth, keepingWarm, warmthOf } from "./table/change-throughput.ts";
import { checkChangeable } from "./table/changeable.ts";
import { describeTable } from "./table/describe.ts";
import { withChangedEncryption } from "./table/encryption.ts";
import { existingTable } from "./table/find-table.ts";
import { checkIndexUpdates, updateIndexes } from "./table/index-updates.ts";
import { updatingFor } from "./table/moments.ts";
import { checkNoVectorIndexes } from "./table/read-indexes.ts";
import { closeStream, openStream, withChangedStream } from "./table/stream-settings.ts";
import type { Table } from "./table/table.ts";
import { withTableClass } from "./table/table-class.ts";
import { namedTable } from "./table/table-name.ts";
import { writeTable } from "./table/table-store.ts";
import { checkTogether, hasMembers } from "./table/update-rules.ts";

type Input = DynamoInput<"UpdateTable">;

export const updateTable: DynamoOperation<"UpdateTable"> = (input, context) => {
  const { store, clock } = context;
  const now = clock.now();
  namedTable(input.TableName!, context);
  checkNoVectorIndexes(input.VectorIndexUpdates, "UpdateTable");
  checkTogether(input);
  if (input.GlobalSecondaryIndexUpdates) checkIndexUpdates(input.GlobalSecondaryIndexUpdates);
  const table = existingTable(input.TableName!, context, "UpdateTable");
  checkChangeable(table, now, input);
  let updated = withBilling(table, input, now);
  if (input.GlobalSecondaryIndexUpdates ?? input.BillingMode) updated = updateIndexes(updated, table, input, now);
  updated = withSettings(updated, input, now);
  if (input.SSESpecification) updated = withChangedEncryption(updated, input.SSESpecification, context, now);
  if (input.StreamSpecification) updated = withChangedStream(updated, input.StreamSpecification, now);
  if (input.ReplicaUpdates) updated = updateReplicas(updated, input.ReplicaUpdates, context, now);
  if (takesTime(input)) updated = { ...updated, updatesUntil: now + updatingFor };
  writeTable(store, updated);
  if (table.stream && !updated.stream) closeStream(store, table, now);
  if (!table.stream && updated.stream) openStream(store, updated, now);
  backfillLater(context.cloud, updated);
  return { TableDescription: describeUpdate(table, updated, input, now) };
};

/** Other changes are made at once, or have a status of their own. */
function takesTime(input: Input): boolean {
  return [
    input.ProvisionedThroughput,
    input.BillingMode,
    input.TableClass,
    input.StreamSpecification,
    input.GlobalSecondaryIndexUpdates,
    input.ReplicaUpdates,
  ].some((change) => change !== undefined);
}

function withBilling(table: Table, input: Input, now: number): Table {
  const { BillingMode: mode, ProvisionedThroughput: given } = input;
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
    return table.billingMode === billingMode ? table : onDemand(table, now);
  }
  if (!given) return table;
  const { onDemand: _ceilings, ...rest } = table;
  const throughput = changedThroughput(table, given, now, { region: table.region });
  return keepingWarm({ ...rest, billingMode, throughput }, billingMode, warmthOf(table, table.billingMode));
}

function onDemand(table: Table, now: number): Table {
  const billingMode = "PAY_PER_REQUEST";
  const throughput = { read: 0, write: 0 };
  const indexes = table.indexes.map((index) =>
    keepingWarm({ ...index, throughput }, billingMode, warmthOf(index, table.billingMode)),
  );
  const switched: Table = { ...table, billingMode, onDemandSince: now, throughput, indexes };
  return keepingWarm(switched, billingMode, warmthOf(table, table.billingMode));
}

function withSettings(table: Table, input: Input, now: number): Table {
  let updated = table;
  if (input.TableClass) updated = withTableClass(updated, input.TableClass, now);
  if (input.DeletionProtectionEnabled !== undefined) {
    updated = { ...updated, deletionProtection: input.DeletionProtectionEnabled };
  }
  if (hasMembers(input.OnDemandThroughput)) {
    const { onDemand: _old, ...without } = updated;
    const ceilings = changedOnDemand(table, input.OnDemandThroughput!, table.billingMode);
    updated = ceilings ? { ...without, onDemand: ceilings } : without;
  }
  if (hasMembers(input.WarmThroughput)) {
    const warm = changedWarmth(updated, table.billingMode, input.WarmThroughput!, now + updatingFor);
    updated = { ...updated, warm };
  }
  return updated;
}

/** What takes time is answered with the values as they were, what does not with the new ones. */
function describeUpdate(before: Table, after: Table, input: Input, now: number): TableDescription {
  const described = describeTable(after, now);
  const old = describeTable(before, now);
  const kept: (keyof TableDescription)[] = [
    ...(input.BillingMode ? (["BillingModeSummary"] as const) : []),
    ...(input.TableClass ? (["TableClassSummary"] as const) : []),
  ];
  for (const name of kept) {
    delete described[name];
    if (old[name] !== undefined) Object.assign(described, { [name]: old[name] });
  }
  if (input.ProvisionedThroughput ?? input.BillingMode) {
    const { ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday } = old.ProvisionedThroughput!;
    Object.assign(described.ProvisionedThroughput!, { ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday });
  }
  if (hasMembers(input.WarmThroughput)) described.WarmThroughput = { ...old.WarmThroughput, Status: "UPDATING" };
  if (input.SSESpecification) described.SSEDescription = { ...old.SSEDescription, Status: "UPDATING" };
  // Ceilings that are taken away are still told here.
  if (hasMembers(input.OnDemandThroughput)) {
    described.OnDemandThroughput = { ...old.OnDemandThroughput, ...input.OnDemandThroughput };
  }
  return described;
}
