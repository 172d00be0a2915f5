/** Resource types and data sources of API Gateway's REST APIs: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import type { ApiGatewayDataSources } from "../schema/api_gateway-data.generated.ts";

export const API_GATEWAY_RESOURCES: {
  readonly [Name in keyof ApiGatewayResources]?: () => Promise<Behaviour<ApiGatewayResources[Name]>>;
} = {
  aws_api_gateway_rest_api: async () => (await import("./rest-api.ts")).awsApiGatewayRestApi,
  aws_api_gateway_resource: async () => (await import("./resource.ts")).awsApiGatewayResource,
  aws_api_gateway_method: async () => (await import("./method.ts")).awsApiGatewayMethod,
  aws_api_gateway_integration: async () => (await import("./integration.ts")).awsApiGatewayIntegration,
  aws_api_gateway_deployment: async () => (await import("./deployment.ts")).awsApiGatewayDeployment,
  aws_api_gateway_stage: async () => (await import("./stage.ts")).awsApiGatewayStage,
  aws_api_gateway_account: async () => (await import("./account.ts")).awsApiGatewayAccount,
  aws_api_gateway_method_settings: async () => (await import("./method-settings.ts")).awsApiGatewayMethodSettings,
  aws_api_gateway_model: async () => (await import("./model.ts")).awsApiGatewayModel,
  aws_api_gateway_request_validator: async () => (await import("./request-validator.ts")).awsApiGatewayRequestValidator,
  aws_api_gateway_authorizer: async () => (await import("./authorizer.ts")).awsApiGatewayAuthorizer,
  aws_api_gateway_api_key: async () => (await import("./api-key.ts")).awsApiGatewayApiKey,
  aws_api_gateway_usage_plan: async () => (await import("./usage-plan.ts")).awsApiGatewayUsagePlan,
  aws_api_gateway_rest_api_policy: async () => (await import("./rest-api-policy.ts")).awsApiGatewayRestApiPolicy,
  aws_api_gateway_gateway_response: async () => (await import("./gateway-response.ts")).awsApiGatewayGatewayResponse,
  aws_api_gateway_usage_plan_key: async () => (await import("./usage-plan.ts")).awsApiGatewayUsagePlanKey,
  aws_api_gateway_method_response: async () => (await import("./responses.ts")).awsApiGatewayMethodResponse,
  aws_api_gateway_integration_response: async () => (await import("./responses.ts")).awsApiGatewayIntegrationResponse,
  aws_api_gateway_domain_name: async () => (await import("./domain-name.ts")).awsApiGatewayDomainName,
  aws_api_gateway_base_path_mapping: async () => (await import("./base-path-mapping.ts")).awsApiGatewayBasePathMapping,
  aws_api_gateway_client_certificate: async () =>
    (await import("./client-certificate.ts")).awsApiGatewayClientCertificate,
  aws_api_gateway_documentation_part: async () => (await import("./documentation.ts")).awsApiGatewayDocumentationPart,
  aws_api_gateway_documentation_version: async () =>
    (await import("./documentation.ts")).awsApiGatewayDocumentationVersion,
  aws_api_gateway_vpc_link: async () => (await import("./vpc-link.ts")).awsApiGatewayVpcLink,
  aws_api_gateway_rest_api_put: async () => (await import("./rest-api-put.ts")).awsApiGatewayRestApiPut,
};

export const API_GATEWAY_DATA_SOURCES: {
  readonly [Name in keyof ApiGatewayDataSources]?: () => Promise<DataBehaviour<ApiGatewayDataSources[Name]>>;
} = {
  aws_api_gateway_rest_api: async () => (await import("./rest-api.ts")).awsApiGatewayRestApiData,
  aws_api_gateway_resource: async () => (await import("./resource.ts")).awsApiGatewayResourceData,
  aws_api_gateway_api_key: async () => (await import("./api-key.ts")).awsApiGatewayApiKeyData,
};
