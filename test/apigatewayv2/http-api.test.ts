import { request } from "node:http";
import { buffer, text } from "node:stream/consumers";
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  GetApiCommand,
} from "@aws-sdk/client-apigatewayv2";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

const HANDLER = `
exports.main = async (event) => {
  if (event.rawPath === "/bare") return { hello: "world" };
  if (event.rawPath === "/broken") throw new Error("no");
  return { statusCode: 201, headers: { "X-Own": "1" }, cookies: ["a=b"], body: JSON.stringify(event) };
};`;

let cloud: TestCloud;
let api: ApiGatewayV2Client;
let lambda: LambdaClient;
let apiId: string;
let functionArn: string;

async function zipped(source: string): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(source), "index.js");
  zip.end();
  return buffer(zip.outputStream);
}

beforeAll(async () => {
  cloud = await startTestCloud();
  api = new ApiGatewayV2Client(cloud.clientConfig);
  lambda = new LambdaClient(cloud.clientConfig);
  const iam = new IAMClient(cloud.clientConfig);
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const made = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "f",
      Runtime: "nodejs22.x",
      Handler: "index.main",
      Role: Role?.Arn,
      Code: { ZipFile: await zipped(HANDLER) },
    }),
  );
  functionArn = made.FunctionArn as string;
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { FunctionName: "f" });
  ({ ApiId: apiId } = (await api.send(new CreateApiCommand({ Name: "a", ProtocolType: "HTTP" }))) as { ApiId: string });
  const { IntegrationId } = await api.send(
    new CreateIntegrationCommand({
      ApiId: apiId,
      IntegrationType: "AWS_PROXY",
      IntegrationUri: functionArn,
      PayloadFormatVersion: "2.0",
    }),
  );
  for (const RouteKey of ["GET /items/{id}", "GET /{proxy+}", "POST /items"]) {
    await api.send(new CreateRouteCommand({ ApiId: apiId, RouteKey, Target: `integrations/${IntegrationId}` }));
  }
  await api.send(
    new CreateStageCommand({
      ApiId: apiId,
      StageName: "$default",
      AutoDeploy: true,
      AccessLogSettings: {
        DestinationArn: "arn:aws:logs:us-east-1:000000000000:log-group:access",
        Format: "$context.status $context.integrationStatus $context.integrationErrorMessage",
      },
    }),
  );
  iam.destroy();
});

afterAll(async () => {
  api.destroy();
  lambda.destroy();
  await cloud.stop();
});

function call(
  path: string,
  method = "GET",
  body?: string,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  const { port } = new URL(cloud.endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        headers: { host: `${apiId}.execute-api.localhost:${port}`, "content-type": "application/json" },
      },
      (incoming) =>
        void text(incoming).then((t) =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: t }),
        ),
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

// Source: AWS's documentation of HTTP APIs: a function that does not permit the API gives 500.
test("a function without permission for the API is not called", async () => {
  expect(await call("/items/7")).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: "f",
      StatementId: "api",
      Action: "lambda:InvokeFunction",
      Principal: "apigateway.amazonaws.com",
      SourceArn: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/*/*`,
    }),
  );
  expect((await call("/items/7")).status).toBe(201);
  // Source: AWS's guide to what goes wrong with Lambda integrations.
  const { events } = await cloud.cloud.call("cloudwatch-logs", "FilterLogEvents", { logGroupName: "access" });
  expect((events as { message: string }[]).map(({ message }) => message)).toEqual([
    "500 500 The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.",
    "201 200 -",
  ]);
});

// Source: AWS's documentation of payload format 2.0.
test("the function gets a 2.0 event, and its answer is the response", async () => {
  const { headers, body } = await call("/items/a%20b?x=1&x=2&y=");
  expect(headers["x-own"]).toBe("1");
  expect(headers["set-cookie"]).toEqual(["a=b"]);
  expect(JSON.parse(body)).toMatchObject({
    version: "2.0",
    routeKey: "GET /items/{id}",
    rawPath: "/items/a b",
    rawQueryString: "x=1&x=2&y=",
    queryStringParameters: { x: "1,2", y: "" },
    pathParameters: { id: "a b" },
    requestContext: { accountId: "000000000000", apiId, stage: "$default", http: { method: "GET" } },
    isBase64Encoded: false,
  });
});

test("the most specific route wins, and a body is passed on", async () => {
  expect(JSON.parse((await call("/items/7/more")).body).routeKey).toBe("GET /{proxy+}");
  expect(JSON.parse((await call("/items", "POST", '{"a":1}')).body)).toMatchObject({
    routeKey: "POST /items",
    body: '{"a":1}',
  });
});

// Source: AWS's documentation of payload format 2.0: without a statusCode the answer is the body, as JSON with 200.
test("an answer without a status is the body", async () => {
  expect(await call("/bare")).toMatchObject({ status: 200, body: '{"hello":"world"}' });
});

test("a function that fails gives 500, a path without a route 404", async () => {
  expect(await call("/broken")).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  expect(await call("/items", "DELETE")).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
});

test("the path form reaches the same stage", async () => {
  const response = await fetch(`${cloud.endpoint}/_aws/execute-api/${apiId}/$default/bare`);
  expect(await response.json()).toEqual({ hello: "world" });
});

// Source: AWS, recorded for API Gateway ("Invalid API identifier specified <account>:<id>").
test("an unknown API is refused", async () => {
  await expect(api.send(new GetApiCommand({ ApiId: "nope" }))).rejects.toMatchObject({
    name: "NotFoundException",
    message: "Invalid API identifier specified 000000000000:nope",
  });
});
