/** Who may call a REST API: Lambda authorizers, IAM, resource policies. */
import * as Api from "@aws-sdk/client-api-gateway";
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type Signing, signedHeaders } from "../support/sign.ts";
import { type MethodSpec, RestApis, type TestApi } from "./support.ts";

let cloud: TestCloud;
let apis: RestApis;
let authorizerUri: string;
let echoUri: string;

/** Does what the token says; counts its calls, for the cache. */
const AUTHORIZER = `let calls = 0;
exports.handler = async (event) => {
  calls++;
  const token = event.authorizationToken ?? event.headers.auth;
  if (token === "unauthorized") throw new Error("Unauthorized");
  if (token === "broken") throw new Error("no");
  if (token === "nonsense") return { principalId: 1 };
  const [Effect, path = "*"] = token.split(":");
  const policyDocument = { Version: "2012-10-17", Statement: [{ Effect, Action: "execute-api:Invoke", Resource: event.methodArn.replace(/dev.*/, "dev/" + path) }] };
  return { principalId: "me", policyDocument, context: { calls, flag: true, type: event.type, keys: Object.keys(event).sort().join() } };
};`;

beforeAll(async () => {
  cloud = await startTestCloud();
  apis = new RestApis(cloud);
  authorizerUri = await apis.fn("authorizer", AUTHORIZER);
  echoUri = await apis.fn(
    "echo",
    "exports.handler = async (event) => ({ body: JSON.stringify(event.requestContext) });",
  );
});
afterAll(async () => {
  apis.close();
  await cloud.stop();
});

const echo = (method?: MethodSpec["method"]): MethodSpec => ({
  integration: { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: echoUri },
  ...(method && { method }),
});

async function authorized(settings: Partial<Api.CreateAuthorizerCommandInput>): Promise<TestApi> {
  const api = await apis.make({});
  const { id } = await apis.client.send(
    new Api.CreateAuthorizerCommand({
      restApiId: api.id,
      name: "a",
      type: "TOKEN",
      authorizerUri,
      identitySource: "method.request.header.Auth",
      ...settings,
    }),
  );
  for (const path of ["/a", "/b"])
    await apis.add(api, `GET ${path}`, echo({ authorizationType: "CUSTOM", authorizerId: id }));
  await apis.deploy(api);
  return api;
}

const DENIED = "User is not authorized to access this resource";

test.each<[string | undefined, number, string, string]>([
  [undefined, 401, '{"message":"Unauthorized"}', "UnauthorizedException"],
  ["unauthorized", 401, '{"message":"Unauthorized"}', "UnauthorizedException"],
  ["broken", 500, '{"message":null}', "AuthorizerConfigurationException"],
  ["nonsense", 500, '{"message":null}', "AuthorizerConfigurationException"],
  ["Allow:GET/b", 403, `{"Message":"${DENIED}"}`, "AccessDeniedException"],
  ["Deny", 403, `{"Message":"${DENIED} with an explicit deny in an identity-based policy"}`, "AccessDeniedException"],
])("a token authorizer given %s answers %i", async (token, status, body, type) => {
  const api = await authorized({});
  const got = await apis.call(api, "/dev/a", { headers: token ? { auth: token } : {} });
  expect(got).toMatchObject({ status, body, headers: { "x-amzn-errortype": type } });
});

test("what an authorizer tells is kept for its time, and is the request's context as text", async () => {
  const api = await authorized({ authorizerResultTtlInSeconds: 60 });
  const ask = async (path: string) =>
    JSON.parse((await apis.call(api, path, { headers: { auth: "Allow" } })).body).authorizer;
  const first = await ask("/dev/a");
  expect(first).toEqual({
    principalId: "me",
    calls: expect.any(String),
    flag: "true",
    type: "TOKEN",
    keys: "authorizationToken,methodArn,type",
    integrationLatency: expect.any(Number),
  });
  expect(await ask("/dev/b")).toEqual(first);
  await cloud.cloud.clock.advance(61_000);
  expect((await ask("/dev/a")).calls).not.toBe(first.calls);
});

test("a request authorizer gets the request", async () => {
  const api = await authorized({
    type: "REQUEST",
    identitySource: "method.request.header.Auth, method.request.querystring.q",
  });
  const headers = { auth: "Allow" };
  expect(await apis.call(api, "/dev/a", { headers })).toMatchObject({ status: 401 });
  const { authorizer } = JSON.parse((await apis.call(api, "/dev/a?q=1", { headers })).body);
  expect(authorizer).toMatchObject({
    type: "REQUEST",
    keys: "headers,httpMethod,methodArn,multiValueHeaders,multiValueQueryStringParameters,path,pathParameters,queryStringParameters,requestContext,resource,stageVariables,type",
  });
});

test("a token must be as the authorizer's expression says", async () => {
  const api = await authorized({ identityValidationExpression: "Allow.*" });
  expect((await apis.call(api, "/dev/a", { headers: { auth: "Allow" } })).status).toBe(200);
  expect((await apis.call(api, "/dev/a", { headers: { auth: "Deny" } })).status).toBe(401);
});

test("AWS_IAM asks for a signature, and for the permission of whose it is", async () => {
  const api = await apis.make({
    "GET /a": echo({ authorizationType: "AWS_IAM" }),
    "GET /b": echo({ authorizationType: "AWS_IAM" }),
  });
  await apis.deploy(api);
  const iam = new IAMClient(cloud.clientConfig);
  await iam.send(new CreateUserCommand({ UserName: "u" }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "u" }));
  const Resource = `arn:aws:execute-api:us-east-1:000000000000:${api.id}/dev/GET/a`;
  await iam.send(
    new PutUserPolicyCommand({
      UserName: "u",
      PolicyName: "p",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource }],
      }),
    }),
  );
  iam.destroy();
  expect(await apis.call(api, "/dev/a")).toMatchObject({
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
  });
  const key = AccessKey?.AccessKeyId;
  const host = `${api.id}.execute-api.localhost:${new URL(cloud.endpoint).port}`;
  const keys = { accessKeyId: key ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
  const ask = (path: string, signing: Signing) =>
    apis.call(api, path, { headers: signedHeaders({ path, host }, signing) });
  const { identity } = JSON.parse((await ask("/dev/a", keys)).body);
  expect(identity).toMatchObject({
    accessKey: key,
    accountId: "000000000000",
    userArn: "arn:aws:iam::000000000000:user/u",
  });
  expect(await ask("/dev/b", keys)).toMatchObject({
    status: 403,
    body: `{"Message":"User: arn:aws:iam::000000000000:user/u is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********0000:${api.id}/dev/GET/b"}`,
  });
  // Of a key that this cloud has not given out any secret is a right one.
  expect((await ask("/dev/b", { accessKeyId: "test", secretAccessKey: "any" })).status).toBe(200);
  const forged = await ask("/dev/a", { ...keys, secretAccessKey: "guessed" });
  expect(forged).toMatchObject({ status: 403, headers: { "x-amzn-errortype": "InvalidSignatureException" } });
  expect(JSON.parse(forged.body).message).toMatch(/^The request signature we calculated does not match/);
  const elsewhere = await ask("/dev/a", { ...keys, service: "lambda" });
  expect(JSON.parse(elsewhere.body).message).toBe("Credential should be scoped to correct service: 'execute-api'. ");
  const unknown = await ask("/dev/a", { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" });
  expect(unknown).toMatchObject({ status: 403, headers: { "x-amzn-errortype": "UnrecognizedClientException" } });
});

test("a resource policy lets in whom it names", async () => {
  const statement = (Effect: string, Resource: string) => ({
    Effect,
    Principal: "*",
    Action: "execute-api:Invoke",
    Resource,
  });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [statement("Allow", "execute-api:/*/GET/a*"), statement("Deny", "execute-api:/*/GET/ab")],
  });
  const api = await apis.make({ "GET /a": echo(), "GET /ab": echo(), "GET /c": echo() }, { policy });
  await apis.deploy(api);
  const refused = (path: string, end = "") =>
    `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********0000:${api.id}/dev/GET/${path}${end}"}`;
  expect((await apis.call(api, "/dev/a")).status).toBe(200);
  expect(await apis.call(api, "/dev/ab")).toMatchObject({ status: 403, body: refused("ab", " with an explicit deny") });
  expect(await apis.call(api, "/dev/c")).toMatchObject({ status: 403, body: refused("c") });
});
