/** Function URLs over HTTP: events, answers, authorization, CORS and streaming. Expectations as recorded on AWS. */
import { request } from "node:http";
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigCommandInput,
  GetAccountSettingsCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, lambdaClient } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
});

afterAll(async () => {
  await cloud?.stop();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** node:http sends a Host of our choice; names below localhost need not resolve. */
function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { host, pathname, search } = new URL(url);
  const { port } = new URL(cloud.endpoint);
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options;
    const outgoing = request(
      { port, host: "127.0.0.1", path: pathname + search, method, headers: { host, ...headers } },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      },
    );
    outgoing.on("error", reject).end(body);
  });
}

async function functionUrl(
  name: string,
  code: string,
  settings: Partial<CreateFunctionUrlConfigCommandInput> = {},
): Promise<string> {
  await createNodeFunction(client, name, code);
  const { FunctionUrl = "" } = await client.send(
    new CreateFunctionUrlConfigCommand({ FunctionName: name, AuthType: "NONE", ...settings }),
  );
  if (settings.AuthType !== "AWS_IAM") {
    await client.send(
      new AddPermissionCommand({
        FunctionName: name,
        StatementId: "public",
        Action: "lambda:InvokeFunctionUrl",
        Principal: "*",
        FunctionUrlAuthType: "NONE",
      }),
    );
  }
  return FunctionUrl;
}

test("the event has payload format 2.0", async () => {
  const url = await functionUrl("echo-event", "exports.handler = async (event) => event;");
  const { body } = await send(`${url}pa2%2Fth/1?q=query&multiQuery=foo&multiQuery=%2Fbar`, {
    method: "POST",
    headers: { "Extra-Headers": "With WeiRd CapS", "Content-Type": "application/json", "User-Agent": "test/echo" },
    body: '{"foo":"bar"}',
  });
  const event = JSON.parse(body) as Record<string, unknown>;
  const { host } = new URL(url);
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "$default",
    rawPath: "/pa2%2Fth/1",
    rawQueryString: "q=query&multiQuery=foo&multiQuery=%2Fbar",
    queryStringParameters: { q: "query", multiQuery: "foo,/bar" },
    headers: { "extra-headers": "With WeiRd CapS", "content-type": "application/json", host },
    requestContext: {
      accountId: "anonymous",
      domainName: host,
      http: {
        method: "POST",
        path: "/pa2%2Fth/1",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "test/echo",
      },
      routeKey: "$default",
      stage: "$default",
    },
    body: '{"foo":"bar"}',
    isBase64Encoded: false,
  });
});

test.each([
  ["an object without a status", "{ hello: 'world' }", 200, '{"hello":"world"}'],
  ["a status and a body", "{ statusCode: 201, body: 'body123' }", 201, "body123"],
  ["a list", "['hello', 3, true]", 200, '["hello",3,true]'],
  ["a string", "'hello'", 200, "hello"],
  ["a number", "3.1", 200, "3.1"],
  ["a boolean", "true", 200, "true"],
])("answers with %s", async (name, value, status, body) => {
  const url = await functionUrl(`answers-${name.replaceAll(" ", "-")}`, `exports.handler = async () => (${value});`);
  const answer = await send(url);
  expect([answer.status, answer.body, answer.headers["content-type"]]).toEqual([status, body, "application/json"]);
});

test("without permission the answer is 403", async () => {
  const url = await functionUrl("private", "exports.handler = async () => 1;", { AuthType: "AWS_IAM" });
  const answer = await send(url);
  expect(answer.status).toBe(403);
  expect(answer.headers["x-amzn-errortype"]).toBe("AccessDeniedException");
  expect(JSON.parse(answer.body)).toEqual({
    Message:
      "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  });
});

describe("signatures", () => {
  let url: string;
  beforeAll(async () => {
    url = await functionUrl("signed", "exports.handler = async (event) => event.requestContext.authorizer.iam;", {
      AuthType: "AWS_IAM",
    });
  });

  interface Keys {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  }

  /** A request with the headers that the SDK signs it with. */
  async function signedRequest(credentials: Keys, Client: typeof LambdaClient | typeof STSClient = LambdaClient) {
    const { host, pathname, searchParams } = new URL("pa%2Fth?b=2&a=1%202", url);
    const query = Object.fromEntries(searchParams);
    const signing = new Client({ ...cloud.clientConfig, credentials }) as LambdaClient;
    let headers: Record<string, string> = {};
    signing.middlewareStack.add(
      (next) => (args) => {
        const signed = { host, "content-type": "application/json" };
        Object.assign(args.request as object, {
          path: pathname,
          query,
          headers: signed,
          method: "POST",
          body: '{"a":1}',
        });
        return next(args);
      },
      { step: "build", priority: "low" },
    );
    signing.middlewareStack.addRelativeTo(
      () => (args: { request?: unknown }) => {
        headers = (args.request as { headers: Record<string, string> }).headers;
        throw new Error("signed");
      },
      { relation: "after", toMiddleware: "httpSigningMiddleware" },
    );
    await expect(signing.send(new GetAccountSettingsCommand({}))).rejects.toThrow("signed");
    return (body = '{"a":1}') => send(new URL("pa%2Fth?b=2&a=1%202", url).href, { method: "POST", headers, body });
  }

  async function userKeys(): Promise<Keys & { readonly userArn: string }> {
    const iam = new IAMClient(cloud.clientConfig);
    const { User } = await iam.send(new CreateUserCommand({ UserName: "caller" }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "caller" }));
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
    return { accessKeyId, secretAccessKey, userArn: User?.Arn ?? "" };
  }

  test("a user's is calculated again: path, query, headers and body count", async () => {
    const { userArn, ...keys } = await userKeys();
    const request = await signedRequest(keys);
    const answer = await request();
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { accessKey: keys.accessKeyId, userArn }]);
    const changed = await request('{"a":2}');
    expect([changed.status, changed.headers["x-amzn-errortype"], JSON.parse(changed.body)]).toEqual([
      403,
      "InvalidSignatureException",
      {
        message:
          "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      },
    ]);
    const forged = await (await signedRequest({ ...keys, secretAccessKey: "guessed" }))();
    expect(forged.status).toBe(403);
  });

  test("a key nobody has been given is the account's own, whatever its secret", async () => {
    const answer = await (await signedRequest({ accessKeyId: "test", secretAccessKey: "anything" }))();
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { accountId: "000000000000" }]);
  });

  test("a signature for another service is refused", async () => {
    const answer = await (await signedRequest({ accessKeyId: "test", secretAccessKey: "test" }, STSClient))();
    expect([answer.status, answer.body]).toEqual([
      403,
      `{"message":"Credential should be scoped to correct service: 'lambda'. "}`,
    ]);
  });
});

test("preflights are answered without the function", async () => {
  const url = await functionUrl("with-cors", "exports.handler = async () => { throw new Error('not called'); };", {
    Cors: { AllowOrigins: ["https://a.example"], AllowMethods: ["GET"], AllowHeaders: ["x-token"], MaxAge: 60 },
  });
  const answer = await send(url, {
    method: "OPTIONS",
    headers: { origin: "https://a.example", "access-control-request-method": "GET" },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    "access-control-allow-origin": "https://a.example",
    "access-control-allow-methods": "GET",
    "access-control-allow-headers": "x-token",
    "access-control-max-age": "60",
  });
});

test("a streamed answer has the status and headers of its prelude", async () => {
  const code = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
    const out = awslambda.HttpResponseStream.from(stream, { statusCode: 202, headers: { "content-type": "text/plain", "x-own": "1" } });
    out.write("one ");
    out.write("two");
    out.end();
  });`;
  const url = await functionUrl("streams", code, { InvokeMode: "RESPONSE_STREAM" });
  const answer = await send(url);
  expect([answer.status, answer.body, answer.headers["x-own"]]).toEqual([202, "one two", "1"]);
});
