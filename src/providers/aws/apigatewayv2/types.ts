/** Resource types and data sources of API Gateway v2: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import type { Apigatewayv2DataSources } from "../schema/apigatewayv2-data.generated.ts";

export const APIGATEWAYV2_RESOURCES: {
  readonly [Name in keyof Apigatewayv2Resources]?: () => Promise<Behaviour<Apigatewayv2Resources[Name]>>;
} = {
  aws_apigatewayv2_api: async () => (await import("./api.ts")).awsApigatewayv2Api,
  aws_apigatewayv2_integration: async () => (await import("./integration.ts")).awsApigatewayv2Integration,
  aws_apigatewayv2_route: async () => (await import("./route.ts")).awsApigatewayv2Route,
  aws_apigatewayv2_stage: async () => (await import("./stage.ts")).awsApigatewayv2Stage,
  aws_apigatewayv2_vpc_link: async () => (await import("./vpc-link.ts")).awsApigatewayv2VpcLink,
  aws_apigatewayv2_authorizer: async () => (await import("./authorizer.ts")).awsApigatewayv2Authorizer,
  aws_apigatewayv2_api_mapping: async () => (await import("./api-mapping.ts")).awsApigatewayv2ApiMapping,
  aws_apigatewayv2_domain_name: async () => (await import("./domain-name.ts")).awsApigatewayv2DomainName,
  aws_apigatewayv2_integration_response: async () =>
    (await import("./integration-response.ts")).awsApigatewayv2IntegrationResponse,
  aws_apigatewayv2_route_response: async () => (await import("./route-response.ts")).awsApigatewayv2RouteResponse,
  aws_apigatewayv2_model: async () => (await import("./model.ts")).awsApigatewayv2Model,
  aws_apigatewayv2_deployment: async () => (await import("./deployment.ts")).awsApigatewayv2Deployment,
};

export const APIGATEWAYV2_DATA_SOURCES: {
  readonly [Name in keyof Apigatewayv2DataSources]?: () => Promise<DataBehaviour<Apigatewayv2DataSources[Name]>>;
} = {
  aws_apigatewayv2_api: async () => (await import("./api-data.ts")).awsApigatewayv2ApiData,
  aws_apigatewayv2_apis: async () => (await import("./api-data.ts")).awsApigatewayv2Apis,
  aws_apigatewayv2_export: async () => (await import("./api-data.ts")).awsApigatewayv2Export,
};
