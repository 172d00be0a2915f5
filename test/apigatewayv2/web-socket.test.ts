/** WebSocket APIs: routes of a connection's life, what clients are told, and managing connections. */
import * as V2 from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RestApis, send } from "../api-gateway/support.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { openWebSocket } from "./web-socket-client.ts";

let cloud: TestCloud;
let api: V2.ApiGatewayV2Client;
let functions: RestApis;
let apiId: string;

/** Keeps disconnects in memory, for the route "log"; refuses what the query asks it to. */
const FUNCTION = `const ended = [];
exports.handler = async (event) => {
  const { eventType, disconnectStatusCode } = event.requestContext;
  if (eventType === "DISCONNECT") ended.push(disconnectStatusCode);
  if (event.queryStringParameters?.refuse) return { statusCode: 403 };
  if (event.body?.includes("fail")) throw new Error("no");
  if (event.body?.includes("ended")) return { statusCode: 200, body: JSON.stringify(ended) };
  return { statusCode: 200, body: JSON.stringify(event) };
};`;
const AUTHORIZER = `exports.handler = async (event) => ({
  principalId: "me",
  context: { q: event.queryStringParameters.token },
  policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: event.queryStringParameters.token === "ok" ? "Allow" : "Deny", Resource: event.methodArn }] },
});`;

async function made(
  routes: Readonly<Record<string, Partial<V2.CreateRouteCommandInput>>>,
  uri: string,
): Promise<string> {
  const { ApiId = "" } = await api.send(
    new V2.CreateApiCommand({
      Name: `w${Math.random()}`,
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
    }),
  );
  const { IntegrationId } = await api.send(
    new V2.CreateIntegrationCommand({
      ApiId,
      IntegrationType: "AWS_PROXY",
      IntegrationUri: uri,
      IntegrationMethod: "POST",
    }),
  );
  for (const [RouteKey, route] of Object.entries(routes)) {
    const { RouteId } = await api.send(
      new V2.CreateRouteCommand({ ApiId, RouteKey, Target: `integrations/${IntegrationId}`, ...route }),
    );
    if (route.RouteResponseSelectionExpression)
      await api.send(new V2.CreateRouteResponseCommand({ ApiId, RouteId, RouteResponseKey: "$default" }));
  }
  await api.send(
    new V2.CreateStageCommand({ ApiId, StageName: "dev", AutoDeploy: true, StageVariables: { color: "red" } }),
  );
  return ApiId;
}

let uri: string;

beforeAll(async () => {
  cloud = await startTestCloud();
  api = new V2.ApiGatewayV2Client(cloud.clientConfig);
  functions = new RestApis(cloud);
  uri = await functions.fn("ws", FUNCTION);
  const answers = { RouteResponseSelectionExpression: "$default" };
  apiId = await made({ $connect: {}, $disconnect: {}, echo: answers, ended: answers, quiet: {} }, uri);
});
afterAll(async () => {
  functions.close();
  api.destroy();
  await cloud.stop();
});

const open = (path = "/dev", id = apiId) =>
  openWebSocket(cloud.endpoint, `${id}.execute-api.localhost:${new URL(cloud.endpoint).port}`, path);
const authorization =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0";
const manage = (method: string, id: string, body?: string) =>
  send(cloud.endpoint, `/_aws/execute-api/${apiId}/dev/@connections/${encodeURIComponent(id)}`, {
    method,
    headers: { authorization, "x-amz-date": "20260101T000000Z" },
    ...(body !== undefined && { body }),
  });

test("messages go to the route that their body selects, and two-way routes answer", async () => {
  const client = await open();
  client.send('{"action":"echo","a":1}');
  const event = JSON.parse(await client.next());
  expect(event).toMatchObject({
    body: '{"action":"echo","a":1}',
    isBase64Encoded: false,
    stageVariables: { color: "red" },
    requestContext: {
      routeKey: "echo",
      eventType: "MESSAGE",
      messageDirection: "IN",
      stage: "dev",
      apiId,
      messageId: expect.stringMatching(/=$/),
      connectionId: expect.stringMatching(/=$/),
      connectedAt: expect.any(Number),
    },
  });
  const { connectionId } = event.requestContext;
  client.send('{"action":"quiet"}');
  client.send("no json");
  expect(JSON.parse(await client.next())).toEqual({
    message: "Forbidden",
    connectionId,
    requestId: expect.any(String),
  });
  client.send('{"action":"echo","fail":1}');
  expect(JSON.parse(await client.next())).toMatchObject({ message: "Internal server error", connectionId });
  client.frame(0x89, Buffer.from("x"));
  expect(await client.next()).toBe("pong");
  client.frame(0x01, Buffer.from('{"action":'));
  client.frame(0x80, Buffer.from('"echo"}'));
  expect(JSON.parse(await client.next()).body).toBe('{"action":"echo"}');
  client.close(1000);
  expect(await client.closed).toBe(1000);
});

test("a connection is refused as its $connect route says", async () => {
  await expect(open("/dev?refuse=1")).rejects.toThrow("403");
  await expect(open("/nostage")).rejects.toThrow("403");
});

test("its end is told to $disconnect", async () => {
  const client = await open();
  client.close(4001);
  await client.closed;
  const other = await open();
  await expect
    .poll(async () => {
      other.send('{"action":"ended"}');
      return JSON.parse(await other.next()) as unknown;
    })
    .toContain(4001);
  other.close(1000);
});

test("connections are written to, asked about and ended from outside", async () => {
  const client = await open();
  client.send('{"action":"echo"}');
  const { connectionId } = JSON.parse(await client.next()).requestContext;
  expect(await manage("POST", connectionId, "hello")).toMatchObject({ status: 200, body: "" });
  expect(await client.next()).toBe("hello");
  const { body } = await manage("GET", connectionId);
  expect(JSON.parse(body)).toEqual({
    connectedAt: expect.stringMatching(/Z$/),
    identity: { sourceIp: expect.any(String) },
    lastActiveAt: expect.stringMatching(/Z$/),
  });
  expect((await manage("DELETE", connectionId)).status).toBe(204);
  expect(await client.closed).toBe(1000);
  expect(await manage("POST", connectionId, "x")).toMatchObject({
    status: 410,
    headers: { "x-amzn-errortype": "GoneException" },
  });
  const unsigned = await send(cloud.endpoint, `/_aws/execute-api/${apiId}/dev/@connections/x`, { method: "POST" });
  expect(unsigned).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' });
});

test("what is too long ends the connection, and so does silence", async () => {
  const client = await open();
  const part = Buffer.alloc(60_000);
  client.frame(0x01, part);
  client.frame(0x00, part);
  client.frame(0x00, part);
  expect(await client.closed).toBe(1009);
  const silent = await open();
  await cloud.cloud.clock.advance(11 * 60 * 1000);
  expect(await silent.closed).toBe(1001);
});

test("authorizers of $connect, and what they told in every event", async () => {
  const authorizerUri = await functions.fn("wsauth", AUTHORIZER);
  const id = await made({ echo: { RouteResponseSelectionExpression: "$default" } }, uri);
  const { AuthorizerId } = await api.send(
    new V2.CreateAuthorizerCommand({
      ApiId: id,
      Name: "a",
      AuthorizerType: "REQUEST",
      AuthorizerUri: authorizerUri,
      IdentitySource: ["route.request.querystring.token"],
    }),
  );
  await api.send(
    new V2.CreateRouteCommand({ ApiId: id, RouteKey: "$connect", AuthorizationType: "CUSTOM", AuthorizerId }),
  );
  await expect(open("/dev", id)).rejects.toThrow("401");
  await expect(open("/dev?token=no", id)).rejects.toThrow("403");
  const client = await open("/dev?token=ok", id);
  client.send('{"action":"echo"}');
  expect(JSON.parse(await client.next()).requestContext.authorizer).toEqual({ principalId: "me", q: "ok" });
  client.close(1000);
});

test("mocks answer by template", async () => {
  const { ApiId = "" } = await api.send(
    new V2.CreateApiCommand({
      Name: "mock",
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
    }),
  );
  const { IntegrationId } = await api.send(
    new V2.CreateIntegrationCommand({
      ApiId,
      IntegrationType: "MOCK",
      RequestTemplates: { $default: '{"statusCode":200}' },
      TemplateSelectionExpression: "\\$default",
    }),
  );
  await api.send(
    new V2.CreateIntegrationResponseCommand({
      ApiId,
      IntegrationId,
      IntegrationResponseKey: "$default",
      ResponseTemplates: { $default: '{"you":"$context.connectionId"}' },
    }),
  );
  const { RouteId } = await api.send(
    new V2.CreateRouteCommand({
      ApiId,
      RouteKey: "$default",
      Target: `integrations/${IntegrationId}`,
      RouteResponseSelectionExpression: "$default",
    }),
  );
  await api.send(new V2.CreateRouteResponseCommand({ ApiId, RouteId, RouteResponseKey: "$default" }));
  await api.send(new V2.CreateStageCommand({ ApiId, StageName: "dev", AutoDeploy: true }));
  const client = await open("/dev", ApiId);
  client.send("anything");
  expect(JSON.parse(await client.next())).toEqual({ you: expect.stringMatching(/=$/) });
  client.close(1000);
});
