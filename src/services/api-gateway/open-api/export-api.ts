/** GetExport: a stage's API as an OpenAPI document, with API Gateway's extensions where they are asked for. */
import type { Authorizer, GetExportCommandOutput, Integration, Method, Model } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../../cloud/operation.ts";
import { openApiText } from "../../../endpoint/open-api-text.ts";
import type { ApiGateway } from "../client.ts";
import { requireDeployment } from "../deployments.ts";
import type { Snapshot } from "../snapshot.ts";
import { requireStage } from "../stages.ts";
import { badRequest } from "../store.ts";

interface Scope {
  readonly snapshot: Snapshot;
  readonly version3: boolean;
  readonly integrations: boolean;
  readonly authorizers: boolean;
}

export const getExport: Operation<ApiGateway, "GetExport"> = async (input, context) => {
  const stage = requireStage(context, input.restApiId, input.stageName);
  const { snapshot } = requireDeployment(context, input.restApiId, stage.deploymentId);
  if (input.exportType !== "oas30" && input.exportType !== "swagger")
    throw badRequest(`No API exporter for type '${input.exportType}'`);
  const format = input.accepts === "application/yaml" ? "YAML" : "JSON";
  const asked = (input.parameters?.["extensions"] ?? "").split(",");
  const all = asked.includes("apigateway");
  const scope: Scope = {
    snapshot,
    version3: input.exportType === "oas30",
    integrations: all || asked.includes("integrations"),
    authorizers: all || asked.includes("authorizers"),
  };
  const host = `${snapshot.api.id}.execute-api.${context.region}.amazonaws.com`;
  const document = { ...head(scope, host, input.stageName as string), ...described(scope) };
  return {
    contentType: "application/octet-stream",
    contentDisposition: `attachment; filename="${input.exportType}_${stage.lastUpdatedDate?.toISOString().slice(0, 19)}Z.${format.toLowerCase()}"`,
    // The SDK's type names its own kind of bytes.
    body: Buffer.from(await openApiText(document, format)) as unknown as NonNullable<GetExportCommandOutput["body"]>,
  };
};

function head({ snapshot: { api }, version3 }: Scope, host: string, stage: string): object {
  const info = {
    title: api.name,
    ...(api.description !== undefined && { description: api.description }),
    version: api.version ?? api.createdDate?.toISOString().replace(/\.\d+/, ""),
  };
  if (!version3) return { swagger: "2.0", info, host, basePath: `/${stage}`, schemes: ["https"] };
  const server = { url: `https://${host}/{basePath}`, variables: { basePath: { default: stage } } };
  return { openapi: "3.0.1", info, servers: [server] };
}

function described(scope: Scope): object {
  const { resources, models, authorizers, api } = scope.snapshot;
  const paths = resources
    .filter(({ resourceMethods }) => Object.keys(resourceMethods ?? {}).length > 0)
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ path, resourceMethods }) => [path, pathItem(scope, resourceMethods ?? {})]);
  const used = models.filter(({ name }) => JSON.stringify(resources).includes(`"${name}"`));
  const schemas = Object.fromEntries(used.map((model) => [model.name, schemaOf(model, scope)]));
  const keyed = resources.some((node) => Object.values(node.resourceMethods ?? {}).some((one) => one.apiKeyRequired));
  const schemes = {
    ...(keyed && { api_key: { type: "apiKey", name: "x-api-key", in: "header" } }),
    ...(scope.authorizers && Object.fromEntries(authorizers.map((one) => [one.name, schemeOf(one)]))),
  };
  const named = {
    ...(Object.keys(schemas).length > 0 && { [scope.version3 ? "schemas" : "definitions"]: schemas }),
    ...(Object.keys(schemes).length > 0 && { [scope.version3 ? "securitySchemes" : "securityDefinitions"]: schemes }),
  };
  return {
    paths: Object.fromEntries(paths),
    ...(scope.version3 ? { components: named } : named),
    ...(api.policy && scope.integrations && { "x-amazon-apigateway-policy": JSON.parse(api.policy) as object }),
    ...(api.binaryMediaTypes &&
      scope.integrations && { "x-amazon-apigateway-binary-media-types": api.binaryMediaTypes }),
  };
}

const schemeOf = ({ identitySource, name: _name, id: _id, type, authType, ...rest }: Authorizer): object => ({
  type: "apiKey",
  name: /^method\.request\.header\.([^,]+)$/.exec(identitySource ?? "")?.[1] ?? "Unused",
  in: "header",
  "x-amazon-apigateway-authtype": authType,
  "x-amazon-apigateway-authorizer": { ...rest, type: type?.toLowerCase(), identitySource },
});

function schemaOf({ schema = "{}" }: Model, { version3 }: Scope): unknown {
  return JSON.parse(schema, (name, value: unknown) =>
    name === "$ref" && typeof value === "string"
      ? value.replace(/^https:.*\/models\//, version3 ? "#/components/schemas/" : "#/definitions/")
      : value,
  );
}

function pathItem(scope: Scope, methods: Readonly<Record<string, Method>>): object {
  return Object.fromEntries(
    Object.entries(methods)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, method]) => [
        name === "ANY" ? "x-amazon-apigateway-any-method" : name.toLowerCase(),
        operationOf(scope, method),
      ]),
  );
}

const IN: Readonly<Record<string, string>> = { querystring: "query", header: "header", path: "path" };

function operationOf(scope: Scope, method: Method): object {
  const { version3, snapshot } = scope;
  const text = version3 ? { schema: { type: "string" } } : { type: "string" };
  const parameters: object[] = Object.entries(method.requestParameters ?? {}).map(([place, required]) => {
    const [, , kind = "", ...name] = place.split(".");
    return { name: name.join("."), in: IN[kind], required, ...text };
  });
  const models = Object.entries(method.requestModels ?? {});
  if (!version3)
    for (const [, model] of models)
      parameters.push({ in: "body", name: model, required: true, schema: reference(scope, model) });
  const responses = Object.entries(method.methodResponses ?? {}).map(([status, response]) => {
    const headers = Object.keys(response.responseParameters ?? {}).map((name) => [
      name.split(".").slice(3).join("."),
      text,
    ]);
    const bodies = Object.entries(response.responseModels ?? {});
    return [
      status,
      {
        description: `${status} response`,
        ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
        ...(bodies.length > 0 && bodyOf(scope, bodies)),
      },
    ];
  });
  const produces = [...new Set(Object.values(method.methodResponses ?? {}).flatMap(typesOf))];
  const authorizer = snapshot.authorizers.find(({ id }) => id === method.authorizerId);
  const security = [
    ...(authorizer && scope.authorizers ? [{ [authorizer.name as string]: method.authorizationScopes ?? [] }] : []),
    ...(method.apiKeyRequired ? [{ api_key: [] }] : []),
  ];
  return {
    ...(method.operationName !== undefined && { operationId: method.operationName }),
    ...(!version3 && models.length > 0 && { consumes: models.map(([type]) => type) }),
    ...(!version3 && produces.length > 0 && { produces }),
    ...(parameters.length > 0 && { parameters }),
    ...(version3 && models.length > 0 && { requestBody: { ...bodyOf(scope, models), required: true } }),
    responses: Object.fromEntries(responses),
    ...(security.length > 0 && { security }),
    ...(scope.integrations &&
      method.methodIntegration && { "x-amazon-apigateway-integration": integrationOf(method.methodIntegration) }),
  };
}

const typesOf = ({ responseModels }: { readonly responseModels?: Record<string, string> | undefined }): string[] =>
  Object.keys(responseModels ?? {});

const reference = ({ version3 }: Scope, model: string): object => ({
  $ref: `#/${version3 ? "components/schemas" : "definitions"}/${model}`,
});

function bodyOf(scope: Scope, bodies: readonly (readonly [string, string])[]): object {
  if (!scope.version3) return { schema: reference(scope, bodies[0]?.[1] ?? "Empty") };
  return { content: Object.fromEntries(bodies.map(([type, model]) => [type, { schema: reference(scope, model) }])) };
}

function integrationOf(integration: Integration): object {
  const { integrationResponses, cacheKeyParameters: _keys, cacheNamespace: _space, ...rest } = integration;
  const responses = Object.values(integrationResponses ?? {}).map(({ selectionPattern, ...response }) => [
    selectionPattern || "default",
    response,
  ]);
  return {
    ...rest,
    type: integration.type?.toLowerCase(),
    passthroughBehavior: integration.passthroughBehavior?.toLowerCase(),
    ...(responses.length > 0 && { responses: Object.fromEntries(responses) }),
  };
}
