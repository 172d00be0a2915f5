// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface Apigatewayv2DataSources {
  aws_apigatewayv2_api: {
    api_endpoint: string | null;
    api_id: string;
    api_key_selection_expression: string | null;
    arn: string | null;
    cors_configuration: readonly { allow_credentials: boolean | null; allow_headers: readonly string[]; allow_methods: readonly string[]; allow_origins: readonly string[]; expose_headers: readonly string[]; max_age: number | null }[];
    description: string | null;
    disable_execute_api_endpoint: boolean | null;
    execution_arn: string | null;
    id: string | null;
    ip_address_type: string | null;
    name: string | null;
    protocol_type: string | null;
    route_selection_expression: string | null;
    tags: Readonly<Record<string, string>>;
    version: string | null;
  };
  aws_apigatewayv2_apis: {
    id: string | null;
    ids: readonly string[];
    name: string | null;
    protocol_type: string | null;
    tags: Readonly<Record<string, string>>;
  };
  aws_apigatewayv2_export: {
    api_id: string;
    body: string | null;
    export_version: string | null;
    id: string | null;
    include_extensions: boolean | null;
    output_type: string;
    specification: string;
    stage_name: string | null;
  };
}
