/** A table as an UpdateTable makes it, its copies in other regions aside. */
import type { DynamoInput } from "../operation.ts";
import { invalidParameter } from "../refusal.ts";
import { changedOnDemand, changedThroughput, changedWarmth, keepingWarm, warmthOf } from "./change-throughput.ts";
import { withChangedEncryption } from "./encryption.ts";
import { updateIndexes } from "./index-updates.ts";
import { updatingFor } from "./moments.ts";
import { withChangedStream } from "./stream-settings.ts";
import type { Table } from "./table.ts";
import { withTableClass } from "./table-class.ts";
import { hasMembers } from "./update-rules.ts";

type Input = DynamoInput<"UpdateTable">;

export function changedTable(table: Table, input: Input, now: number): Table {
  let updated = withBilling(table, input, now);
  if (input.GlobalSecondaryIndexUpdates ?? input.BillingMode) updated = updateIndexes(updated, table, input, now);
  updated = withSettings(updated, input, now);
  if (input.SSESpecification) updated = withChangedEncryption(updated, input.SSESpecification, table, now);
  if (input.StreamSpecification) updated = withChangedStream(updated, input.StreamSpecification, now);
  return takesTime(input) ? { ...updated, updatesUntil: now + updatingFor } : updated;
}

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
