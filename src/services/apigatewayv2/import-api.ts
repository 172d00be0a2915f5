/** ImportApi and ReimportApi: HTTP APIs from OpenAPI documents. */
import type { Authorizer, CreateAuthorizerCommandInput } from "@aws-sdk/client-apigatewayv2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import {
  type ApiIntegration,
  type Described,
  type Document,
  pathPrefix,
  resolved,
} from "../../endpoint/open-api-document.ts";
import { parseOpenApi } from "../../endpoint/open-api-text.ts";
import { plainText } from "../../wire/plain-text.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { createApi, updateApi } from "./apis.ts";
import { createAuthorizer } from "./authorizers.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { createIntegration } from "./integrations.ts";
import { createRoute } from "./routes.ts";
import { allParts, type Kind, removePart, requireApi, saveApi } from "./store.ts";

type Given = Readonly<Record<string, unknown>>;

export const importApi: Operation<ApiGatewayV2, "ImportApi"> = async ({ Body, Basepath }, context) => {
  const document = await documentOf(Body);
  const api = await createApi({ Name: document.info?.title ?? "", ProtocolType: "HTTP" }, context);
  return describe(context, api.ApiId as string, document, Basepath);
};

/** Everything the API had is replaced by what the document says; its id and its tags stay. */
export const reimportApi: Operation<ApiGatewayV2, "ReimportApi"> = async ({ ApiId, Body, Basepath }, context) => {
  requireApi(context.store, context, ApiId);
  const document = await documentOf(Body);
  const api = requireApi(context.store, context, ApiId);
  for (const [kind, member] of PARTS)
    for (const part of allParts<Readonly<Record<string, string>>>(context.store, context, api.ApiId, kind))
      removePart(context.store, context, api.ApiId, kind, part[member] as string);
  const { CorsConfiguration: _cors, ...bare } = api;
  saveApi(context.store, context, bare);
  return describe(context, api.ApiId, document, Basepath);
};

const PARTS: readonly (readonly [Kind, string])[] = [
  ["route", "RouteId"],
  ["integration", "IntegrationId"],
  ["authorizer", "AuthorizerId"],
];

async function documentOf(body: string | undefined): Promise<Document> {
  const document = await parseOpenApi(body);
  if (document.openapi?.startsWith("3.")) return document;
  throw new ServiceException("BadRequestException", "Only OpenAPI 3.0 is currently supported.");
}

async function describe(context: OperationContext, ApiId: string, document: Document, basepath: string | undefined) {
  const authorizers = await importAuthorizers(context, ApiId, document);
  const warnings: string[] = [];
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [name, described] of Object.entries(methods)) {
      const method = METHODS[name];
      if (method === undefined) continue;
      const RouteKey = path === "/$default" ? "$default" : `${method} ${pathPrefix(document, basepath)}${path}`;
      await importRoute(context, {
        ApiId,
        RouteKey,
        document,
        described: described as Described,
        authorizers,
        warnings,
      });
    }
  }
  const { info } = document;
  const cors = document["x-amazon-apigateway-cors"];
  const api = await updateApi(
    {
      ApiId,
      ...(info?.title && { Name: info.title }),
      ...(info?.description && { Description: info.description }),
      ...(info?.version && { Version: info.version }),
      ...(cors && { CorsConfiguration: capitalised(cors) }),
    },
    context,
  );
  return { ...api, ...(warnings.length > 0 && { Warnings: warnings }) };
}

const METHODS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["get", "put", "post", "delete", "patch", "options", "head"].map((name) => [name, name.toUpperCase()]),
  ),
  "x-amazon-apigateway-any-method": "ANY",
};

async function importAuthorizers(
  context: OperationContext,
  ApiId: string,
  { components }: Document,
): Promise<ReadonlyMap<string, Authorizer>> {
  const made = new Map<string, Authorizer>();
  for (const [name, scheme] of Object.entries(components?.securitySchemes ?? {})) {
    const described = scheme["x-amazon-apigateway-authorizer"];
    if (!described) continue;
    const { type, identitySource, jwtConfiguration, ...given } = described;
    const sources = Array.isArray(identitySource) ? identitySource : plainText(identitySource ?? "").split(",");
    const input: Given = {
      ...capitalised(given),
      ApiId,
      Name: name,
      AuthorizerType: String(type).toUpperCase(),
      IdentitySource: sources.map((one) => String(one).trim()).filter((one) => one !== ""),
      ...(jwtConfiguration !== undefined && { JwtConfiguration: capitalised(jwtConfiguration as Given) }),
    };
    made.set(name, (await createAuthorizer(input as unknown as CreateAuthorizerCommandInput, context)) as Authorizer);
  }
  return made;
}

interface RouteScope {
  readonly ApiId: string;
  readonly RouteKey: string;
  readonly document: Document;
  readonly described: Described;
  readonly authorizers: ReadonlyMap<string, Authorizer>;
  readonly warnings: string[];
}

async function importRoute(context: OperationContext, scope: RouteScope): Promise<void> {
  const { ApiId, RouteKey, document, described, authorizers, warnings } = scope;
  const integration = described["x-amazon-apigateway-integration"];
  if (!integration) warnings.push(`Ignoring route ${RouteKey}: no integration is defined for it`);
  const target = integration && (await importIntegration(context, ApiId, resolved(document, integration)));
  const [requirement = {}] = described.security ?? document.security ?? [];
  const [name = "", scopes = []] = Object.entries(requirement)[0] ?? [];
  const authorizer = authorizers.get(name);
  const auth = described["x-amazon-apigateway-auth"]?.type?.toUpperCase();
  const { operationId } = described;
  await createRoute(
    {
      ApiId,
      RouteKey,
      ...(target !== undefined && { Target: `integrations/${target}` }),
      ...(operationId !== undefined && { OperationName: operationId }),
      ...(auth === "AWS_IAM" && { AuthorizationType: "AWS_IAM" }),
      ...(authorizer && {
        AuthorizationType: authorizer.AuthorizerType === "JWT" ? "JWT" : "CUSTOM",
        AuthorizerId: authorizer.AuthorizerId,
        ...(scopes.length > 0 && { AuthorizationScopes: [...scopes] }),
      }),
    },
    context,
  );
}

async function importIntegration(
  context: OperationContext,
  ApiId: string,
  { $ref: _ref, type = "", uri, httpMethod, credentials, responseParameters, ...given }: ApiIntegration,
): Promise<string> {
  const input: Given = {
    ...capitalised(given),
    ApiId,
    IntegrationType: type.toUpperCase(),
    PayloadFormatVersion: given["payloadFormatVersion"] ?? "1.0",
    ...(uri !== undefined && { IntegrationUri: uri }),
    ...(httpMethod !== undefined && { IntegrationMethod: httpMethod }),
    ...(credentials !== undefined && { CredentialsArn: credentials }),
    ...(responseParameters !== undefined && { ResponseParameters: responseParameters }),
  };
  const { IntegrationId } = await createIntegration(input as never, context);
  return IntegrationId as string;
}

/** `payloadFormatVersion` as documents spell it, `PayloadFormatVersion` as the operations do. */
const capitalised = (given: Given): Given =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
