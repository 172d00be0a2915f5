/** HTTP APIs from OpenAPI documents. Source: API Gateway's guide to HTTP APIs and its OpenAPI extensions. */
import * as Api from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let client: Api.ApiGatewayV2Client;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Api.ApiGatewayV2Client(cloud.clientConfig);
});
afterAll(() => cloud.stop());

const integration = { type: "http_proxy", httpMethod: "GET", uri: "http://127.0.0.1:1/x", payloadFormatVersion: "1.0" };
const DOCUMENT = {
  openapi: "3.0.1",
  info: { title: "imported", version: "7", description: "d" },
  servers: [{ url: "https://example.com/{basePath}", variables: { basePath: { default: "/v1" } } }],
  "x-amazon-apigateway-cors": { allowOrigins: ["*"], maxAge: 10 },
  components: {
    securitySchemes: {
      tokens: {
        type: "oauth2",
        "x-amazon-apigateway-authorizer": {
          type: "jwt",
          identitySource: "$request.header.Authorization",
          jwtConfiguration: { issuer: "https://example.com", audience: ["a"] },
        },
      },
    },
    "x-amazon-apigateway-integrations": { shared: integration },
  },
  paths: {
    "/$default": {
      "x-amazon-apigateway-any-method": { isDefaultRoute: true, "x-amazon-apigateway-integration": integration },
    },
    "/pets/{id}": {
      get: {
        operationId: "GetPet",
        security: [{ tokens: ["read"] }],
        "x-amazon-apigateway-integration": { $ref: "#/components/x-amazon-apigateway-integrations/shared" },
      },
    },
  },
};

const describe = async (ApiId: string | undefined) => {
  const { Items: routes = [] } = await client.send(new Api.GetRoutesCommand({ ApiId }));
  const { Items: integrations = [] } = await client.send(new Api.GetIntegrationsCommand({ ApiId }));
  return { routes, integrations, keys: routes.map(({ RouteKey = "" }) => RouteKey).sort((a, b) => a.localeCompare(b)) };
};

test("a document becomes routes, integrations, authorizers and CORS", async () => {
  const made = await client.send(new Api.ImportApiCommand({ Body: JSON.stringify(DOCUMENT) }));
  expect(made).toMatchObject({
    Name: "imported",
    Version: "7",
    Description: "d",
    ProtocolType: "HTTP",
    CorsConfiguration: { AllowOrigins: ["*"], MaxAge: 10 },
  });
  const { routes, integrations, keys } = await describe(made.ApiId);
  expect(keys).toEqual(["$default", "GET /pets/{id}"]);
  expect(routes.find(({ RouteKey }) => RouteKey === "GET /pets/{id}")).toMatchObject({
    OperationName: "GetPet",
    AuthorizationType: "JWT",
    AuthorizationScopes: ["read"],
  });
  expect(integrations[0]).toMatchObject({
    IntegrationType: "HTTP_PROXY",
    IntegrationMethod: "GET",
    IntegrationUri: "http://127.0.0.1:1/x",
    PayloadFormatVersion: "1.0",
  });
  const { Items: authorizers } = await client.send(new Api.GetAuthorizersCommand({ ApiId: made.ApiId }));
  expect(authorizers).toMatchObject([
    { Name: "tokens", AuthorizerType: "JWT", JwtConfiguration: { Issuer: "https://example.com", Audience: ["a"] } },
  ]);
});

test("importing again replaces what there was", async () => {
  const { ApiId } = await client.send(new Api.CreateApiCommand({ Name: "kept", ProtocolType: "HTTP" }));
  const { paths } = DOCUMENT;
  const Body = JSON.stringify({ ...DOCUMENT, paths: { "/only": paths["/pets/{id}"] } });
  await client.send(new Api.ReimportApiCommand({ ApiId, Body: JSON.stringify(DOCUMENT) }));
  await client.send(new Api.ReimportApiCommand({ ApiId, Body, Basepath: "prepend" }));
  const { keys, integrations } = await describe(ApiId);
  expect(keys).toEqual(["GET /v1/only"]);
  expect(integrations).toHaveLength(1);
  expect(await refusalOf(client, new Api.ReimportApiCommand({ ApiId, Body: "{" }))).toBe(
    "BadRequestException: Invalid OpenAPI input.",
  );
});

test("an API is exported as a document that makes the same API", async () => {
  const { ApiId } = await client.send(new Api.ImportApiCommand({ Body: JSON.stringify(DOCUMENT) }));
  const exported = async (OutputType: "JSON" | "YAML", more: Partial<Api.ExportApiCommandInput> = {}) => {
    const { body } = await client.send(
      new Api.ExportApiCommand({ ApiId, Specification: "OAS30", OutputType, ...more }),
    );
    return Buffer.from(body ?? []).toString();
  };
  const document = JSON.parse(await exported("JSON")) as Record<string, object>;
  expect(document).toMatchObject({
    openapi: "3.0.1",
    info: { title: "imported", description: "d", version: "7" },
    paths: {
      "/$default": { "x-amazon-apigateway-any-method": { isDefaultRoute: true } },
      "/pets/{id}": {
        get: {
          operationId: "GetPet",
          parameters: [{ name: "id", in: "path", description: "Generated path parameter for id", required: true }],
          responses: { default: { description: "Default response for GET /pets/{id}" } },
          security: [{ tokens: ["read"] }],
          "x-amazon-apigateway-integration": { type: "http_proxy", payloadFormatVersion: "1.0" },
        },
      },
    },
    "x-amazon-apigateway-cors": { allowOrigins: ["*"], maxAge: 10 },
    "x-amazon-apigateway-importexport-version": "1.0",
  });
  const again = await client.send(new Api.ImportApiCommand({ Body: await exported("YAML") }));
  const { keys, integrations } = await describe(again.ApiId);
  expect(keys).toEqual(["$default", "GET /pets/{id}"]);
  expect(integrations).toHaveLength(2);
  const plain = JSON.parse(await exported("JSON", { IncludeExtensions: false })) as Record<string, object>;
  expect(JSON.stringify(plain)).not.toContain("x-amazon-apigateway-integration");
  expect(await refusalOf(client, new Api.ExportApiCommand({ ApiId, Specification: "OAS20", OutputType: "JSON" }))).toBe(
    "BadRequestException: Only OAS30 is supported as specification of an export",
  );
});
