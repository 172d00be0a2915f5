/** MOCK, HTTP, AWS and mapped Lambda integrations of REST APIs, and what stands before them. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import * as Api from "@aws-sdk/client-api-gateway";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type MethodSpec, RestApis, send, type TestApi } from "./support.ts";

let cloud: TestCloud;
let apis: RestApis;
let server: Server;
let backend: string;
let functionUri: string;

const FUNCTION = `exports.handler = async (event) => {
  if (event.fail) throw new Error(event.fail);
  return event;
};`;

beforeAll(async () => {
  cloud = await startTestCloud();
  apis = new RestApis(cloud);
  functionUri = await apis.fn("echo", FUNCTION);
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { url, method, headers } = request;
      response.writeHead(url?.startsWith("/teapot") ? 418 : 200, { "content-type": "application/json", "x-own": "1" });
      response.end(JSON.stringify({ url, method, headers, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  backend = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  apis.close();
  await cloud.stop();
});

const mock = (
  template: string,
  responses: NonNullable<MethodSpec["responses"]>,
  more: Partial<MethodSpec> = {},
): MethodSpec => ({
  integration: { type: "MOCK", requestTemplates: { "application/json": template } },
  responses,
  ...more,
});

async function deployed(
  methods: Readonly<Record<string, MethodSpec>>,
  variables?: Record<string, string>,
): Promise<TestApi> {
  const api = await apis.make(methods);
  await apis.deploy(api, "dev", variables);
  return api;
}

test("mocks answer by their template's status, with templates, headers and overrides", async () => {
  const api = await deployed(
    {
      "POST /pets/{id}": mock(
        `#set($context.requestOverride.path.seen = $input.params('q')) {"statusCode": $input.path('$.status')}`,
        {
          200: {
            responseTemplates: {
              "application/json": `{"id":"$input.params('id')","seen":"$context.requestOverride.path.seen","table":"$stageVariables.table","method":"$context.httpMethod $context.resourcePath"}`,
            },
            responseParameters: {
              "method.response.header.X-Own": "'fixed'",
              "method.response.header.X-Id": "context.apiId",
            },
          },
          404: { selectionPattern: "4\\d\\d", responseTemplates: { "application/json": "none" } },
          500: {
            selectionPattern: "5\\d\\d",
            responseTemplates: {
              "application/json": `#set($context.responseOverride.status = 418)#set($context.responseOverride.header.x-tea = "yes")tea`,
            },
          },
        },
      ),
      "OPTIONS /pets/{id}": mock("{ statusCode: 204 }", {
        204: { responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'*'" } },
      }),
    },
    { table: "pets" },
  );
  const ask = (status: number) =>
    apis.call(api, "/dev/pets/7?q=x", { method: "POST", body: JSON.stringify({ status }) });
  const ok = await ask(200);
  expect(ok).toMatchObject({
    status: 200,
    body: '{"id":"7","seen":"x","table":"pets","method":"POST /pets/{id}"}',
    headers: { "x-own": "fixed", "x-id": api.id, "content-type": "application/json" },
  });
  expect(ok.headers["x-amzn-trace-id"]).toBeUndefined();
  expect(await ask(404)).toMatchObject({ status: 404, body: "none" });
  expect(await ask(500)).toMatchObject({ status: 418, body: "tea", headers: { "x-tea": "yes" } });
  expect(await apis.call(api, "/dev/pets/7", { method: "OPTIONS" })).toMatchObject({
    status: 204,
    headers: { "access-control-allow-origin": "*" },
  });
});

test("a mapped function: templates both ways, selection by its error's message", async () => {
  const integration = { type: "AWS" as const, integrationHttpMethod: "POST", uri: functionUri };
  const responses = {
    200: {},
    400: { selectionPattern: ".*four hundred.*" },
    502: {
      selectionPattern: "Bad.*",
      responseTemplates: { "application/json": `{"why":"$input.path('$.errorMessage')"}` },
    },
  };
  const api = await deployed({
    "POST /raw": { integration, responses },
    "GET /mapped": {
      integration: {
        ...integration,
        requestTemplates: { "application/json": `{"param1":"$input.params('param1')"}` },
        passthroughBehavior: "NEVER",
      },
      responses: { 200: { responseParameters: { "method.response.header.X-P": "integration.response.body.param1" } } },
    },
  });
  const post = (body: object) => apis.call(api, "/dev/raw", { method: "POST", body: JSON.stringify(body) });
  expect(await post({ a: 1 })).toMatchObject({ status: 200, body: '{"a":1}' });
  expect(await post({ fail: "a four hundred" })).toMatchObject({ status: 400 });
  expect(await post({ fail: "Bad luck" })).toMatchObject({ status: 502, body: '{"why":"Bad luck"}' });
  const other = await post({ fail: "else" });
  expect(other.status).toBe(200);
  expect(JSON.parse(other.body)).toMatchObject({ errorMessage: "else", errorType: "Error" });
  expect(await apis.call(api, "/dev/mapped?param1=foobar")).toMatchObject({
    status: 200,
    body: '{"param1":"foobar"}',
    headers: { "x-p": "foobar" },
  });
  expect(await apis.call(api, "/dev/mapped", { headers: { "content-type": "text/plain" } })).toMatchObject({
    status: 415,
    body: '{"message":"Unsupported Media Type"}',
  });
});

test("HTTP and HTTP_PROXY integrations reach a server of this machine", async () => {
  const api = await deployed(
    {
      "ANY /proxy/{proxy+}": {
        method: { requestParameters: { "method.request.path.proxy": true } },
        integration: {
          type: "HTTP_PROXY",
          integrationHttpMethod: "ANY",
          uri: "http://${stageVariables.backend}/{proxy}",
          requestParameters: {
            "integration.request.path.proxy": "method.request.path.proxy",
            "integration.request.header.X-Extra": "'e'",
          },
        },
      },
      "GET /http": {
        integration: {
          type: "HTTP",
          integrationHttpMethod: "POST",
          uri: `${backend}/teapot`,
          requestTemplates: { "application/json": '{"from":"$context.stage"}' },
        },
        responses: {
          200: {},
          400: { selectionPattern: "4.*", responseTemplates: { "application/json": "$input.json('$.body')" } },
        },
      },
      "GET /refused": { integration: { type: "HTTP_PROXY", integrationHttpMethod: "GET", uri: "http://127.0.0.1:1/" } },
    },
    { backend: backend.replace("http://", "") },
  );
  const proxied = await apis.call(api, "/dev/proxy/teapot/x?q=1", {
    method: "PUT",
    body: "hi",
    headers: { "user-agent": "me" },
  });
  expect(proxied).toMatchObject({ status: 418, headers: { "x-own": "1", "x-amzn-remapped-date": expect.any(String) } });
  expect(JSON.parse(proxied.body)).toMatchObject({
    url: "/teapot/x?q=1",
    method: "PUT",
    body: "hi",
    headers: { "x-extra": "e", "user-agent": "me" },
  });
  expect(await apis.call(api, "/dev/http")).toMatchObject({ status: 400, body: JSON.stringify('{"from":"dev"}') });
  expect(await apis.call(api, "/dev/refused")).toMatchObject({
    status: 504,
    body: '{"message":"Network error communicating with endpoint"}',
  });
});

test("an action of DynamoDB", async () => {
  const dynamodb = new DynamoDBClient(cloud.clientConfig);
  await dynamodb.send(
    new CreateTableCommand({
      TableName: "pets",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    }),
  );
  const action = (name: string, template: string, response: string): MethodSpec => ({
    integration: {
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: `arn:aws:apigateway:us-east-1:dynamodb:action/${name}`,
      credentials: "arn:aws:iam::000000000000:role/r",
      requestTemplates: { "application/json": template },
    },
    responses: { 200: { responseTemplates: { "application/json": response } }, 400: { selectionPattern: "400" } },
  });
  const api = await deployed({
    "PUT /pets/{id}": action(
      "PutItem",
      `{"TableName":"pets","Item":{"id":{"S":"$input.params('id')"},"name":{"S":"$input.path('$.name')"}}}`,
      "{}",
    ),
    "GET /pets/{id}": action(
      "GetItem",
      `{"TableName":"pets","Key":{"id":{"S":"$input.params('id')"}}}`,
      "$input.path('$.Item.name.S')",
    ),
    "GET /wrong": action("GetItem", `{"TableName":"none","Key":{}}`, ""),
  });
  expect(await apis.call(api, "/dev/pets/1", { method: "PUT", body: '{"name":"rex"}' })).toMatchObject({
    status: 200,
    body: "{}",
  });
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: "pets", Key: { id: { S: "1" } } }));
  expect(Item).toEqual({ id: { S: "1" }, name: { S: "rex" } });
  expect(await apis.call(api, "/dev/pets/1")).toMatchObject({ status: 200, body: "rex" });
  const wrong = await apis.call(api, "/dev/wrong");
  expect(wrong.status).toBe(400);
  expect(JSON.parse(wrong.body).__type).toContain("ResourceNotFoundException");
  dynamodb.destroy();
});

const OK = mock('{"statusCode":200}', { 200: { responseTemplates: { "application/json": "ok" } } });

// Sentences as recorded on AWS.
test("validators name what is missing, and check bodies by their model", async () => {
  const api = await apis.make({});
  const { id: requestValidatorId } = await apis.client.send(
    new Api.CreateRequestValidatorCommand({
      restApiId: api.id,
      name: "v",
      validateRequestBody: true,
      validateRequestParameters: true,
    }),
  );
  const model = (name: string, schema: object) =>
    apis.client.send(
      new Api.CreateModelCommand({
        restApiId: api.id,
        name,
        contentType: "application/json",
        schema: JSON.stringify(schema),
      }),
    );
  await model("Name", { type: "string", minLength: 2 });
  await model("Pet", {
    type: "object",
    required: ["name"],
    properties: { name: { $ref: `https://apigateway.amazonaws.com/restapis/${api.id}/models/Name` } },
  });
  await apis.add(api, "POST /{issuer}/pets", {
    ...OK,
    method: {
      requestValidatorId,
      requestModels: { "application/json": "Pet" },
      requestParameters: {
        "method.request.querystring.qs1": true,
        "method.request.header.x-header-param": true,
        "method.request.path.issuer": true,
        "method.request.querystring.optional": false,
      },
    },
  });
  await apis.client.send(
    new Api.PutGatewayResponseCommand({
      restApiId: api.id,
      responseType: "BAD_REQUEST_BODY",
      statusCode: "422",
      responseParameters: { "gatewayresponse.header.X-Why": "'body'" },
      responseTemplates: {
        "application/json":
          '{"m":$context.error.messageString,"e":"$context.error.validationErrorString","t":"$context.error.responseType"}',
      },
    }),
  );
  await apis.deploy(api);
  const post = (query: string, body: string) =>
    apis.call(api, `/dev/x/pets${query}`, { method: "POST", body, headers: query ? { "x-header-param": "1" } : {} });
  expect(await post("", '{"name":"rex"}')).toMatchObject({
    status: 400,
    body: '{"message":"Missing required request parameters: [x-header-param, qs1]"}',
    headers: { "x-amzn-errortype": "BadRequestException" },
  });
  expect(await post("?qs1=1", '{"name":"rex"}')).toMatchObject({ status: 200, body: "ok" });
  expect(await post("?qs1=1", '{"name":"r"}')).toMatchObject({
    status: 422,
    headers: { "x-why": "body" },
    body: '{"m":"Invalid request body","e":"[string "r" is too short (length: 1, required minimum: 2)]","t":"BAD_REQUEST_BODY"}',
  });
});

test("API keys, throttles and quotas of usage plans", async () => {
  const api = await deployed({ "GET /": { ...OK, method: { apiKeyRequired: true } } });
  const key = await apis.client.send(new Api.CreateApiKeyCommand({ name: "k", enabled: true }));
  const ask = (value?: string) => apis.call(api, "/dev", { headers: value ? { "x-api-key": value } : {} });
  const forbidden = {
    status: 403,
    body: '{"message":"Forbidden"}',
    headers: { "x-amzn-errortype": "ForbiddenException" },
  };
  expect(await ask()).toMatchObject(forbidden);
  expect(await ask(key.value)).toMatchObject(forbidden);
  const plan = await apis.client.send(
    new Api.CreateUsagePlanCommand({
      name: "p",
      apiStages: [{ apiId: api.id, stage: "dev" }],
      quota: { limit: 3, period: "DAY" },
      throttle: { rateLimit: 1, burstLimit: 2 },
    }),
  );
  await apis.client.send(
    new Api.CreateUsagePlanKeyCommand({ usagePlanId: plan.id, keyId: key.id, keyType: "API_KEY" }),
  );
  expect((await ask(key.value)).status).toBe(200);
  expect((await ask(key.value)).status).toBe(200);
  expect(await ask(key.value)).toMatchObject({ status: 429, body: '{"message":"Too Many Requests"}' });
  await cloud.cloud.clock.advance(2000);
  expect((await ask(key.value)).status).toBe(200);
  expect(await ask(key.value)).toMatchObject({ status: 429, body: '{"message":"Limit Exceeded"}' });
  const day = new Date(cloud.cloud.clock.now()).toISOString().slice(0, 10);
  const usage = await apis.client.send(new Api.GetUsageCommand({ usagePlanId: plan.id, startDate: day, endDate: day }));
  expect(usage.items).toEqual({ [key.id as string]: [[3, 0]] });
});

test("an integration that takes too long", async () => {
  const slow = await apis.fn(
    "slow",
    "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 2000, {}));",
  );
  const api = await deployed({
    "GET /": { integration: { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: slow, timeoutInMillis: 50 } },
  });
  expect(await apis.call(api, "/dev")).toMatchObject({
    status: 504,
    body: '{"message":"Endpoint request timed out"}',
    headers: { "x-amzn-errortype": "InternalServerErrorException" },
  });
});

test("access logs, and variables that nothing fills", async () => {
  const unmatched: MethodSpec = {
    integration: {
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: "arn:aws:apigateway:us-east-1:dynamodb:action/ListTables",
      credentials: "arn:aws:iam::000000000000:role/r",
      requestTemplates: { "application/json": "{}" },
    },
    responses: { 400: { selectionPattern: "4.." } },
  };
  const api = await deployed({ "GET /": OK, "GET /odd": unmatched });
  await apis.client.send(
    new Api.UpdateStageCommand({
      restApiId: api.id,
      stageName: "dev",
      patchOperations: [
        {
          op: "replace",
          path: "/accessLogSettings/destinationArn",
          value: "arn:aws:logs:us-east-1:000000000000:log-group:access",
        },
        {
          op: "replace",
          path: "/accessLogSettings/format",
          value:
            "$context.httpMethod $context.resourcePath $context.status $context.integration.status $context.integration.error $context.error.message",
        },
      ],
    }),
  );
  await apis.call(api, "/dev");
  await apis.call(api, "/dev/none");
  await apis.call(api, "/dev/odd");
  const logs = new CloudWatchLogsClient(cloud.clientConfig);
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: "access" }));
  expect(events?.map(({ message }) => message)).toEqual([
    "GET / 200 - - -",
    "GET - 403 - - Missing Authentication Token",
    "GET /odd 500 200 Internal server error Internal server error",
  ]);
  logs.destroy();
});

test("a custom domain name leads to stages by base paths", async () => {
  const api = await deployed({ "GET /pets": OK });
  await apis.client.send(
    new Api.CreateDomainNameCommand({
      domainName: "api.example.test",
      regionalCertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c",
      endpointConfiguration: { types: ["REGIONAL"] },
    }),
  );
  await apis.client.send(
    new Api.CreateBasePathMappingCommand({
      domainName: "api.example.test",
      basePath: "v1",
      restApiId: api.id,
      stage: "dev",
    }),
  );
  const ask = (path: string, host = "api.example.test") => send(cloud.endpoint, path, { headers: { host } });
  expect(await ask("/v1/pets")).toMatchObject({ status: 200, body: "ok" });
  expect(await ask("/v2/pets")).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  expect((await ask("/v1/pets", "other.example.test")).body).toContain("not served here");
});

test("TestInvokeMethod runs a method as it is, and tells how", async () => {
  const api = await apis.make({
    "GET /pets/{id}": mock('{"statusCode":200}', {
      200: { responseTemplates: { "application/json": "$input.params('id') $stageVariables.v" } },
    }),
  });
  const result = await apis.client.send(
    new Api.TestInvokeMethodCommand({
      restApiId: api.id,
      resourceId: api.resources["/pets/{id}"],
      httpMethod: "GET",
      pathWithQueryString: "/pets/7?a=b",
      stageVariables: { v: "x" },
    }),
  );
  expect(result).toMatchObject({ status: 200, body: "7 x", headers: { "Content-Type": "application/json" } });
  expect(result.log).toContain("HTTP Method: GET, Resource Path: /pets/7");
  expect(result.log).toContain("Method request path: {id=7}");
  expect(result.log).toContain("Method completed with status: 200");
});
