/** What DynamoDB says about a table, as attributes. */
import type {
  GlobalSecondaryIndexDescription,
  OnDemandThroughput,
  ReplicaDescription,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { Aws } from "../framework/aws.ts";
import type { FoundIn, Identified } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

type Table = DynamodbResources["aws_dynamodb_table"];

export async function findTable(aws: Aws, TableName: string): Promise<TableDescription | undefined> {
  const answer = await unless(aws.call("dynamodb", "DescribeTable", { TableName }), "ResourceNotFoundException");
  return answer?.Table;
}

export async function tableTags(aws: Aws, ResourceArn: string | undefined) {
  const tags = await everyPage(
    (NextToken) => aws.call("dynamodb", "ListTagsOfResource", { ResourceArn, NextToken }),
    (answer) => answer.Tags,
    (answer) => answer.NextToken,
  );
  return tagMap(tags);
}

export async function tableFound(state: Identified<Table>, aws: Aws): Promise<FoundIn<Table> | undefined> {
  const TableName = state.id;
  const table = await findTable(aws, TableName);
  if (!table || table.TableStatus === "DELETING") return undefined;
  const { ContinuousBackupsDescription: backups } = await aws.call("dynamodb", "DescribeContinuousBackups", {
    TableName,
  });
  const { TimeToLiveDescription: ttl } = await aws.call("dynamodb", "DescribeTimeToLive", { TableName });
  const recovery = backups?.PointInTimeRecoveryDescription;
  return {
    ...descriptionFound(table),
    point_in_time_recovery: [
      {
        enabled: recovery?.PointInTimeRecoveryStatus === "ENABLED",
        recovery_period_in_days: recovery?.RecoveryPeriodInDays,
      },
    ],
    ttl: [{ attribute_name: ttl?.AttributeName, enabled: ttl?.TimeToLiveStatus === "ENABLED" }],
    replica: await Promise.all((table.Replicas ?? []).map((found) => replicaFound(aws, TableName, found, state))),
    tags: await tableTags(aws, table.TableArn),
  };
}

/** A replica is a table of its own in its region; whether tags go there too is only known from the configuration. */
async function replicaFound(aws: Aws, TableName: string, found: ReplicaDescription, state: Pick<Table, "replica">) {
  const there = aws.inRegion(found.RegionName ?? "");
  const { Table: table } = await there.call("dynamodb", "DescribeTable", { TableName });
  const { ContinuousBackupsDescription: backups } = await there.call("dynamodb", "DescribeContinuousBackups", {
    TableName,
  });
  return {
    arn: table?.TableArn,
    kms_key_arn: found.KMSMasterKeyId,
    point_in_time_recovery: backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === "ENABLED",
    propagate_tags: state.replica.find((one) => one.region_name === found.RegionName)?.propagate_tags,
    region_name: found.RegionName ?? "",
    stream_arn: table?.LatestStreamArn,
    stream_label: table?.LatestStreamLabel,
  };
}

/** What the table's description alone tells; the data source shows the same. */
export function descriptionFound(table: TableDescription) {
  const sse = table.SSEDescription;
  const rangeKey = keyOf(table, "RANGE");
  return {
    arn: table.TableArn,
    attribute: (table.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => ({
      name: AttributeName ?? "",
      type: AttributeType ?? "",
    })),
    billing_mode: table.BillingModeSummary?.BillingMode ?? "PROVISIONED",
    deletion_protection_enabled: table.DeletionProtectionEnabled,
    global_secondary_index: (table.GlobalSecondaryIndexes ?? []).map(globalIndexFound),
    hash_key: keyOf(table, "HASH"),
    local_secondary_index: (table.LocalSecondaryIndexes ?? []).map((index) => ({
      name: index.IndexName ?? "",
      non_key_attributes: index.Projection?.NonKeyAttributes,
      projection_type: index.Projection?.ProjectionType ?? "",
      range_key: keyOf(index, "RANGE") ?? "",
    })),
    name: table.TableName ?? "",
    on_demand_throughput: onDemandFound(table.OnDemandThroughput),
    ...(rangeKey !== undefined && { range_key: rangeKey }),
    read_capacity: table.ProvisionedThroughput?.ReadCapacityUnits,
    server_side_encryption: sse ? [{ enabled: sse.Status === "ENABLED", kms_key_arn: sse.KMSMasterKeyArn }] : [],
    stream_arn: table.LatestStreamArn,
    stream_enabled: table.StreamSpecification?.StreamEnabled,
    stream_label: table.LatestStreamLabel,
    stream_view_type: table.StreamSpecification?.StreamViewType,
    table_class: table.TableClassSummary?.TableClass ?? "STANDARD",
    write_capacity: table.ProvisionedThroughput?.WriteCapacityUnits,
  };
}

const keyOf = (keyed: Pick<TableDescription, "KeySchema">, type: "HASH" | "RANGE"): string | undefined =>
  keyed.KeySchema?.find((key) => key.KeyType === type)?.AttributeName;

const globalIndexFound = (index: GlobalSecondaryIndexDescription) => ({
  hash_key: keyOf(index, "HASH") ?? "",
  name: index.IndexName ?? "",
  non_key_attributes: index.Projection?.NonKeyAttributes,
  on_demand_throughput: onDemandFound(index.OnDemandThroughput),
  projection_type: index.Projection?.ProjectionType ?? "",
  range_key: keyOf(index, "RANGE"),
  read_capacity: index.ProvisionedThroughput?.ReadCapacityUnits,
  write_capacity: index.ProvisionedThroughput?.WriteCapacityUnits,
});

const onDemandFound = (limits: OnDemandThroughput | undefined) =>
  limits
    ? [
        {
          max_read_request_units: limits.MaxReadRequestUnits,
          max_write_request_units: limits.MaxWriteRequestUnits,
        },
      ]
    : [];
