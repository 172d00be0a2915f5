// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface Apigatewayv2Resources {
  aws_apigatewayv2_api: {
    api_endpoint: string | null;
    api_key_selection_expression: string | null;
    arn: string | null;
    body: string | null;
    credentials_arn: string | null;
    description: string | null;
    disable_execute_api_endpoint: boolean | null;
    execution_arn: string | null;
    fail_on_warnings: boolean | null;
    id: string | null;
    ip_address_type: string | null;
    name: string;
    protocol_type: string;
    route_key: string | null;
    route_selection_expression: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    target: string | null;
    version: string | null;
    cors_configuration: readonly {
      allow_credentials: boolean | null;
      allow_headers: readonly string[];
      allow_methods: readonly string[];
      allow_origins: readonly string[];
      expose_headers: readonly string[];
      max_age: number | null;
    }[];
  };
  aws_apigatewayv2_stage: {
    api_id: string;
    arn: string | null;
    auto_deploy: boolean | null;
    client_certificate_id: string | null;
    deployment_id: string | null;
    description: string | null;
    execution_arn: string | null;
    id: string | null;
    invoke_url: string | null;
    name: string;
    stage_variables: Readonly<Record<string, string>>;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    access_log_settings: readonly {
      destination_arn: string;
      format: string;
    }[];
    default_route_settings: readonly {
      data_trace_enabled: boolean | null;
      detailed_metrics_enabled: boolean | null;
      logging_level: string | null;
      throttling_burst_limit: number | null;
      throttling_rate_limit: number | null;
    }[];
    route_settings: readonly {
      data_trace_enabled: boolean | null;
      detailed_metrics_enabled: boolean | null;
      logging_level: string | null;
      route_key: string;
      throttling_burst_limit: number | null;
      throttling_rate_limit: number | null;
    }[];
  };
  aws_apigatewayv2_integration: {
    api_id: string;
    connection_id: string | null;
    connection_type: string | null;
    content_handling_strategy: string | null;
    credentials_arn: string | null;
    description: string | null;
    id: string | null;
    integration_method: string | null;
    integration_response_selection_expression: string | null;
    integration_subtype: string | null;
    integration_type: string;
    integration_uri: string | null;
    passthrough_behavior: string | null;
    payload_format_version: string | null;
    request_parameters: Readonly<Record<string, string>>;
    request_templates: Readonly<Record<string, string>>;
    template_selection_expression: string | null;
    timeout_milliseconds: number | null;
    response_parameters: readonly {
      mappings: Readonly<Record<string, string>>;
      status_code: string;
    }[];
    tls_config: readonly {
      server_name_to_verify: string | null;
    }[];
  };
  aws_apigatewayv2_route: {
    api_id: string;
    api_key_required: boolean | null;
    authorization_scopes: readonly string[];
    authorization_type: string | null;
    authorizer_id: string | null;
    id: string | null;
    model_selection_expression: string | null;
    operation_name: string | null;
    request_models: Readonly<Record<string, string>>;
    route_key: string;
    route_response_selection_expression: string | null;
    target: string | null;
    request_parameter: readonly {
      request_parameter_key: string;
      required: boolean;
    }[];
  };
  aws_apigatewayv2_vpc_link: {
    arn: string | null;
    id: string | null;
    name: string;
    security_group_ids: readonly string[];
    subnet_ids: readonly string[];
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
  };
  aws_apigatewayv2_authorizer: {
    api_id: string;
    authorizer_credentials_arn: string | null;
    authorizer_payload_format_version: string | null;
    authorizer_result_ttl_in_seconds: number | null;
    authorizer_type: string;
    authorizer_uri: string | null;
    enable_simple_responses: boolean | null;
    id: string | null;
    identity_sources: readonly string[];
    name: string;
    jwt_configuration: readonly {
      audience: readonly string[];
      issuer: string | null;
    }[];
    timeouts: {
      delete: string | null;
    } | null;
  };
  aws_apigatewayv2_api_mapping: {
    api_id: string;
    api_mapping_key: string | null;
    domain_name: string;
    id: string | null;
    stage: string;
  };
  aws_apigatewayv2_domain_name: {
    api_mapping_selection_expression: string | null;
    arn: string | null;
    domain_name: string;
    id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    domain_name_configuration: readonly {
      certificate_arn: string;
      endpoint_type: string;
      hosted_zone_id: string | null;
      ip_address_type: string | null;
      ownership_verification_certificate_arn: string | null;
      security_policy: string;
      target_domain_name: string | null;
    }[];
    mutual_tls_authentication: readonly {
      truststore_uri: string;
      truststore_version: string | null;
    }[];
    timeouts: {
      create: string | null;
      update: string | null;
    } | null;
  };
  aws_apigatewayv2_integration_response: {
    api_id: string;
    content_handling_strategy: string | null;
    id: string | null;
    integration_id: string;
    integration_response_key: string;
    response_templates: Readonly<Record<string, string>>;
    template_selection_expression: string | null;
  };
  aws_apigatewayv2_route_response: {
    api_id: string;
    id: string | null;
    model_selection_expression: string | null;
    response_models: Readonly<Record<string, string>>;
    route_id: string;
    route_response_key: string;
  };
  aws_apigatewayv2_model: {
    api_id: string;
    content_type: string;
    description: string | null;
    id: string | null;
    name: string;
    schema: string;
  };
  aws_apigatewayv2_deployment: {
    api_id: string;
    auto_deployed: boolean | null;
    description: string | null;
    id: string | null;
    triggers: Readonly<Record<string, string>>;
  };
}
