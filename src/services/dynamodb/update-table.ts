import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { changedReplicas } from "./replication/changed-replicas.ts";
import { updateReplicas } from "./replication/update-replicas.ts";
import { backfillLater } from "./table/backfill.ts";
import { checkChangeable } from "./table/changeable.ts";
import { changedTable } from "./table/changed-table.ts";
import { describeTable } from "./table/describe.ts";
import { existingTable } from "./table/find-table.ts";
import { checkIndexUpdates } from "./table/index-updates.ts";
import { checkBuilt } from "./table/not-built.ts";
import { closeStream, openStream } from "./table/stream-settings.ts";
import type { Table } from "./table/table.ts";
import { namedTable } from "./table/table-name.ts";
import { writeTable } from "./table/table-store.ts";
import { checkTogether, hasMembers } from "./table/update-rules.ts";

type Input = DynamoInput<"UpdateTable">;

export const updateTable: DynamoOperation<"UpdateTable"> = (input, context) => {
  const { store, clock } = context;
  const now = clock.now();
  namedTable(input.TableName!, context);
  checkBuilt(input, "UpdateTable");
  checkTogether(input);
  if (input.GlobalSecondaryIndexUpdates) checkIndexUpdates(input.GlobalSecondaryIndexUpdates);
  const table = existingTable(input.TableName!, context, "UpdateTable");
  checkChangeable(table, now, input);
  let updated = changedTable(table, input, now);
  if (input.ReplicaUpdates ?? input.GlobalTableWitnessUpdates) updated = updateReplicas(updated, input, context, now);
  const others = changedReplicas(table, input, store, now);
  for (const [before, after] of [[table, updated] as const, ...others]) {
    writeTable(store, after);
    if (before.stream && !after.stream) closeStream(store, before, now);
    if (!before.stream && after.stream) openStream(store, after, now);
    backfillLater(context.cloud, after);
  }
  return { TableDescription: describeUpdate(table, updated, input, now) };
};

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
