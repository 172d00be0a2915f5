/** Lambda proxy integrations of REST APIs: the event, the answer, which method it is. As recorded on AWS. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { RestApis, type TestApi } from "./support.ts";

const ECHO = `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;
/** Answers what it is asked to answer. */
const ANSWERS = `exports.handler = async (event) => JSON.parse(event.body);`;

let cloud: TestCloud;
let apis: RestApis;
let api: TestApi;

beforeAll(async () => {
  cloud = await startTestCloud();
  apis = new RestApis(cloud);
  const proxy = (uri: string) => ({ integration: { type: "AWS_PROXY" as const, integrationHttpMethod: "POST", uri } });
  const echo = proxy(await apis.fn("echo", ECHO));
  const answers = proxy(await apis.fn("answers", ANSWERS));
  api = await apis.make(
    {
      "ANY /{proxy+}": echo,
      "ANY /hardcoded": echo,
      "GET /pets/{id}": echo,
      "POST /answers": answers,
      "GET /wrong": { integration: { ...echo.integration, integrationHttpMethod: "GET" } },
      "GET /gone": proxy(
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:gone/invocations",
      ),
    },
    { binaryMediaTypes: ["image/png", "application/*"] },
  );
  await apis.deploy(api, "stage", { color: "red" });
});
afterAll(async () => {
  apis.close();
  await cloud.stop();
});

const event = async (path: string, options = {}) => JSON.parse((await apis.call(api, path, options)).body);

test("the event has AWS's members, null for what is absent", async () => {
  const { port } = new URL(cloud.endpoint);
  const got = await event("/stage/proxy-value", {
    headers: { "tEsT-HEADeR": "aValUE", authorization: "random", "user-agent": "me" },
  });
  expect(got).toEqual({
    resource: "/{proxy+}",
    path: "/proxy-value",
    httpMethod: "GET",
    headers: expect.objectContaining({
      Authorization: "random",
      "tEsT-HEADeR": "aValUE",
      "User-Agent": "me",
      Host: `${api.id}.execute-api.localhost:${port}`,
      "X-Forwarded-Proto": "http",
      "X-Amzn-Trace-Id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    }),
    multiValueHeaders: expect.objectContaining({ "tEsT-HEADeR": ["aValUE"] }),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { proxy: "proxy-value" },
    stageVariables: { color: "red" },
    requestContext: {
      accountId: "000000000000",
      apiId: api.id,
      deploymentId: expect.any(String),
      domainName: `${api.id}.execute-api.localhost:${port}`,
      domainPrefix: api.id,
      extendedRequestId: expect.stringMatching(/=$/),
      httpMethod: "GET",
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: expect.any(String),
        user: null,
        userAgent: "me",
        userArn: null,
      },
      path: "/stage/proxy-value",
      protocol: "HTTP/1.1",
      requestId: expect.any(String),
      requestTime: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      requestTimeEpoch: expect.any(Number),
      resourceId: api.resources["/{proxy+}"],
      resourcePath: "/{proxy+}",
      stage: "stage",
    },
    body: null,
    isBase64Encoded: false,
  });
});

test.each([
  ["/stage/a/", { path: "/a/", pathParameters: { proxy: "a" }, resource: "/{proxy+}" }],
  ["/stage/a//b", { path: "/a//b", pathParameters: { proxy: "a//b" } }],
  ["//stage/a", { path: "/a", requestContext: { path: "/stage/a" } }],
  ["/stage//a", { path: "/a", requestContext: { path: "/stage//a" } }],
  ["/stage//hardcoded", { path: "/hardcoded", resource: "/hardcoded", pathParameters: null }],
  ["/stage/x/test%2Balias@a.b", { path: "/x/test%2Balias@a.b", pathParameters: { proxy: "x/test%2Balias@a.b" } }],
  ["/stage/pets/7", { resource: "/pets/{id}", pathParameters: { id: "7" } }],
  ["/stage/pets/7/more", { resource: "/{proxy+}", pathParameters: { proxy: "pets/7/more" } }],
  [
    "/stage/a?t=10+20&email=x%2By@z&c=1&c=2",
    {
      queryStringParameters: { t: "10 20", email: "x+y@z", c: "2" },
      multiValueQueryStringParameters: { t: ["10 20"], email: ["x+y@z"], c: ["1", "2"] },
    },
  ],
])("the event of %s", async (path, expected) => {
  expect(await event(path)).toMatchObject(expected);
});

test("a body of a binary media type comes as base64, another as text", async () => {
  const post = (type: string) => event("/stage/a", { method: "POST", headers: { "content-type": type }, body: "hi" });
  expect(await post("text/plain; charset=utf-8")).toMatchObject({ body: "hi", isBase64Encoded: false });
  expect(await post("image/png")).toMatchObject({ body: "aGk=", isBase64Encoded: true });
});

const ERROR = '{"message": "Internal server error"}'.replace(": ", ":");

test.each<[string, unknown, number, string, object?]>([
  ["a status only", { statusCode: 200 }, 200, "", { "content-type": "application/json" }],
  ["nothing at all", {}, 200, ""],
  ["headers only", { headers: { "test-header": "value" } }, 200, "", { "test-header": "value" }],
  [
    "a header that is no text",
    { statusCode: 200, headers: { "header-bool": true } },
    200,
    "",
    { "header-bool": "true" },
  ],
  ["headers null", { statusCode: 200, headers: null }, 200, ""],
  ["a status as text", { statusCode: "201" }, 201, ""],
  ["an unknown member", { statusCode: 200, wrongValue: "value" }, 502, ERROR],
  ["no object", "justAString", 502, ERROR],
  ["null", null, 502, ERROR],
  ["a wrong status", { statusCode: "test" }, 502, ERROR],
  ["a list of headers that is none", { statusCode: 200, multiValueHeaders: { a: "b" } }, 502, ERROR],
  [
    "many headers",
    { statusCode: 200, multiValueHeaders: { "test-multi": ["value1", "value2"] } },
    200,
    "",
    { "test-multi": "value1, value2" },
  ],
  [
    "headers twice",
    { statusCode: 200, multiValueHeaders: { "tesT-Multi": ["value-multi"] }, headers: { "test-multi": "value-solo" } },
    200,
    "",
    { "test-multi": "value-multi, value-solo" },
  ],
  [
    "base64 that the client does not take",
    { statusCode: 200, body: "dGVzdC1kYXRh", isBase64Encoded: true },
    200,
    "dGVzdC1kYXRh",
  ],
])("the answer for %s", async (_, answer, status, body, headers = {}) => {
  const got = await apis.call(api, "/stage/answers", {
    method: "POST",
    headers: { accept: "*/*", "content-type": "text/plain" },
    body: JSON.stringify(answer),
  });
  expect({ status: got.status, body: got.body }).toEqual({ status, body });
  expect(got.headers).toMatchObject({
    ...headers,
    "x-amzn-requestid": expect.any(String),
    "x-amz-apigw-id": expect.any(String),
  });
  if (status === 502) expect(got.headers["x-amzn-errortype"]).toBe("InternalServerErrorException");
  else expect(got.headers["x-amzn-trace-id"]).toMatch(/^Root=/);
});

test("base64 becomes bytes for a client whose first type is binary; what is no base64 fails", async () => {
  const ask = (accept: string, body: string) =>
    apis.call(api, "/stage/answers", {
      method: "POST",
      headers: { accept, "content-type": "text/plain" },
      body: JSON.stringify({ statusCode: 200, body, isBase64Encoded: true }),
    });
  expect((await ask("image/png,*/*", "aGk=")).body).toBe("hi");
  expect((await ask("application/x", "aGk=")).body).toBe("hi");
  expect((await ask("*/*,image/png", "aGk=")).body).toBe("aGk=");
  expect(await ask("image/png", "%%%")).toMatchObject({ status: 500, body: ERROR });
});

test("what is not there: methods, stages, functions", async () => {
  const missing = await apis.call(api, "/stage");
  expect(missing).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' });
  expect(missing.headers["x-amzn-errortype"]).toBe("MissingAuthenticationTokenException");
  expect(await apis.call(api, "/stage/pets/7", { method: "POST" })).toMatchObject({ status: 403 });
  expect(await apis.call(api, "/nostage/a")).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  expect(await apis.call(api, "/stage/gone")).toMatchObject({ status: 500, body: ERROR });
  expect(await apis.call(api, "/stage/wrong")).toMatchObject({ status: 500, body: ERROR });
});

test("a stage serves its deployment, not what was changed since", async () => {
  await apis.add(api, "GET /later", {
    integration: { type: "MOCK", requestTemplates: { "application/json": '{"statusCode":200}' } },
    responses: { 200: {} },
  });
  expect(JSON.parse((await apis.call(api, "/stage/later")).body).resource).toBe("/{proxy+}");
  await apis.deploy(api, "stage");
  expect(await apis.call(api, "/stage/later")).toMatchObject({ status: 200, body: "" });
});

test("the path forms reach the same stage", async () => {
  for (const path of [`/_aws/execute-api/${api.id}/stage/pets/1`, `/restapis/${api.id}/stage/_user_request_/pets/1`]) {
    const response = await fetch(`${cloud.endpoint}${path}`);
    expect(await response.json()).toMatchObject({ path: "/pets/1", pathParameters: { id: "1" } });
  }
});

// Source: the guide to payload compression of REST APIs.
test("an API with a minimum size reads compressed requests and compresses what it answers", async () => {
  const small = await apis.make(
    {
      "POST /answers": {
        integration: { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: await apis.fn("unpacked", ANSWERS) },
      },
    },
    { minimumCompressionSize: 10 },
  );
  await apis.deploy(small, "stage");
  const ask = (body: string, headers = {}) =>
    apis.call(small, "/stage/answers", {
      method: "POST",
      headers: { "content-encoding": "gzip", "accept-encoding": "gzip", ...headers },
      body: gzipSync(JSON.stringify({ statusCode: 200, body })),
    });
  const short = await ask("123456789");
  expect([short.status, short.body, short.headers["content-encoding"]]).toEqual([200, "123456789", undefined]);
  expect((await ask("1234567890")).headers["content-encoding"]).toBe("gzip");
  expect(await ask("1", { "content-encoding": "br", "accept-encoding": "identity" })).toMatchObject({
    status: 415,
    body: '{"message":"Unsupported Media Type"}',
  });
});

// Source: Lambda's guide, "Invoking functions with tenant isolation (API Gateway)"; HTTP APIs cannot.
test("a tenant that is mapped to Lambda's header is whom the function is called for", async () => {
  const source = `exports.handler = async (event, context) => ({ statusCode: 200, body: context.tenantId });`;
  const uri = await apis.fn("tenants", source, { TenancyConfig: { TenantIsolationMode: "PER_TENANT" } });
  const requestParameters = { "integration.request.header.X-Amz-Tenant-Id": "method.request.header.x-customer" };
  const method = { requestParameters: { "method.request.header.x-customer": false } };
  const call = { integrationHttpMethod: "POST", uri, requestParameters };
  const apart = await apis.make({
    "GET /proxy": { method, integration: { type: "AWS_PROXY", ...call } },
    "GET /mapped": { method, integration: { type: "AWS", ...call }, responses: { 200: {} } },
  });
  await apis.deploy(apart);
  const headers = { "x-customer": "blue" };
  expect((await apis.call(apart, "/dev/proxy", { headers })).body).toBe("blue");
  expect(JSON.parse((await apis.call(apart, "/dev/mapped", { headers })).body)).toMatchObject({ body: "blue" });
  expect((await apis.call(apart, "/dev/proxy")).status).toBe(500);
});
