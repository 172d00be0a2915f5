/** ExportApi: an HTTP API, as it is or as a stage serves it, as an OpenAPI 3.0 document that ImportApi reads. */
import type { Authorizer, ExportApiCommandOutput, Integration, Route, Stage } from "@aws-sdk/client-apigatewayv2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { openApiText } from "../../endpoint/open-api-text.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { servedBy } from "./deployments.ts";
import { type Api, allParts, requireApi, requirePart } from "./store.ts";

interface Scope {
  readonly integrations: readonly Integration[];
  readonly authorizers: readonly Authorizer[];
  /** Whether API Gateway's own members are wanted beside OpenAPI's. */
  readonly extensions: boolean;
}

export const exportApi: Operation<ApiGatewayV2, "ExportApi"> = async (input, context) => {
  const { store } = context;
  const api = requireApi(store, context, input.ApiId);
  if (api.ProtocolType !== "HTTP") throw badRequest("Only HTTP APIs can be exported");
  if (input.Specification !== "OAS30") throw badRequest("Only OAS30 is supported as specification of an export");
  if (input.OutputType !== "JSON" && input.OutputType !== "YAML")
    throw badRequest("Invalid output type specified. Must be one of [JSON, YAML]");
  const { routes, integrations } = exported(context, api, input.StageName);
  const authorizers = allParts<Authorizer>(store, context, api.ApiId, "authorizer");
  const scope: Scope = { integrations, authorizers, extensions: input.IncludeExtensions ?? true };
  const document = {
    openapi: "3.0.1",
    info: { title: api.Name, description: api.Description, version: api.Version ?? versionOf(api) },
    servers: [serverOf(context, api, input.StageName)],
    paths: pathsOf(scope, routes),
    ...componentsOf(scope, routes),
    ...(scope.extensions && {
      ...(api.CorsConfiguration && { "x-amazon-apigateway-cors": uncapitalised(api.CorsConfiguration) }),
      "x-amazon-apigateway-importexport-version": "1.0",
    }),
  };
  // The SDK's type names its own kind of bytes.
  const body = Buffer.from(await openApiText(document, input.OutputType)) as unknown;
  return { body: body as NonNullable<ExportApiCommandOutput["body"]> };
};

const badRequest = (message: string) => new ServiceException("BadRequestException", message);

const versionOf = ({ CreatedDate }: Api): string => `${CreatedDate?.toISOString().slice(0, 19)}Z`;

/** What a stage serves; without one, the API as it is now. */
function exported(context: OperationContext, { ApiId }: Api, stageName: string | undefined) {
  const { store } = context;
  if (stageName === undefined) {
    return {
      routes: allParts<Route>(store, context, ApiId, "route"),
      integrations: allParts<Integration>(store, context, ApiId, "integration"),
    };
  }
  const stage = requirePart<Stage>(store, context, ApiId, "stage", stageName);
  return servedBy(store, context, ApiId, stage) ?? { routes: [], integrations: [] };
}

function serverOf({ region }: OperationContext, { ApiId }: Api, stage: string | undefined): object {
  const url = `https://${ApiId}.execute-api.${region}.amazonaws.com`;
  if (stage === undefined || stage === "$default") return { url };
  return { url: `${url}/{basePath}`, variables: { basePath: { default: stage } } };
}

function pathsOf(scope: Scope, routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of [...routes].sort((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1))) {
    const path = pathOf(route);
    paths[path] ??= {};
    paths[path][methodOf(route)] = operationOf(scope, route, path);
  }
  return paths;
}

const pathOf = ({ RouteKey = "" }: Route): string =>
  (RouteKey === "$default" ? "/$default" : RouteKey.split(" ")[1]) ?? "";

function methodOf({ RouteKey = "" }: Route): string {
  const [method = ""] = RouteKey.split(" ");
  return method === "ANY" || method === "$default" ? "x-amazon-apigateway-any-method" : method.toLowerCase();
}

function operationOf(scope: Scope, route: Route, path: string): object {
  const { RouteKey = "", OperationName, Target, AuthorizerId, AuthorizationScopes, AuthorizationType } = route;
  const integration = scope.integrations.find(({ IntegrationId }) => Target === `integrations/${IntegrationId}`);
  const authorizer = scope.authorizers.find((one) => one.AuthorizerId === AuthorizerId);
  const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    description: `Generated path parameter for ${name}`,
    required: true,
    schema: { type: "string" },
  }));
  return {
    ...(OperationName !== undefined && { operationId: OperationName }),
    ...(parameters.length > 0 && { parameters }),
    responses: { default: { description: `Default response for ${RouteKey}` } },
    ...(authorizer && { security: [{ [authorizer.Name as string]: AuthorizationScopes ?? [] }] }),
    ...(scope.extensions && {
      ...(AuthorizationType === "AWS_IAM" && { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
      ...(RouteKey === "$default" && { isDefaultRoute: true }),
      ...(integration && { "x-amazon-apigateway-integration": integrationOf(integration) }),
    }),
  };
}

function integrationOf(integration: Integration): object {
  const {
    IntegrationId: _id,
    IntegrationType,
    IntegrationMethod,
    IntegrationUri,
    CredentialsArn,
    ApiGatewayManaged: _managed,
    ...rest
  } = integration;
  return {
    ...uncapitalised(rest),
    type: IntegrationType?.toLowerCase(),
    httpMethod: IntegrationMethod,
    uri: IntegrationUri,
    credentials: CredentialsArn,
  };
}

function componentsOf({ authorizers, extensions }: Scope, routes: readonly Route[]): object {
  const used = authorizers.filter(({ AuthorizerId }) => routes.some((route) => route.AuthorizerId === AuthorizerId));
  if (used.length === 0) return {};
  const schemes = used.map((one) => [one.Name, schemeOf(one, extensions)]);
  return { components: { securitySchemes: Object.fromEntries(schemes) as object } };
}

function schemeOf(authorizer: Authorizer, extensions: boolean): object {
  const { AuthorizerId: _id, Name: _name, AuthorizerType, IdentitySource, JwtConfiguration, ...rest } = authorizer;
  const jwt = AuthorizerType === "JWT";
  const own = {
    ...uncapitalised(rest),
    type: AuthorizerType?.toLowerCase(),
    identitySource: IdentitySource?.join(","),
    ...(JwtConfiguration && { jwtConfiguration: uncapitalised(JwtConfiguration) }),
  };
  return {
    ...(jwt ? { type: "oauth2" } : { type: "apiKey", name: headerOf(IdentitySource), in: "header" }),
    ...(extensions && { "x-amazon-apigateway-authorizer": own }),
  };
}

const headerOf = (sources: readonly string[] | undefined): string =>
  /^\$request\.header\.(.+)$/.exec(sources?.[0] ?? "")?.[1] ?? "Unused";

/** `PayloadFormatVersion` as the operations spell it, `payloadFormatVersion` as documents do. */
const uncapitalised = (given: object): object =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
