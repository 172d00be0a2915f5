/** Resource types and data sources of API Gateway v2: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { Apigatewayv2DataSources, Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";

export const APIGATEWAYV2_RESOURCES: {
  readonly [Name in keyof Apigatewayv2Resources]?: () => Promise<Behaviour<Apigatewayv2Resources[Name]>>;
} = {
  aws_apigatewayv2_api: async () => (await import("./api.ts")).awsApigatewayv2Api,
  aws_apigatewayv2_integration: async () => (await import("./integration.ts")).awsApigatewayv2Integration,
  aws_apigatewayv2_route: async () => (await import("./route.ts")).awsApigatewayv2Route,
  aws_apigatewayv2_stage: async () => (await import("./stage.ts")).awsApigatewayv2Stage,
};

export const APIGATEWAYV2_DATA_SOURCES: {
  readonly [Name in keyof Apigatewayv2DataSources]?: () => Promise<DataBehaviour<Apigatewayv2DataSources[Name]>>;
} = {};
