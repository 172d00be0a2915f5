/** Changes of a table, in the order AWS allows them: one kind at a time, waiting in between. */
import type { GlobalSecondaryIndexUpdate, StreamViewType, TableClass } from "@aws-sdk/client-dynamodb";
import type { Aws } from "../framework/aws.ts";
import { differs, given } from "../framework/given.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";
import { attributeDefinitions, billing, encryption, globalIndexInput, onDemand, throughput } from "./table-create.ts";

type Table = DynamodbResources["aws_dynamodb_table"];
type GlobalIndex = Table["global_secondary_index"][number];

export async function updateTable(planned: Table, prior: Table, aws: Aws, settled: () => Promise<void>): Promise<void> {
  const TableName = planned.name;
  const call = async (input: object): Promise<void> => {
    await aws.call("dynamodb", "UpdateTable", { TableName, ...input });
    await settled();
  };
  const indexes = indexChanges(planned, prior);
  const newMode = differs(prior, planned, "billing_mode");
  for (const IndexName of indexes.gone) await call({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
  if (newMode || (billing(planned) === "PROVISIONED" && differs(prior, planned, "read_capacity", "write_capacity")))
    await call({
      ...(newMode && { BillingMode: billing(planned) }),
      ProvisionedThroughput: throughput(planned, planned),
      ...(newMode && billing(planned) === "PROVISIONED" && indexes.kept.length > 0
        ? { GlobalSecondaryIndexUpdates: indexes.kept.map((index) => capacityUpdate(index, planned)) }
        : {}),
    });
  if (differs(prior, planned, "on_demand_throughput") && planned.on_demand_throughput.length > 0)
    await call({ OnDemandThroughput: onDemand(planned.on_demand_throughput) });
  if (!newMode)
    for (const index of indexes.resized) await call({ GlobalSecondaryIndexUpdates: [capacityUpdate(index, planned)] });
  for (const index of indexes.added)
    await call({
      AttributeDefinitions: attributeDefinitions(planned),
      GlobalSecondaryIndexUpdates: [{ Create: globalIndexInput(index, planned) }],
    });
  if (differs(prior, planned, "stream_enabled", "stream_view_type")) {
    if (prior.stream_enabled) await call({ StreamSpecification: { StreamEnabled: false } });
    if (planned.stream_enabled)
      await call({
        StreamSpecification: { StreamEnabled: true, StreamViewType: planned.stream_view_type as StreamViewType },
      });
  }
  if (differs(prior, planned, "server_side_encryption")) {
    const SSESpecification = encryption(planned) ?? { Enabled: false };
    if (SSESpecification.Enabled || prior.server_side_encryption[0]?.enabled) await call({ SSESpecification });
  }
  if (differs(prior, planned, "deletion_protection_enabled"))
    await call({ DeletionProtectionEnabled: planned.deletion_protection_enabled ?? false });
  if (differs(prior, planned, "table_class"))
    await call({ TableClass: (planned.table_class ?? "STANDARD") as TableClass });
}

const capacityUpdate = (index: GlobalIndex, table: Table): GlobalSecondaryIndexUpdate => ({
  Update: {
    IndexName: index.name,
    ...(billing(table) === "PROVISIONED"
      ? { ProvisionedThroughput: throughput(index, table) }
      : { OnDemandThroughput: onDemand(index.on_demand_throughput) }),
  },
});

const identity = ({ name, hash_key, range_key, projection_type, non_key_attributes }: GlobalIndex): string =>
  JSON.stringify([name, hash_key, range_key || null, projection_type, [...non_key_attributes].sort()]);

/** An index whose keys or projection change is made anew. */
function indexChanges(planned: Table, prior: Table) {
  const before = new Map(prior.global_secondary_index.map((index) => [identity(index), index]));
  const after = new Set(planned.global_secondary_index.map(identity));
  const kept = planned.global_secondary_index.filter((index) => before.has(identity(index)));
  return {
    gone: prior.global_secondary_index.filter((index) => !after.has(identity(index))).map(({ name }) => name),
    added: planned.global_secondary_index.filter((index) => !before.has(identity(index))),
    kept,
    resized: kept.filter((index) => {
      const old = before.get(identity(index));
      return old && differs(old, index, "read_capacity", "write_capacity", "on_demand_throughput");
    }),
  };
}

interface Ttl {
  readonly attribute_name: string | null;
  readonly enabled: boolean | null;
}

export async function setTimeToLive(aws: Aws, TableName: string, ttl: Ttl, prior?: Ttl): Promise<void> {
  const AttributeName = given(ttl.attribute_name) ?? prior?.attribute_name ?? "";
  await aws.call("dynamodb", "UpdateTimeToLive", {
    TableName,
    TimeToLiveSpecification: { AttributeName, Enabled: ttl.enabled ?? false },
  });
}

export async function setBackups(
  aws: Aws,
  TableName: string,
  { enabled, recovery_period_in_days }: Table["point_in_time_recovery"][number],
): Promise<void> {
  await aws.call("dynamodb", "UpdateContinuousBackups", {
    TableName,
    PointInTimeRecoverySpecification: {
      PointInTimeRecoveryEnabled: enabled,
      RecoveryPeriodInDays: given(recovery_period_in_days),
    },
  });
}
