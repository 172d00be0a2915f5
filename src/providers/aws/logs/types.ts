/** Resource types and data sources of CloudWatch Logs: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { LogsResources } from "../schema/logs.generated.ts";
import type { LogsDataSources } from "../schema/logs-data.generated.ts";

export const LOGS_RESOURCES: {
  readonly [Name in keyof LogsResources]?: () => Promise<Behaviour<LogsResources[Name]>>;
} = {
  aws_cloudwatch_log_group: async () => (await import("./log-group.ts")).awsCloudwatchLogGroup,
  aws_cloudwatch_log_resource_policy: async () =>
    (await import("./log-resource-policy.ts")).awsCloudwatchLogResourcePolicy,
  aws_cloudwatch_log_stream: async () => (await import("./log-stream.ts")).awsCloudwatchLogStream,
  aws_cloudwatch_log_subscription_filter: async () =>
    (await import("./log-subscription-filter.ts")).awsCloudwatchLogSubscriptionFilter,
  aws_cloudwatch_log_metric_filter: async () => (await import("./log-metric-filter.ts")).awsCloudwatchLogMetricFilter,
  aws_cloudwatch_log_destination: async () => (await import("./log-destination.ts")).awsCloudwatchLogDestination,
  aws_cloudwatch_log_destination_policy: async () =>
    (await import("./log-destination-policy.ts")).awsCloudwatchLogDestinationPolicy,
  aws_cloudwatch_log_account_policy: async () =>
    (await import("./log-account-policy.ts")).awsCloudwatchLogAccountPolicy,
  aws_cloudwatch_log_data_protection_policy: async () =>
    (await import("./log-data-protection-policy.ts")).awsCloudwatchLogDataProtectionPolicy,
  aws_cloudwatch_query_definition: async () => (await import("./query-definition.ts")).awsCloudwatchQueryDefinition,
};

export const LOGS_DATA_SOURCES: {
  readonly [Name in keyof LogsDataSources]?: () => Promise<DataBehaviour<LogsDataSources[Name]>>;
} = {
  aws_cloudwatch_log_group: async () => (await import("./log-group-data.ts")).awsCloudwatchLogGroupData,
  aws_cloudwatch_log_groups: async () => (await import("./log-group-data.ts")).awsCloudwatchLogGroups,
};
