// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface ApiGatewayResources {
  aws_api_gateway_rest_api: {
    api_key_source: string | null;
    arn: string | null;
    binary_media_types: readonly string[];
    body: string | null;
    created_date: string | null;
    description: string | null;
    disable_execute_api_endpoint: boolean | null;
    execution_arn: string | null;
    fail_on_warnings: boolean | null;
    id: string | null;
    minimum_compression_size: string | null;
    name: string;
    parameters: Readonly<Record<string, string>>;
    policy: string | null;
    put_rest_api_mode: string | null;
    root_resource_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    endpoint_configuration: readonly {
      ip_address_type: string | null;
      types: readonly string[];
      vpc_endpoint_ids: readonly string[];
    }[];
  };
  aws_api_gateway_deployment: {
    created_date: string | null;
    description: string | null;
    execution_arn: string | null;
    id: string | null;
    invoke_url: string | null;
    rest_api_id: string;
    stage_description: string | null;
    stage_name: string | null;
    triggers: Readonly<Record<string, string>>;
    variables: Readonly<Record<string, string>>;
    canary_settings: readonly {
      percent_traffic: number | null;
      stage_variable_overrides: Readonly<Record<string, string>>;
      use_stage_cache: boolean | null;
    }[];
  };
  aws_api_gateway_stage: {
    arn: string | null;
    cache_cluster_enabled: boolean | null;
    cache_cluster_size: string | null;
    client_certificate_id: string | null;
    deployment_id: string;
    description: string | null;
    documentation_version: string | null;
    execution_arn: string | null;
    id: string | null;
    invoke_url: string | null;
    rest_api_id: string;
    stage_name: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    variables: Readonly<Record<string, string>>;
    web_acl_arn: string | null;
    xray_tracing_enabled: boolean | null;
    access_log_settings: readonly {
      destination_arn: string;
      format: string;
    }[];
    canary_settings: readonly {
      deployment_id: string;
      percent_traffic: number | null;
      stage_variable_overrides: Readonly<Record<string, string>>;
      use_stage_cache: boolean | null;
    }[];
  };
  aws_api_gateway_method: {
    api_key_required: boolean | null;
    authorization: string;
    authorization_scopes: readonly string[];
    authorizer_id: string | null;
    http_method: string;
    id: string | null;
    operation_name: string | null;
    request_models: Readonly<Record<string, string>>;
    request_parameters: Readonly<Record<string, boolean>>;
    request_validator_id: string | null;
    resource_id: string;
    rest_api_id: string;
  };
  aws_api_gateway_integration: {
    cache_key_parameters: readonly string[];
    cache_namespace: string | null;
    connection_id: string | null;
    connection_type: string | null;
    content_handling: string | null;
    credentials: string | null;
    http_method: string;
    id: string | null;
    integration_http_method: string | null;
    passthrough_behavior: string | null;
    request_parameters: Readonly<Record<string, string>>;
    request_templates: Readonly<Record<string, string>>;
    resource_id: string;
    rest_api_id: string;
    timeout_milliseconds: number | null;
    type: string;
    uri: string | null;
    tls_config: readonly {
      insecure_skip_verification: boolean | null;
    }[];
  };
  aws_api_gateway_resource: {
    id: string | null;
    parent_id: string;
    path: string | null;
    path_part: string;
    rest_api_id: string;
  };
  aws_api_gateway_account: {
    api_key_version: string | null;
    cloudwatch_role_arn: string | null;
    features: readonly string[];
    id: string | null;
    reset_on_delete: boolean | null;
    throttle_settings: readonly { burst_limit: number | null; rate_limit: number | null }[];
  };
  aws_api_gateway_integration_response: {
    content_handling: string | null;
    http_method: string;
    id: string | null;
    resource_id: string;
    response_parameters: Readonly<Record<string, string>>;
    response_templates: Readonly<Record<string, string>>;
    rest_api_id: string;
    selection_pattern: string | null;
    status_code: string;
  };
  aws_api_gateway_method_response: {
    http_method: string;
    id: string | null;
    resource_id: string;
    response_models: Readonly<Record<string, string>>;
    response_parameters: Readonly<Record<string, boolean>>;
    rest_api_id: string;
    status_code: string;
  };
  aws_api_gateway_method_settings: {
    id: string | null;
    method_path: string;
    rest_api_id: string;
    stage_name: string;
    settings: readonly {
      cache_data_encrypted: boolean | null;
      cache_ttl_in_seconds: number | null;
      caching_enabled: boolean | null;
      data_trace_enabled: boolean | null;
      logging_level: string | null;
      metrics_enabled: boolean | null;
      require_authorization_for_cache_control: boolean | null;
      throttling_burst_limit: number | null;
      throttling_rate_limit: number | null;
      unauthorized_cache_control_header_strategy: string | null;
    }[];
  };
  aws_api_gateway_model: {
    content_type: string;
    description: string | null;
    id: string | null;
    name: string;
    rest_api_id: string;
    schema: string | null;
  };
  aws_api_gateway_request_validator: {
    id: string | null;
    name: string;
    rest_api_id: string;
    validate_request_body: boolean | null;
    validate_request_parameters: boolean | null;
  };
  aws_api_gateway_authorizer: {
    arn: string | null;
    authorizer_credentials: string | null;
    authorizer_result_ttl_in_seconds: number | null;
    authorizer_uri: string | null;
    id: string | null;
    identity_source: string | null;
    identity_validation_expression: string | null;
    name: string;
    provider_arns: readonly string[];
    rest_api_id: string;
    type: string | null;
  };
  aws_api_gateway_api_key: {
    arn: string | null;
    created_date: string | null;
    customer_id: string | null;
    description: string | null;
    enabled: boolean | null;
    id: string | null;
    last_updated_date: string | null;
    name: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    value: string | null;
  };
  aws_api_gateway_usage_plan: {
    arn: string | null;
    description: string | null;
    id: string | null;
    name: string;
    product_code: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    api_stages: readonly {
      api_id: string;
      stage: string;
      throttle: readonly {
        burst_limit: number | null;
        path: string;
        rate_limit: number | null;
      }[];
    }[];
    quota_settings: readonly {
      limit: number;
      offset: number | null;
      period: string;
    }[];
    throttle_settings: readonly {
      burst_limit: number | null;
      rate_limit: number | null;
    }[];
  };
  aws_api_gateway_usage_plan_key: {
    id: string | null;
    key_id: string;
    key_type: string;
    name: string | null;
    usage_plan_id: string;
    value: string | null;
  };
  aws_api_gateway_rest_api_policy: {
    id: string | null;
    policy: string;
    rest_api_id: string;
  };
  aws_api_gateway_gateway_response: {
    id: string | null;
    response_parameters: Readonly<Record<string, string>>;
    response_templates: Readonly<Record<string, string>>;
    response_type: string;
    rest_api_id: string;
    status_code: string | null;
  };
  aws_api_gateway_domain_name: {
    arn: string | null;
    certificate_arn: string | null;
    certificate_body: string | null;
    certificate_chain: string | null;
    certificate_name: string | null;
    certificate_private_key: string | null;
    certificate_upload_date: string | null;
    cloudfront_domain_name: string | null;
    cloudfront_zone_id: string | null;
    domain_name: string;
    domain_name_id: string | null;
    id: string | null;
    ownership_verification_certificate_arn: string | null;
    policy: string | null;
    regional_certificate_arn: string | null;
    regional_certificate_name: string | null;
    regional_domain_name: string | null;
    regional_zone_id: string | null;
    security_policy: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    endpoint_configuration: readonly {
      ip_address_type: string | null;
      types: readonly string[];
    }[];
    mutual_tls_authentication: readonly {
      truststore_uri: string;
      truststore_version: string | null;
    }[];
  };
  aws_api_gateway_base_path_mapping: {
    api_id: string;
    base_path: string | null;
    domain_name: string;
    domain_name_id: string | null;
    id: string | null;
    stage_name: string | null;
  };
  aws_api_gateway_client_certificate: {
    arn: string | null;
    created_date: string | null;
    description: string | null;
    expiration_date: string | null;
    id: string | null;
    pem_encoded_certificate: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
  };
  aws_api_gateway_documentation_part: {
    documentation_part_id: string | null;
    id: string | null;
    properties: string;
    rest_api_id: string;
    location: readonly {
      method: string | null;
      name: string | null;
      path: string | null;
      status_code: string | null;
      type: string;
    }[];
  };
  aws_api_gateway_documentation_version: {
    description: string | null;
    id: string | null;
    rest_api_id: string;
    version: string;
  };
  aws_api_gateway_vpc_link: {
    arn: string | null;
    description: string | null;
    id: string | null;
    name: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    target_arns: readonly string[];
  };
  aws_api_gateway_rest_api_put: {
    body: string;
    fail_on_warnings: boolean | null;
    parameters: Readonly<Record<string, string>>;
    rest_api_id: string;
    triggers: Readonly<Record<string, string>>;
    timeouts: {
      create: string | null;
    } | null;
  };
}
