// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface LogsDataSources {
  aws_cloudwatch_log_group: {
    arn: string | null;
    creation_time: number | null;
    id: string | null;
    kms_key_id: string | null;
    log_group_class: string | null;
    name: string;
    retention_in_days: number | null;
    tags: Readonly<Record<string, string>>;
  };
  aws_cloudwatch_log_groups: {
    arns: readonly string[];
    id: string | null;
    log_group_name_prefix: string | null;
    log_group_names: readonly string[];
  };
}
