// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface LambdaResources {
  aws_lambda_function: {
    architectures: readonly string[];
    arn: string | null;
    code_sha256: string | null;
    code_signing_config_arn: string | null;
    description: string | null;
    filename: string | null;
    function_name: string;
    handler: string | null;
    id: string | null;
    image_uri: string | null;
    invoke_arn: string | null;
    kms_key_arn: string | null;
    last_modified: string | null;
    layers: readonly string[];
    memory_size: number | null;
    package_type: string | null;
    publish: boolean | null;
    qualified_arn: string | null;
    qualified_invoke_arn: string | null;
    replace_security_groups_on_destroy: boolean | null;
    replacement_security_group_ids: readonly string[];
    reserved_concurrent_executions: number | null;
    role: string;
    runtime: string | null;
    s3_bucket: string | null;
    s3_key: string | null;
    s3_object_version: string | null;
    signing_job_arn: string | null;
    signing_profile_version_arn: string | null;
    skip_destroy: boolean | null;
    source_code_hash: string | null;
    source_code_size: number | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    timeout: number | null;
    version: string | null;
    dead_letter_config: readonly {
      target_arn: string;
    }[];
    environment: readonly {
      variables: Readonly<Record<string, string>>;
    }[];
    ephemeral_storage: readonly {
      size: number | null;
    }[];
    file_system_config: readonly {
      arn: string;
      local_mount_path: string;
    }[];
    image_config: readonly {
      command: readonly string[];
      entry_point: readonly string[];
      working_directory: string | null;
    }[];
    logging_config: readonly {
      application_log_level: string | null;
      log_format: string;
      log_group: string | null;
      system_log_level: string | null;
    }[];
    snap_start: readonly {
      apply_on: string;
      optimization_status: string | null;
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
      update: string | null;
    } | null;
    tracing_config: readonly {
      mode: string;
    }[];
    vpc_config: readonly {
      ipv6_allowed_for_dual_stack: boolean | null;
      security_group_ids: readonly string[];
      subnet_ids: readonly string[];
      vpc_id: string | null;
    }[];
  };
  aws_lambda_permission: {
    action: string;
    event_source_token: string | null;
    function_name: string;
    function_url_auth_type: string | null;
    id: string | null;
    principal: string;
    principal_org_id: string | null;
    qualifier: string | null;
    source_account: string | null;
    source_arn: string | null;
    statement_id: string | null;
    statement_id_prefix: string | null;
  };
  aws_lambda_event_source_mapping: {
    arn: string | null;
    batch_size: number | null;
    bisect_batch_on_function_error: boolean | null;
    enabled: boolean | null;
    event_source_arn: string | null;
    function_arn: string | null;
    function_name: string;
    function_response_types: readonly string[];
    id: string | null;
    kms_key_arn: string | null;
    last_modified: string | null;
    last_processing_result: string | null;
    maximum_batching_window_in_seconds: number | null;
    maximum_record_age_in_seconds: number | null;
    maximum_retry_attempts: number | null;
    parallelization_factor: number | null;
    queues: readonly string[];
    starting_position: string | null;
    starting_position_timestamp: string | null;
    state: string | null;
    state_transition_reason: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    topics: readonly string[];
    tumbling_window_in_seconds: number | null;
    uuid: string | null;
    amazon_managed_kafka_event_source_config: readonly {
      consumer_group_id: string | null;
    }[];
    destination_config: readonly {
      on_failure: readonly {
        destination_arn: string;
      }[];
    }[];
    document_db_event_source_config: readonly {
      collection_name: string | null;
      database_name: string;
      full_document: string | null;
    }[];
    filter_criteria: readonly {
      filter: readonly {
        pattern: string | null;
      }[];
    }[];
    metrics_config: readonly {
      metrics: readonly string[];
    }[];
    provisioned_poller_config: readonly {
      maximum_pollers: number | null;
      minimum_pollers: number | null;
    }[];
    scaling_config: readonly {
      maximum_concurrency: number | null;
    }[];
    self_managed_event_source: readonly {
      endpoints: Readonly<Record<string, string>>;
    }[];
    self_managed_kafka_event_source_config: readonly {
      consumer_group_id: string | null;
    }[];
    source_access_configuration: readonly {
      type: string;
      uri: string;
    }[];
  };
  aws_lambda_layer_version: {
    arn: string | null;
    code_sha256: string | null;
    compatible_architectures: readonly string[];
    compatible_runtimes: readonly string[];
    created_date: string | null;
    description: string | null;
    filename: string | null;
    id: string | null;
    layer_arn: string | null;
    layer_name: string;
    license_info: string | null;
    s3_bucket: string | null;
    s3_key: string | null;
    s3_object_version: string | null;
    signing_job_arn: string | null;
    signing_profile_version_arn: string | null;
    skip_destroy: boolean | null;
    source_code_hash: string | null;
    source_code_size: number | null;
    version: string | null;
  };
  aws_lambda_alias: {
    arn: string | null;
    description: string | null;
    function_name: string;
    function_version: string;
    id: string | null;
    invoke_arn: string | null;
    name: string;
    routing_config: readonly {
      additional_version_weights: Readonly<Record<string, number>>;
    }[];
  };
  aws_lambda_function_url: {
    authorization_type: string;
    function_arn: string | null;
    function_name: string;
    function_url: string | null;
    id: string | null;
    invoke_mode: string | null;
    qualifier: string | null;
    url_id: string | null;
    cors: readonly {
      allow_credentials: boolean | null;
      allow_headers: readonly string[];
      allow_methods: readonly string[];
      allow_origins: readonly string[];
      expose_headers: readonly string[];
      max_age: number | null;
    }[];
    timeouts: {
      create: string | null;
    } | null;
  };
  aws_lambda_function_event_invoke_config: {
    function_name: string;
    id: string | null;
    maximum_event_age_in_seconds: number | null;
    maximum_retry_attempts: number | null;
    qualifier: string | null;
    destination_config: readonly {
      on_failure: readonly {
        destination: string;
      }[];
      on_success: readonly {
        destination: string;
      }[];
    }[];
  };
  aws_lambda_function_recursion_config: {
    function_name: string;
    recursive_loop: string;
  };
  aws_lambda_layer_version_permission: {
    action: string;
    id: string | null;
    layer_name: string;
    organization_id: string | null;
    policy: string | null;
    principal: string;
    revision_id: string | null;
    skip_destroy: boolean | null;
    statement_id: string;
    version_number: number;
  };
  aws_lambda_provisioned_concurrency_config: {
    function_name: string;
    id: string | null;
    provisioned_concurrent_executions: number;
    qualifier: string;
    skip_destroy: boolean | null;
    timeouts: {
      create: string | null;
      update: string | null;
    } | null;
  };
  aws_lambda_runtime_management_config: {
    function_arn: string | null;
    function_name: string;
    qualifier: string | null;
    runtime_version_arn: string | null;
    update_runtime_on: string | null;
  };
  aws_lambda_code_signing_config: {
    arn: string | null;
    config_id: string | null;
    description: string | null;
    id: string | null;
    last_modified: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    allowed_publishers: readonly {
      signing_profile_version_arns: readonly string[];
    }[];
    policies: readonly {
      untrusted_artifact_on_deployment: string;
    }[];
  };
  aws_lambda_invocation: {
    function_name: string;
    id: string | null;
    input: string;
    lifecycle_scope: string | null;
    qualifier: string | null;
    result: string | null;
    terraform_key: string | null;
    triggers: Readonly<Record<string, string>>;
  };
}
