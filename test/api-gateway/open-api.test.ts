/** APIs from OpenAPI documents and back. Source: API Gateway's guide to its OpenAPI extensions. */
import * as Api from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let client: Api.APIGatewayClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Api.APIGatewayClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

const mock = {
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode":200}' },
  responses: { default: { statusCode: "200" }, "4\\d\\d": { statusCode: "400" } },
};

const SWAGGER = {
  swagger: "2.0",
  info: { title: "pets", version: "1", description: "about pets" },
  basePath: "/v1/shop",
  "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  "x-amazon-apigateway-request-validator": "all",
  "x-amazon-apigateway-gateway-responses": {
    DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.x": "'y'" }, responseTemplates: {} },
  },
  securityDefinitions: {
    key: { type: "apiKey", name: "x-api-key", in: "header" },
    own: {
      type: "apiKey",
      name: "auth",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/x" },
    },
  },
  paths: {
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true, type: "string" }],
      put: {
        operationId: "PutPet",
        security: [{ own: [] }, { key: [] }],
        parameters: [{ name: "pet", in: "body", schema: { $ref: "#/definitions/Pet" } }],
        responses: {
          200: { description: "ok", schema: { $ref: "#/definitions/Pet" }, headers: { etag: { type: "string" } } },
          400: { description: "bad" },
        },
        "x-amazon-apigateway-integration": mock,
      },
    },
  },
  definitions: {
    Pet: { type: "object", properties: { name: { type: "string" }, friend: { $ref: "#/definitions/Pet" } } },
  },
};

const imported = async (parameters: Record<string, string> = {}, document: object = SWAGGER) => {
  const { id: restApiId } = await client.send(
    new Api.ImportRestApiCommand({ body: Buffer.from(JSON.stringify(document)), parameters }),
  );
  const { items = [] } = await client.send(new Api.GetResourcesCommand({ restApiId, embed: ["methods"] }));
  return { restApiId, items, paths: items.map(({ path = "" }) => path).sort((a, b) => a.localeCompare(b)) };
};

test("a document's methods come with their models, validators and authorizers", async () => {
  const { restApiId, items } = await imported();
  const { items: authorizers = [] } = await client.send(new Api.GetAuthorizersCommand({ restApiId }));
  expect(authorizers).toMatchObject([
    { name: "own", type: "TOKEN", identitySource: "method.request.header.auth", authorizerResultTtlInSeconds: 300 },
  ]);
  const { items: validators = [] } = await client.send(new Api.GetRequestValidatorsCommand({ restApiId }));
  expect(validators).toMatchObject([{ name: "all", validateRequestBody: true }]);
  expect(items.find(({ path }) => path === "/pets/{id}")?.resourceMethods?.["PUT"]).toMatchObject({
    httpMethod: "PUT",
    operationName: "PutPet",
    apiKeyRequired: true,
    authorizationType: "CUSTOM",
    authorizerId: authorizers[0]?.id,
    requestValidatorId: validators[0]?.id,
    requestParameters: { "method.request.path.id": true },
    requestModels: { "application/json": "Pet" },
    methodResponses: {
      200: {
        responseModels: { "application/json": "Pet" },
        responseParameters: { "method.response.header.etag": false },
      },
    },
    methodIntegration: {
      type: "MOCK",
      integrationResponses: { 200: { statusCode: "200" }, 400: { selectionPattern: "4\\d\\d" } },
    },
  });
  const { schema } = await client.send(new Api.GetModelCommand({ restApiId, modelName: "Pet" }));
  expect(schema).toBe(
    `{\n  "type" : "object",\n  "properties" : {\n    "name" : {\n      "type" : "string"\n    },\n    "friend" : {\n      "$ref" : "https://apigateway.amazonaws.com/restapis/${restApiId}/models/Pet"\n    }\n  }\n}`,
  );
  expect(
    await client.send(new Api.GetGatewayResponseCommand({ restApiId, responseType: "DEFAULT_4XX" })),
  ).toMatchObject({ defaultResponse: false, responseParameters: { "gatewayresponse.header.x": "'y'" } });
});

test("the base path is left out, put in front, or split off for the stage", async () => {
  expect((await imported()).paths).toEqual(["/", "/pets", "/pets/{id}"]);
  expect((await imported({ basepath: "prepend" })).paths).toContain("/v1/shop/pets/{id}");
  expect((await imported({ basepath: "split" })).paths).toEqual(["/", "/shop", "/shop/pets", "/shop/pets/{id}"]);
  expect(await refusalOf(client, new Api.ImportRestApiCommand({ body: Buffer.from("{}") }))).toBe(
    "BadRequestException: Invalid OpenAPI input.",
  );
});

test("a third-generation document names its bodies by content type", async () => {
  const { items } = await imported(
    {},
    {
      openapi: "3.0.1",
      info: { title: "three" },
      components: { schemas: { In: { type: "object" } } },
      paths: {
        "/": {
          post: {
            requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/In" } } } },
            responses: { 201: { description: "made" } },
            "x-amazon-apigateway-auth": { type: "AWS_IAM" },
            "x-amazon-apigateway-integration": mock,
          },
        },
      },
    },
  );
  expect(items[0]?.resourceMethods?.["POST"]).toMatchObject({
    authorizationType: "AWS_IAM",
    requestModels: { "application/json": "In" },
    methodResponses: { 201: { statusCode: "201" } },
  });
});

test("a stage is exported as a document that makes the same API", async () => {
  const { restApiId } = await imported();
  await client.send(new Api.CreateDeploymentCommand({ restApiId, stageName: "dev" }));
  const exported = async (exportType: string) => {
    const { body } = await client.send(
      new Api.GetExportCommand({ restApiId, stageName: "dev", exportType, parameters: { extensions: "apigateway" } }),
    );
    return JSON.parse(Buffer.from(body ?? []).toString()) as Record<string, object>;
  };
  const swagger = await exported("swagger");
  expect(swagger).toMatchObject({
    swagger: "2.0",
    info: { title: "pets", description: "about pets", version: "1" },
    basePath: "/dev",
    schemes: ["https"],
    paths: {
      "/pets/{id}": {
        put: {
          operationId: "PutPet",
          consumes: ["application/json"],
          security: [{ own: [] }, { api_key: [] }],
          responses: { 200: { description: "200 response", schema: { $ref: "#/definitions/Pet" } } },
          "x-amazon-apigateway-integration": { type: "mock", passthroughBehavior: "when_no_match" },
        },
      },
    },
  });
  expect(await exported("oas30")).toMatchObject({
    openapi: "3.0.1",
    servers: [{ variables: { basePath: { default: "dev" } } }],
    components: { schemas: { Pet: { type: "object" } }, securitySchemes: { own: { in: "header", name: "auth" } } },
  });
  const again = await imported({}, swagger);
  expect(again.items.find(({ path }) => path === "/pets/{id}")?.resourceMethods?.["PUT"]).toMatchObject({
    authorizationType: "CUSTOM",
    apiKeyRequired: true,
    methodIntegration: { type: "MOCK", integrationResponses: { 400: { selectionPattern: "4\\d\\d" } } },
  });
});

test("documentation, keys and usage are imported and told", async () => {
  const { restApiId } = await imported();
  const part = { location: { type: "API" }, properties: { description: "d" } };
  const body = Buffer.from(
    JSON.stringify({ swagger: "2.0", "x-amazon-apigateway-documentation": { documentationParts: [part] } }),
  );
  const { ids } = await client.send(new Api.ImportDocumentationPartsCommand({ restApiId, body }));
  expect(await client.send(new Api.GetDocumentationPartsCommand({ restApiId }))).toMatchObject({
    items: [{ id: ids?.[0], location: { type: "API" }, properties: '{"description":"d"}' }],
  });
  const keys = await client.send(
    new Api.ImportApiKeysCommand({
      format: "csv",
      body: Buffer.from("name,key,enabled\nfirst,abcdefghijklmnopqrstuv,true\nshort,x,true\n"),
    }),
  );
  expect(keys).toMatchObject({ warnings: ["API Key value should be at least 20 characters"] });
  expect(keys.ids).toHaveLength(1);
  const { value } = await client.send(new Api.GetModelTemplateCommand({ restApiId, modelName: "Pet" }));
  expect(value).toContain('"name" : "$inputRoot.name"');
});

test("documents in YAML are read as those in JSON, and written", async () => {
  const yaml = `
openapi: 3.0.1
info: &info
  title: written
  version: 1.0
paths:
  /pets:
    get:
      responses:
        200:
          description: ok
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            {"statusCode": 200}
        responses:
          default:
            statusCode: 200
`;
  const made = await client.send(new Api.ImportRestApiCommand({ body: Buffer.from(yaml) }));
  expect(made).toMatchObject({ name: "written", version: "1.0" });
  const restApiId = made.id;
  const { items = [] } = await client.send(new Api.GetResourcesCommand({ restApiId, embed: ["methods"] }));
  expect(items.find(({ path }) => path === "/pets")?.resourceMethods?.["GET"]).toMatchObject({
    methodResponses: { 200: { statusCode: "200" } },
    methodIntegration: {
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode": 200}\n' },
      integrationResponses: { 200: { statusCode: "200" } },
    },
  });
  await client.send(new Api.CreateDeploymentCommand({ restApiId, stageName: "dev" }));
  const { body, contentDisposition } = await client.send(
    new Api.GetExportCommand({ restApiId, stageName: "dev", exportType: "oas30", accepts: "application/yaml" }),
  );
  const text = Buffer.from(body ?? []).toString();
  expect(contentDisposition).toMatch(/oas30_.*Z\.yaml"$/);
  expect(text).toContain('openapi: "3.0.1"\ninfo:\n  title: "written"\n  version: "1.0"\n');
  // Source: AWS, recorded.
  for (const wrong of ["a: b: c", "only: text", "- openapi"])
    expect(await refusalOf(client, new Api.PutRestApiCommand({ restApiId, body: Buffer.from(wrong) }))).toBe(
      "BadRequestException: Invalid OpenAPI input.",
    );
});
