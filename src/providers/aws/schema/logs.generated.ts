// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface LogsResources {
  aws_cloudwatch_log_group: {
    arn: string | null;
    id: string | null;
    kms_key_id: string | null;
    log_group_class: string | null;
    name: string | null;
    name_prefix: string | null;
    retention_in_days: number | null;
    skip_destroy: boolean | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
  };
  aws_cloudwatch_log_resource_policy: {
    id: string | null;
    policy_document: string;
    policy_name: string;
  };
  aws_cloudwatch_log_stream: {
    arn: string | null;
    id: string | null;
    log_group_name: string;
    name: string;
  };
  aws_cloudwatch_log_subscription_filter: {
    destination_arn: string;
    distribution: string | null;
    filter_pattern: string;
    id: string | null;
    log_group_name: string;
    name: string;
    role_arn: string | null;
  };
  aws_cloudwatch_log_metric_filter: {
    id: string | null;
    log_group_name: string;
    name: string;
    pattern: string;
    metric_transformation: readonly {
      default_value: string | null;
      dimensions: Readonly<Record<string, string>>;
      name: string;
      namespace: string;
      unit: string | null;
      value: string;
    }[];
  };
  aws_cloudwatch_log_destination: {
    arn: string | null;
    id: string | null;
    name: string;
    role_arn: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    target_arn: string;
  };
  aws_cloudwatch_log_destination_policy: {
    access_policy: string;
    destination_name: string;
    force_update: boolean | null;
    id: string | null;
  };
  aws_cloudwatch_log_account_policy: {
    id: string | null;
    policy_document: string;
    policy_name: string;
    policy_type: string;
    scope: string | null;
    selection_criteria: string | null;
  };
  aws_cloudwatch_log_data_protection_policy: {
    id: string | null;
    log_group_name: string;
    policy_document: string;
  };
  aws_cloudwatch_query_definition: {
    id: string | null;
    log_group_names: readonly string[];
    name: string;
    query_definition_id: string | null;
    query_string: string;
  };
}
