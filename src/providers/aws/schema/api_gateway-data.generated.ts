// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface ApiGatewayDataSources {
  aws_api_gateway_rest_api: {
    api_key_source: string | null;
    arn: string | null;
    binary_media_types: readonly string[];
    description: string | null;
    endpoint_configuration: readonly { ip_address_type: string | null; types: readonly string[]; vpc_endpoint_ids: readonly string[] }[];
    execution_arn: string | null;
    id: string | null;
    minimum_compression_size: string | null;
    name: string;
    policy: string | null;
    root_resource_id: string | null;
    tags: Readonly<Record<string, string>>;
  };
  aws_api_gateway_resource: {
    id: string | null;
    parent_id: string | null;
    path: string;
    path_part: string | null;
    rest_api_id: string;
  };
  aws_api_gateway_api_key: {
    arn: string | null;
    created_date: string | null;
    customer_id: string | null;
    description: string | null;
    enabled: boolean | null;
    id: string;
    last_updated_date: string | null;
    name: string | null;
    tags: Readonly<Record<string, string>>;
    value: string | null;
  };
}
