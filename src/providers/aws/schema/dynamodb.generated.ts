// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface DynamodbResources {
  aws_dynamodb_table: {
    arn: string | null;
    billing_mode: string | null;
    deletion_protection_enabled: boolean | null;
    hash_key: string | null;
    id: string | null;
    name: string;
    range_key: string | null;
    read_capacity: number | null;
    restore_date_time: string | null;
    restore_source_name: string | null;
    restore_source_table_arn: string | null;
    restore_to_latest_time: boolean | null;
    stream_arn: string | null;
    stream_enabled: boolean | null;
    stream_label: string | null;
    stream_view_type: string | null;
    table_class: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    write_capacity: number | null;
    attribute: readonly {
      name: string;
      type: string;
    }[];
    global_secondary_index: readonly {
      hash_key: string;
      name: string;
      non_key_attributes: readonly string[];
      projection_type: string;
      range_key: string | null;
      read_capacity: number | null;
      write_capacity: number | null;
      on_demand_throughput: readonly {
        max_read_request_units: number | null;
        max_write_request_units: number | null;
      }[];
    }[];
    import_table: readonly {
      input_compression_type: string | null;
      input_format: string;
      input_format_options: readonly {
        csv: readonly {
          delimiter: string | null;
          header_list: readonly string[];
        }[];
      }[];
      s3_bucket_source: readonly {
        bucket: string;
        bucket_owner: string | null;
        key_prefix: string | null;
      }[];
    }[];
    local_secondary_index: readonly {
      name: string;
      non_key_attributes: readonly string[];
      projection_type: string;
      range_key: string;
    }[];
    on_demand_throughput: readonly {
      max_read_request_units: number | null;
      max_write_request_units: number | null;
    }[];
    point_in_time_recovery: readonly {
      enabled: boolean;
      recovery_period_in_days: number | null;
    }[];
    replica: readonly {
      arn: string | null;
      kms_key_arn: string | null;
      point_in_time_recovery: boolean | null;
      propagate_tags: boolean | null;
      region_name: string;
      stream_arn: string | null;
      stream_label: string | null;
    }[];
    server_side_encryption: readonly {
      enabled: boolean;
      kms_key_arn: string | null;
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
    ttl: readonly {
      attribute_name: string | null;
      enabled: boolean | null;
    }[];
  };
  aws_dynamodb_table_item: {
    hash_key: string;
    id: string | null;
    item: string;
    range_key: string | null;
    table_name: string;
  };
  aws_dynamodb_tag: {
    id: string | null;
    key: string;
    resource_arn: string;
    value: string;
  };
  aws_dynamodb_table_replica: {
    arn: string | null;
    deletion_protection_enabled: boolean | null;
    global_table_arn: string;
    id: string | null;
    kms_key_arn: string | null;
    point_in_time_recovery: boolean | null;
    table_class_override: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_dynamodb_global_table: {
    arn: string | null;
    id: string | null;
    name: string;
    replica: readonly {
      region_name: string;
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
  };
  aws_dynamodb_kinesis_streaming_destination: {
    approximate_creation_date_time_precision: string | null;
    id: string | null;
    stream_arn: string;
    table_name: string;
  };
  aws_dynamodb_contributor_insights: {
    id: string | null;
    index_name: string | null;
    table_name: string;
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
  aws_dynamodb_resource_policy: {
    confirm_remove_self_resource_access: boolean | null;
    id: string | null;
    policy: string;
    resource_arn: string;
    revision_id: string | null;
  };
  aws_dynamodb_table_export: {
    arn: string | null;
    billed_size_in_bytes: number | null;
    end_time: string | null;
    export_format: string | null;
    export_status: string | null;
    export_time: string | null;
    export_type: string | null;
    id: string | null;
    item_count: number | null;
    manifest_files_s3_key: string | null;
    s3_bucket: string;
    s3_bucket_owner: string | null;
    s3_prefix: string | null;
    s3_sse_algorithm: string | null;
    s3_sse_kms_key_id: string | null;
    start_time: string | null;
    table_arn: string;
    incremental_export_specification: readonly {
      export_from_time: string | null;
      export_to_time: string | null;
      export_view_type: string | null;
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
    } | null;
  };
}
