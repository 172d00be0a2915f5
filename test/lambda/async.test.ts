/** Asynchronous invocation on the cloud's clock: retries, destinations, age. Records in the shape recorded on AWS. */
import {
  InvokeCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, lambdaClient } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;
const ARN = "arn:aws:lambda:us-east-1:000000000000:function";

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  // Tells what it gets as a line of its log, which the tests read off the bus.
  await createNodeFunction(
    client,
    "receiver",
    "exports.handler = async (event) => { process.stdout.write(`received ${JSON.stringify(event)}\\n`); };",
  );
});

afterAll(async () => {
  await cloud?.stop();
});

const invokeEvent = (FunctionName: string, event: object) =>
  client.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: JSON.stringify(event) }));

/** Resolves when a function has been invoked that many more times. */
function invocations(functionName: string, count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    const end = cloud.cloud.bus.subscribe("lambda.invoked", (event) => {
      if (event.functionName !== functionName || ++seen < count) return;
      end();
      resolve();
    });
  });
}

/** The next event that the receiver writes to its log. */
function nextRecord(): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const end = cloud.cloud.bus.subscribe("logs.write", ({ group, events }) => {
      const line = events.find(({ message }) => group === "/aws/lambda/receiver" && message.startsWith("received "));
      if (!line) return;
      end();
      resolve(JSON.parse(line.message.slice("received ".length)) as Record<string, unknown>);
    });
  });
}

test("a failing event is tried after one and two minutes, then goes to the failure destination", async () => {
  await createNodeFunction(client, "fails", "exports.handler = async () => { throw new Error('no'); };");
  await client.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: "fails",
      DestinationConfig: { OnFailure: { Destination: `${ARN}:receiver` } },
    }),
  );
  const first = invocations("fails", 1);
  const answer = await invokeEvent("fails", { n: 1 });
  expect([answer.StatusCode, answer.Payload?.length ?? 0]).toEqual([202, 0]);
  await first;
  await settle();
  const second = invocations("fails", 1);
  await cloud.cloud.clock.advance(60_000);
  await second;
  await settle();
  const record = nextRecord();
  await cloud.cloud.clock.advance(120_000);
  expect(await record).toEqual({
    version: "1.0",
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    requestContext: {
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      functionArn: `${ARN}:fails:$LATEST`,
      condition: "RetriesExhausted",
      approximateInvokeCount: 3,
    },
    requestPayload: { n: 1 },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    responsePayload: { errorType: "Error", errorMessage: "no", trace: expect.arrayContaining(["Error: no"]) },
  });
});

test("a success goes to the success destination", async () => {
  await createNodeFunction(client, "succeeds", "exports.handler = async (event) => event.n + 1;");
  await client.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: "succeeds",
      DestinationConfig: { OnSuccess: { Destination: `${ARN}:receiver` } },
    }),
  );
  const record = nextRecord();
  await invokeEvent("succeeds", { n: 1 });
  expect(await record).toMatchObject({
    requestContext: { condition: "Success", approximateInvokeCount: 1 },
    requestPayload: { n: 1 },
    responseContext: { statusCode: 200, executedVersion: "$LATEST" },
    responsePayload: 2,
  });
});

test("without concurrency an event fails at once", async () => {
  await createNodeFunction(client, "stopped", "exports.handler = async () => 1;");
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName: "stopped", ReservedConcurrentExecutions: 0 }));
  await client.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: "stopped",
      DestinationConfig: { OnFailure: { Destination: `${ARN}:receiver` } },
    }),
  );
  const record = nextRecord();
  await invokeEvent("stopped", {});
  const { requestContext, responseContext } = await record;
  expect(requestContext).toMatchObject({ condition: "ZeroReservedConcurrency", approximateInvokeCount: 0 });
  expect(responseContext).toBeUndefined();
});

/** Lets what follows an invocation, the retry's timer, be set. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
