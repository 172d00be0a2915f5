/** What stands between a request and an HTTP API's integration: authorizers, limits, mappings, domains, logs. */
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import * as V2 from "@aws-sdk/client-apigatewayv2";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RestApis, send } from "../api-gateway/support.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let api: V2.ApiGatewayV2Client;
let functions: RestApis;
let server: Server;
let backend: string;
let echoArn: string;
let authorizerUri: string;

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const AUTHORIZER = `let asked = 0;
exports.handler = async (event) => {
  const [token] = [].concat(event.identitySource);
  if (token === "broken") throw new Error("no");
  if (token === "count") return { isAuthorized: true, context: { asked: ++asked } };
  return { isAuthorized: token === "yes", context: { n: 1, type: event.type, route: event.routeArn } };
};`;

beforeAll(async () => {
  cloud = await startTestCloud();
  api = new V2.ApiGatewayV2Client(cloud.clientConfig);
  functions = new RestApis(cloud);
  const arnIn = (uri: string) => /functions\/(.*)\/invocations/.exec(uri)?.[1] as string;
  echoArn = arnIn(await functions.fn("echo", "exports.handler = async (event) => event;"));
  authorizerUri = await functions.fn("authorizer", AUTHORIZER);
  server = createServer((request, response) => {
    const answer = (body: object) =>
      response.writeHead(200, { "content-type": "application/json", "x-back": "b" }).end(JSON.stringify(body));
    if (request.url === "/.well-known/openid-configuration") answer({ jwks_uri: `${backend}/keys` });
    else if (request.url === "/keys")
      answer({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", use: "sig" }] });
    else void text(request).then((body) => answer({ url: request.url, headers: request.headers, body }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  backend = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  functions.close();
  api.destroy();
  await cloud.stop();
});

type Integration = Partial<V2.CreateIntegrationCommandInput>;
type Route = Partial<V2.CreateRouteCommandInput>;

async function made(
  integration: Integration,
  route: (ApiId: string) => Promise<Route> | Route = () => ({}),
  stage: Partial<V2.CreateStageCommandInput> = {},
): Promise<string> {
  const { ApiId = "" } = await api.send(new V2.CreateApiCommand({ Name: `a${Math.random()}`, ProtocolType: "HTTP" }));
  const { IntegrationId } = await api.send(
    new V2.CreateIntegrationCommand({
      ApiId,
      IntegrationType: "AWS_PROXY",
      IntegrationUri: echoArn,
      PayloadFormatVersion: "2.0",
      ...integration,
    }),
  );
  await api.send(
    new V2.CreateRouteCommand({
      ApiId,
      RouteKey: "ANY /x/{id}",
      Target: `integrations/${IntegrationId}`,
      ...(await route(ApiId)),
    }),
  );
  await api.send(new V2.CreateStageCommand({ ApiId, StageName: "$default", AutoDeploy: true, ...stage }));
  return ApiId;
}

const ask = (id: string, headers: Record<string, string> = {}, path = "/x/7?q=1", body?: string) =>
  functions.call({ id }, path, { headers, ...(body !== undefined && { method: "POST", body }) });

function token(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", kid: "k" })}.${part({ iss: backend, aud: "me", exp: 4_000_000_000, ...claims })}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

// Source: AWS's documentation of JWT authorizers and of payload 2.0.
test("JWT authorizers check signature, issuer, audience, time and scopes", async () => {
  const id = await made({}, async (ApiId) => {
    const { AuthorizerId } = await api.send(
      new V2.CreateAuthorizerCommand({
        ApiId,
        Name: "jwt",
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Issuer: backend, Audience: ["me"] },
      }),
    );
    return { AuthorizationType: "JWT", AuthorizerId, AuthorizationScopes: ["read"] };
  });
  const bearer = (claims: object) => ask(id, { authorization: `Bearer ${token(claims)}` });
  const good = await bearer({ scope: "read write", sub: "u", "cognito:groups": ["a", "b"] });
  expect(JSON.parse(good.body).requestContext.authorizer).toEqual({
    jwt: {
      claims: { iss: backend, aud: "me", exp: "4000000000", scope: "read write", sub: "u", "cognito:groups": "[a b]" },
      scopes: ["read"],
    },
  });
  expect(await ask(id)).toMatchObject({
    status: 401,
    body: '{"message":"Unauthorized"}',
    headers: { "www-authenticate": "Bearer" },
  });
  const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };
  expect(await ask(id, { authorization: "Bearer nonsense" })).toMatchObject(unauthorized);
  expect(await bearer({ scope: "read", aud: "you" })).toMatchObject(unauthorized);
  expect(await bearer({ scope: "read", iss: "https://other" })).toMatchObject(unauthorized);
  const expired = await bearer({ scope: "read", exp: 1000 });
  expect(expired).toMatchObject(unauthorized);
  expect(expired.headers["www-authenticate"]).toBe(
    'Bearer scope="read" error="invalid_token" error_description="the token has expired"',
  );
  const tampered = `${token({ scope: "read" }).slice(0, -6)}AAAAAA`;
  expect(await ask(id, { authorization: tampered })).toMatchObject(unauthorized);
  expect(await bearer({ scope: "write" })).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
});

test("Lambda authorizers with simple answers", async () => {
  const id = await made({}, async (ApiId) => {
    const { AuthorizerId } = await api.send(
      new V2.CreateAuthorizerCommand({
        ApiId,
        Name: "fn",
        AuthorizerType: "REQUEST",
        AuthorizerUri: authorizerUri,
        AuthorizerPayloadFormatVersion: "2.0",
        EnableSimpleResponses: true,
        IdentitySource: ["$request.header.auth"],
      }),
    );
    return { AuthorizationType: "CUSTOM", AuthorizerId };
  });
  const good = await ask(id, { auth: "yes" });
  expect(JSON.parse(good.body).requestContext.authorizer).toEqual({
    lambda: { n: 1, type: "REQUEST", route: `arn:aws:execute-api:us-east-1:000000000000:${id}/$default/GET/x/7` },
  });
  expect(await ask(id)).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
  expect(await ask(id, { auth: "no" })).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  expect(await ask(id, { auth: "broken" })).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
});

// Source: the API reference (ResetAuthorizersCache).
test("what an authorizer has said is kept until it is forgotten", async () => {
  const id = await made({}, async (ApiId) => {
    const { AuthorizerId } = await api.send(
      new V2.CreateAuthorizerCommand({
        ApiId,
        Name: "fn",
        AuthorizerType: "REQUEST",
        AuthorizerUri: authorizerUri,
        AuthorizerPayloadFormatVersion: "2.0",
        EnableSimpleResponses: true,
        IdentitySource: ["$request.header.auth"],
        AuthorizerResultTtlInSeconds: 300,
      }),
    );
    return { AuthorizationType: "CUSTOM", AuthorizerId };
  });
  const asked = async () => JSON.parse((await ask(id, { auth: "count" })).body).requestContext.authorizer.lambda.asked;
  expect([await asked(), await asked()]).toEqual([1, 1]);
  await api.send(new V2.ResetAuthorizersCacheCommand({ ApiId: id, StageName: "$default" }));
  expect(await asked()).toBe(2);
});

test("AWS_IAM asks whose request it is", async () => {
  const id = await made({}, () => ({ AuthorizationType: "AWS_IAM" }));
  expect(await ask(id)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  const authorization =
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0";
  const { requestContext } = JSON.parse((await ask(id, { authorization, "x-amz-date": "20260101T000000Z" })).body);
  expect(requestContext.authorizer.iam).toMatchObject({ accessKey: "test", accountId: "000000000000" });
});

test("parameter mappings change what is sent on and what comes back", async () => {
  const id = await made(
    {
      IntegrationType: "HTTP_PROXY",
      IntegrationMethod: "ANY",
      IntegrationUri: `${backend}/base`,
      PayloadFormatVersion: "1.0",
      RequestParameters: {
        "append:header.x-id": "$request.path.id",
        "overwrite:header.x-text": "${request.querystring.q}-${stageVariables.color}-${context.routeKey}",
        "remove:querystring.q": "''",
        "append:querystring.b": "$request.body.a",
        "overwrite:path": "/other",
      },
      ResponseParameters: {
        "200": {
          "overwrite:statuscode": "203",
          "append:header.x-new": "$response.header.x-back",
          "remove:header.x-back": "''",
        },
      },
    },
    undefined,
    { StageVariables: { color: "red" } },
  );
  const got = await ask(id, {}, "/x/7?q=1&r=2", '{"a":"body"}');
  expect(got).toMatchObject({ status: 203, headers: { "x-new": "b" } });
  expect(got.headers["x-back"]).toBeUndefined();
  expect(JSON.parse(got.body)).toMatchObject({
    url: "/other?r=2&b=body",
    headers: { "x-id": "7", "x-text": "1-red-ANY /x/{id}" },
  });
});

test("a state machine is started by a route", async () => {
  const sfn = new SFNClient(cloud.clientConfig);
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({
      name: "m",
      roleArn: "arn:aws:iam::000000000000:role/r",
      type: "EXPRESS",
      definition: JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } }),
    }),
  );
  const id = await made({
    IntegrationSubtype: "StepFunctions-StartSyncExecution",
    IntegrationUri: undefined,
    PayloadFormatVersion: "1.0",
    CredentialsArn: "arn:aws:iam::000000000000:role/r",
    RequestParameters: { StateMachineArn: stateMachineArn as string, Input: "$request.body" },
  });
  const got = await ask(id, {}, "/x/1", '{"a":1}');
  expect(got.status).toBe(200);
  expect(JSON.parse(got.body)).toMatchObject({ status: "SUCCEEDED", output: '{"a":1}' });
  sfn.destroy();
});

test("limits, access logs, domains", async () => {
  const id = await made({}, undefined, {
    DefaultRouteSettings: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
    AccessLogSettings: {
      DestinationArn: "arn:aws:logs:us-east-1:000000000000:log-group:http-access",
      Format: "$context.routeKey $context.status $context.integration.integrationStatus $context.error.message",
    },
  });
  expect((await ask(id)).status).toBe(200);
  expect(await ask(id)).toMatchObject({ status: 429, body: '{"message":"Too Many Requests"}' });
  const logs = new CloudWatchLogsClient(cloud.clientConfig);
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: "http-access" }));
  expect(events?.map(({ message }) => message)).toEqual([
    "ANY /x/{id} 200 200 -",
    "ANY /x/{id} 429 - Too Many Requests",
  ]);
  logs.destroy();
  await cloud.cloud.clock.advance(5000);
  await api.send(
    new V2.CreateDomainNameCommand({
      DomainName: "http.example.test",
      DomainNameConfigurations: [{ CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c" }],
    }),
  );
  await api.send(
    new V2.CreateApiMappingCommand({
      DomainName: "http.example.test",
      ApiId: id,
      Stage: "$default",
      ApiMappingKey: "v1/base",
    }),
  );
  const byDomain = await send(cloud.endpoint, "/v1/base/x/9", { headers: { host: "http.example.test" } });
  expect(JSON.parse(byDomain.body)).toMatchObject({ rawPath: "/v1/base/x/9", pathParameters: { id: "9" } });
});
