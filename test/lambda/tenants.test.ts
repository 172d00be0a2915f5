/**
 * Functions that keep tenants apart, and what the context knows of an invocation. Sources: the AWS documentation on
 * tenant isolation; the sentence for a missing tenant as the AWS CLI was seen to print it.
 */
import {
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamCommandInput,
  type LambdaClient,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, lambdaClient } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  const count = "let n = 0; exports.handler = async (event, context) => [context.tenantId, ++n];";
  await createNodeFunction(client, "tenants", count, { TenancyConfig: { TenantIsolationMode: "PER_TENANT" } });
  await createNodeFunction(client, "shared", count);
});

afterAll(async () => {
  await cloud?.stop();
});

async function call(FunctionName: string, TenantId?: string): Promise<unknown> {
  const answer = await client
    .send(new InvokeCommand({ FunctionName, ...(TenantId !== undefined && { TenantId }) }))
    .catch((error: Error) => error);
  if (answer instanceof Error) return [answer.name, answer.message];
  return JSON.parse(answer.Payload?.transformToString() ?? "");
}

test("each tenant has environments of its own", async () => {
  expect(await call("tenants", "blue")).toEqual(["blue", 1]);
  expect(await call("tenants", "green")).toEqual(["green", 1]);
  expect(await call("tenants", "blue")).toEqual(["blue", 2]);
});

test("a tenant must be named, and only where there are tenants", async () => {
  expect(await call("tenants")).toEqual([
    "InvalidParameterValueException",
    "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.",
  ]);
  expect(await call("shared", "blue")).toMatchObject(["InvalidParameterValueException", expect.anything()]);
});

test("a streamed invocation knows its tenant and client too", async () => {
  const code = `exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
    stream.write(JSON.stringify([context.tenantId, context.clientContext, process.env._X_AMZN_TRACE_ID.slice(0, 7)]));
    stream.end();
  });`;
  await createNodeFunction(client, "streams", code, { TenancyConfig: { TenantIsolationMode: "PER_TENANT" } });
  const input: InvokeWithResponseStreamCommandInput = {
    FunctionName: "streams",
    TenantId: "blue",
    ClientContext: Buffer.from('{"custom":{"a":1}}').toString("base64"),
  };
  const { EventStream } = await client.send(new InvokeWithResponseStreamCommand(input));
  let text = "";
  for await (const { PayloadChunk } of EventStream ?? []) text += Buffer.from(PayloadChunk?.Payload ?? []).toString();
  expect(JSON.parse(text)).toEqual(["blue", { custom: { a: 1 } }, "Root=1-"]);
});
