/**
 * What an UpdateTable of one replica makes of the others. Indexes, the kind of encryption, ceilings and warmth are those
 * of the global table, and so are table class and read units where a replica has none of its own; the rest is each
 * replica's. Source: AWS's documentation of the settings that global tables synchronize.
 */
import type { Store } from "../../../store/store.ts";
import type { DynamoInput } from "../operation.ts";
import { changedTable } from "../table/changed-table.ts";
import type { ReplicaSettings, Table } from "../table/table.ts";
import { replicaTables } from "./replica-tables.ts";

type Input = DynamoInput<"UpdateTable">;

/** Each replica as it was and as it becomes. */
export function changedReplicas(
  table: Table,
  input: Input,
  store: Store,
  now: number,
): readonly (readonly [before: Table, after: Table])[] {
  if (table.replicas.length === 0 || input.ReplicaUpdates) return [];
  return replicaTables(table, store, now).map((replica) => {
    const { own } = table.replicas.find(({ region }) => region === replica.region)!;
    return [replica, changedTable(replica, sharedPart(input, own), now)] as const;
  });
}

function sharedPart(input: Input, own: ReplicaSettings | undefined): Input {
  const { GlobalSecondaryIndexUpdates, OnDemandThroughput, SSESpecification, TableClass, WarmThroughput } = input;
  return {
    TableName: input.TableName,
    ...(input.AttributeDefinitions && { AttributeDefinitions: input.AttributeDefinitions }),
    ...(GlobalSecondaryIndexUpdates && { GlobalSecondaryIndexUpdates }),
    ...(OnDemandThroughput && { OnDemandThroughput: { ...OnDemandThroughput, ...own?.OnDemandThroughputOverride } }),
    // Keys are a region's own.
    ...(SSESpecification && !own?.KMSMasterKeyId && { SSESpecification: { Enabled: SSESpecification.Enabled } }),
    ...(TableClass && !own?.TableClassOverride && { TableClass }),
    ...(WarmThroughput && { WarmThroughput }),
  };
}
