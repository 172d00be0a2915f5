/** Resource types and data sources of DynamoDB: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";
import type { DynamodbDataSources } from "../schema/dynamodb-data.generated.ts";

export const DYNAMODB_RESOURCES: {
  readonly [Name in keyof DynamodbResources]?: () => Promise<Behaviour<DynamodbResources[Name]>>;
} = {
  aws_dynamodb_table: async () => (await import("./table.ts")).awsDynamodbTable,
  aws_dynamodb_table_item: async () => (await import("./table-item.ts")).awsDynamodbTableItem,
  aws_dynamodb_tag: async () => (await import("./tag.ts")).awsDynamodbTag,
  aws_dynamodb_resource_policy: async () => (await import("./resource-policy.ts")).awsDynamodbResourcePolicy,
  aws_dynamodb_contributor_insights: async () =>
    (await import("./contributor-insights.ts")).awsDynamodbContributorInsights,
  aws_dynamodb_kinesis_streaming_destination: async () =>
    (await import("./kinesis-streaming-destination.ts")).awsDynamodbKinesisStreamingDestination,
  aws_dynamodb_global_table: async () => (await import("./global-table.ts")).awsDynamodbGlobalTable,
  aws_dynamodb_table_replica: async () => (await import("./table-replica.ts")).awsDynamodbTableReplica,
  aws_dynamodb_table_export: async () => (await import("./table-export.ts")).awsDynamodbTableExport,
};

export const DYNAMODB_DATA_SOURCES: {
  readonly [Name in keyof DynamodbDataSources]?: () => Promise<DataBehaviour<DynamodbDataSources[Name]>>;
} = {
  aws_dynamodb_table: async () => (await import("./table-data.ts")).awsDynamodbTableData,
  aws_dynamodb_tables: async () => (await import("./table-data.ts")).awsDynamodbTables,
  aws_dynamodb_table_item: async () => (await import("./table-item.ts")).awsDynamodbTableItemData,
};
