// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface LambdaDataSources {
  aws_lambda_function: {
    architectures: readonly string[];
    arn: string | null;
    code_sha256: string | null;
    code_signing_config_arn: string | null;
    dead_letter_config: readonly { target_arn: string | null }[];
    description: string | null;
    environment: readonly { variables: Readonly<Record<string, string>> }[];
    ephemeral_storage: readonly { size: number | null }[];
    file_system_config: readonly { arn: string | null; local_mount_path: string | null }[];
    function_name: string;
    handler: string | null;
    id: string | null;
    image_uri: string | null;
    invoke_arn: string | null;
    kms_key_arn: string | null;
    last_modified: string | null;
    layers: readonly string[];
    logging_config: readonly { application_log_level: string | null; log_format: string | null; log_group: string | null; system_log_level: string | null }[];
    memory_size: number | null;
    qualified_arn: string | null;
    qualified_invoke_arn: string | null;
    qualifier: string | null;
    reserved_concurrent_executions: number | null;
    role: string | null;
    runtime: string | null;
    signing_job_arn: string | null;
    signing_profile_version_arn: string | null;
    source_code_hash: string | null;
    source_code_size: number | null;
    tags: Readonly<Record<string, string>>;
    timeout: number | null;
    tracing_config: readonly { mode: string | null }[];
    version: string | null;
    vpc_config: readonly { ipv6_allowed_for_dual_stack: boolean | null; security_group_ids: readonly string[]; subnet_ids: readonly string[]; vpc_id: string | null }[];
  };
  aws_lambda_functions: {
    function_arns: readonly string[];
    function_names: readonly string[];
    id: string | null;
  };
  aws_lambda_alias: {
    arn: string | null;
    description: string | null;
    function_name: string;
    function_version: string | null;
    id: string | null;
    invoke_arn: string | null;
    name: string;
  };
  aws_lambda_function_url: {
    authorization_type: string | null;
    cors: readonly { allow_credentials: boolean | null; allow_headers: readonly string[]; allow_methods: readonly string[]; allow_origins: readonly string[]; expose_headers: readonly string[]; max_age: number | null }[];
    creation_time: string | null;
    function_arn: string | null;
    function_name: string;
    function_url: string | null;
    id: string | null;
    invoke_mode: string | null;
    last_modified_time: string | null;
    qualifier: string | null;
    url_id: string | null;
  };
  aws_lambda_layer_version: {
    arn: string | null;
    code_sha256: string | null;
    compatible_architecture: string | null;
    compatible_architectures: readonly string[];
    compatible_runtime: string | null;
    compatible_runtimes: readonly string[];
    created_date: string | null;
    description: string | null;
    id: string | null;
    layer_arn: string | null;
    layer_name: string;
    license_info: string | null;
    signing_job_arn: string | null;
    signing_profile_version_arn: string | null;
    source_code_hash: string | null;
    source_code_size: number | null;
    version: number | null;
  };
  aws_lambda_invocation: {
    function_name: string;
    id: string | null;
    input: string;
    qualifier: string | null;
    result: string | null;
  };
  aws_lambda_code_signing_config: {
    allowed_publishers: readonly { signing_profile_version_arns: readonly string[] }[];
    arn: string;
    config_id: string | null;
    description: string | null;
    id: string | null;
    last_modified: string | null;
    policies: readonly { untrusted_artifact_on_deployment: string | null }[];
  };
}
