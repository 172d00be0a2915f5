// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface DynamodbDataSources {
  aws_dynamodb_table: {
    arn: string | null;
    attribute: readonly { name: string | null; type: string | null }[];
    billing_mode: string | null;
    deletion_protection_enabled: boolean | null;
    global_secondary_index: readonly { hash_key: string | null; name: string | null; non_key_attributes: readonly string[]; on_demand_throughput: readonly { max_read_request_units: number | null; max_write_request_units: number | null }[]; projection_type: string | null; range_key: string | null; read_capacity: number | null; write_capacity: number | null }[];
    hash_key: string | null;
    id: string | null;
    local_secondary_index: readonly { name: string | null; non_key_attributes: readonly string[]; projection_type: string | null; range_key: string | null }[];
    name: string;
    on_demand_throughput: readonly { max_read_request_units: number | null; max_write_request_units: number | null }[];
    point_in_time_recovery: readonly { enabled: boolean | null; recovery_period_in_days: number | null }[];
    range_key: string | null;
    read_capacity: number | null;
    replica: readonly { kms_key_arn: string | null; region_name: string | null }[];
    stream_arn: string | null;
    stream_enabled: boolean | null;
    stream_label: string | null;
    stream_view_type: string | null;
    table_class: string | null;
    tags: Readonly<Record<string, string>>;
    ttl: readonly { attribute_name: string | null; enabled: boolean | null }[];
    write_capacity: number | null;
    server_side_encryption: readonly {
      enabled: boolean | null;
      kms_key_arn: string | null;
    }[];
  };
  aws_dynamodb_tables: {
    names: readonly string[];
  };
  aws_dynamodb_table_item: {
    expression_attribute_names: Readonly<Record<string, string>>;
    id: string | null;
    item: string | null;
    key: string;
    projection_expression: string | null;
    table_name: string;
  };
}
