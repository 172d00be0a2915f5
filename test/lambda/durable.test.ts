/**
 * Durable functions: checkpoints, replay, waits and retries on the cloud's clock, callbacks, chained invocations. The
 * function speaks the protocol itself, as the official SDKs do.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Lambda from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, lambdaClient } from "./support.ts";

let cloud: TestCloud;
let client: Lambda.LambdaClient;
const ARN = "arn:aws:lambda:us-east-1:000000000000:function";

/** Each named plan is one pass over the operations: what is there is taken, what is missing is begun. */
const CODE = `
const { LambdaClient, CheckpointDurableExecutionCommand } = require("@aws-sdk/client-lambda");
const client = new LambdaClient({});
const PENDING = { Status: "PENDING" };
const done = (value) => ({ Status: "SUCCEEDED", Result: JSON.stringify(value) });
const plans = {
  async wait({ find, checkpoint }) {
    const step = find("step") ?? (await checkpoint(
      { Id: "step", Name: "one", Type: "STEP", Action: "START" },
      { Id: "step", Name: "one", Type: "STEP", Action: "SUCCEED", Payload: '"did"' },
    )).at(-1);
    if (find("wait")?.Status === "SUCCEEDED") return done([step.StepDetails.Result, step.StepDetails.Attempt]);
    await checkpoint({ Id: "wait", Type: "WAIT", Action: "START", WaitOptions: { WaitSeconds: 86400 } });
    return PENDING;
  },
  async retry({ find, checkpoint }) {
    await checkpoint({ Id: "step", Type: "STEP", Action: "START" });
    if (find("step")) return done([find("step").Status, find("step").StepDetails.Attempt]);
    const Error = { ErrorType: "Flaky", ErrorMessage: "not yet" };
    await checkpoint({ Id: "step", Type: "STEP", Action: "RETRY", Error, StepOptions: { NextAttemptDelaySeconds: 60 } });
    return PENDING;
  },
  async callback({ find, checkpoint }) {
    const { Status, CallbackDetails } = find("call") ?? {};
    if (Status && Status !== "STARTED") return done([Status, CallbackDetails.Result, CallbackDetails.Error]);
    const CallbackOptions = { TimeoutSeconds: 600, HeartbeatTimeoutSeconds: 120 };
    if (!Status) await checkpoint({ Id: "call", Type: "CALLBACK", Action: "START", CallbackOptions });
    return PENDING;
  },
  async chain({ find, checkpoint }) {
    const { Status, ChainedInvokeDetails } = find("other") ?? {};
    if (Status && Status !== "STARTED") return done([Status, ChainedInvokeDetails]);
    const ChainedInvokeOptions = { FunctionName: "plain" };
    if (!Status) await checkpoint({ Id: "other", Type: "CHAINED_INVOKE", Action: "START", Payload: '{"a":1}', ChainedInvokeOptions });
    return PENDING;
  },
  async nothing() { return PENDING; },
  async throws() { throw new Error("broken"); },
  async stale({ checkpoint, token }) {
    await checkpoint();
    return checkpoint.call(null, ...[]).then(() => client.send(new CheckpointDurableExecutionCommand(token))).then(
      () => done("taken"), (error) => done([error.name, error.message]));
  },
};
exports.handler = async ({ DurableExecutionArn, CheckpointToken, InitialExecutionState }) => {
  const [execution, ...operations] = InitialExecutionState.Operations;
  const { plan } = JSON.parse(execution.ExecutionDetails.InputPayload);
  const token = { DurableExecutionArn, CheckpointToken };
  const checkpoint = async (...Updates) => {
    const answer = await client.send(new CheckpointDurableExecutionCommand({ DurableExecutionArn, CheckpointToken, Updates }));
    CheckpointToken = answer.CheckpointToken;
    return answer.NewExecutionState.Operations;
  };
  return plans[plan]({ find: (id) => operations.find(({ Id }) => Id === id), checkpoint, token });
};`;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  await createNodeFunction(client, "durable", CODE, { Timeout: 60, DurableConfig: { ExecutionTimeout: 30 * 86_400 } });
  await createNodeFunction(
    client,
    "plain",
    "exports.handler = async ({ a }) => { if (!a) throw new Error('no'); return a + 1; };",
  );
});

afterAll(async () => {
  await cloud?.stop();
});

async function start(plan: string, DurableExecutionName?: string): Promise<string> {
  const { DurableExecutionArn = "", StatusCode } = await client.send(
    new Lambda.InvokeCommand({
      FunctionName: "durable:$LATEST",
      InvocationType: "Event",
      Payload: JSON.stringify({ plan }),
      ...(DurableExecutionName && { DurableExecutionName }),
    }),
  );
  expect(StatusCode).toBe(202);
  return DurableExecutionArn;
}

const events = async (DurableExecutionArn: string): Promise<Lambda.Event[]> =>
  (await client.send(new Lambda.GetDurableExecutionHistoryCommand({ DurableExecutionArn }))).Events ?? [];

/** Until the history has an event of that type, often enough. */
async function until(arn: string, type: string, count = 1): Promise<Lambda.Event> {
  for (;;) {
    const found = (await events(arn)).filter(({ EventType }) => EventType === type);
    if (found.length >= count && found[0]) return found[0];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const execution = (DurableExecutionArn: string) =>
  client.send(new Lambda.GetDurableExecutionCommand({ DurableExecutionArn }));

async function result(arn: string): Promise<unknown> {
  await until(arn, "ExecutionSucceeded");
  return JSON.parse((await execution(arn)).Result ?? "");
}

const refusal = async (command: object): Promise<string[]> => {
  const error = await client.send(command as Lambda.GetDurableExecutionCommand).then(
    () => new Error("not refused"),
    (reason: Error) => reason,
  );
  return [error.name, error.message];
};

test("a wait of a day suspends the function, which then finds what it has done", async () => {
  const arn = await start("wait", "order-1");
  expect(arn).toMatch(new RegExp(`^${ARN}:durable:\\$LATEST/durable-execution/order-1/[0-9a-f-]{36}$`));
  await until(arn, "InvocationCompleted");
  expect(await execution(arn)).toMatchObject({
    DurableExecutionName: "order-1",
    FunctionArn: `${ARN}:durable:$LATEST`,
    Status: "RUNNING",
    InputPayload: '{"plan":"wait"}',
    DurableConfig: { ExecutionTimeout: 2_592_000, RetentionPeriodInDays: 14 },
  });
  await cloud.cloud.clock.advance(86_400_000);
  expect(await result(arn)).toEqual(['"did"', 1]);
  const history = await events(arn);
  expect(history.map(({ EventId, EventType }) => [EventId, EventType])).toEqual([
    [1, "ExecutionStarted"],
    [2, "StepStarted"],
    [3, "StepSucceeded"],
    [4, "WaitStarted"],
    [5, "InvocationCompleted"],
    [6, "WaitSucceeded"],
    [7, "InvocationCompleted"],
    [8, "ExecutionSucceeded"],
  ]);
  expect(history[2]).toMatchObject({
    Id: "step",
    Name: "one",
    StepSucceededDetails: { Result: { Payload: '"did"', Truncated: false }, RetryDetails: { CurrentAttempt: 1 } },
  });
});

test("a step is tried again after its delay, with the number of the attempt", async () => {
  const arn = await start("retry");
  const failed = await until(arn, "StepFailed");
  expect(failed.StepFailedDetails).toEqual({
    Error: { Payload: { ErrorType: "Flaky", ErrorMessage: "not yet" }, Truncated: false },
    RetryDetails: { CurrentAttempt: 1, NextAttemptDelaySeconds: 60 },
  });
  await until(arn, "InvocationCompleted");
  await cloud.cloud.clock.advance(60_000);
  expect(await result(arn)).toEqual(["READY", 1]);
});

test("a callback is answered from outside, once", async () => {
  const arn = await start("callback");
  const { CallbackStartedDetails } = await until(arn, "CallbackStarted");
  const { CallbackId } = CallbackStartedDetails ?? {};
  const answer = new Lambda.SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: Buffer.from('"yes"') });
  await client.send(answer);
  expect(await result(arn)).toEqual(["SUCCEEDED", '"yes"', null]);
  expect(await refusal(answer)).toEqual([
    "CallbackTimeoutException",
    "The callback ID token has either expired or the callback associated with the token has already been closed.",
  ]);
});

test("a failure is an answer too, and a heartbeat puts the end off", async () => {
  const failing = await start("callback");
  const Error = { ErrorType: "Refused", ErrorMessage: "no" };
  const failed = (await until(failing, "CallbackStarted")).CallbackStartedDetails;
  await client.send(new Lambda.SendDurableExecutionCallbackFailureCommand({ CallbackId: failed?.CallbackId, Error }));
  expect(await result(failing)).toEqual(["FAILED", null, Error]);

  const silent = await start("callback");
  const waiting = (await until(silent, "CallbackStarted")).CallbackStartedDetails;
  await until(silent, "InvocationCompleted");
  await cloud.cloud.clock.advance(100_000);
  await client.send(new Lambda.SendDurableExecutionCallbackHeartbeatCommand({ CallbackId: waiting?.CallbackId }));
  await cloud.cloud.clock.advance(100_000);
  expect((await execution(silent)).Status).toBe("RUNNING");
  await cloud.cloud.clock.advance(20_000);
  expect(await result(silent)).toMatchObject(["TIMED_OUT", null, { ErrorType: "Callback.Heartbeat" }]);
});

test("a chained invocation brings the other function's result", async () => {
  const answer = await client.send(
    new Lambda.InvokeCommand({ FunctionName: "durable", Qualifier: "$LATEST", Payload: '{"plan":"chain"}' }),
  );
  expect(answer.FunctionError).toBeUndefined();
  expect(JSON.parse(answer.Payload?.transformToString() ?? "")).toEqual(["SUCCEEDED", { Result: "2" }]);
  expect(answer.DurableExecutionArn).toContain(":durable:$LATEST/durable-execution/");
});

test("a token counts once", async () => {
  expect(await result(await start("stale"))).toEqual(["InvalidParameterValueException", "Invalid Checkpoint Token"]);
});

test("waiting for nothing is an error", async () => {
  const arn = await start("nothing");
  await until(arn, "ExecutionFailed");
  expect((await execution(arn)).Error).toEqual({
    ErrorType: "InvalidParameterValueException",
    ErrorMessage: "Cannot return PENDING status with no pending operations.",
  });
});

test("a run that fails is repeated before the execution fails", async () => {
  const arn = await start("throws");
  for (const [count, delay] of [
    [1, 2000],
    [2, 4000],
  ] as const) {
    await until(arn, "InvocationCompleted", count);
    await cloud.cloud.clock.advance(delay);
  }
  await until(arn, "ExecutionFailed");
  expect((await execution(arn)).Error).toMatchObject({ ErrorType: "Error", ErrorMessage: "broken" });
  expect((await events(arn)).filter(({ EventType }) => EventType === "InvocationCompleted")).toHaveLength(3);
});

test("a name starts one execution: the same event finds it, another is refused", async () => {
  const arn = await start("callback", "once");
  expect(await start("callback", "once")).toBe(arn);
  const other = { FunctionName: "durable:$LATEST", Payload: '{"plan":"wait"}', DurableExecutionName: "once" };
  expect((await refusal(new Lambda.InvokeCommand(other)))[0]).toBe("DurableExecutionAlreadyStartedException");
});

test("an execution is stopped, listed and forgotten after its retention", async () => {
  const arn = await start("callback", "stopped");
  const Error = { ErrorType: "Stop", ErrorMessage: "enough" };
  await client.send(new Lambda.StopDurableExecutionCommand({ DurableExecutionArn: arn, Error }));
  expect(await execution(arn)).toMatchObject({ Status: "STOPPED", Error });
  const list = new Lambda.ListDurableExecutionsByFunctionCommand({ FunctionName: "durable", Statuses: ["STOPPED"] });
  const { DurableExecutions = [] } = await client.send(list);
  expect(DurableExecutions.map(({ DurableExecutionArn }) => DurableExecutionArn)).toEqual([arn]);
  await cloud.cloud.clock.advance(15 * 86_400_000);
  expect((await refusal(new Lambda.GetDurableExecutionCommand({ DurableExecutionArn: arn })))[0]).toBe(
    "ResourceNotFoundException",
  );
});

test("the function is named with a version, an alias or $LATEST", async () => {
  expect(await refusal(new Lambda.InvokeCommand({ FunctionName: "durable", Payload: '{"plan":"wait"}' }))).toEqual([
    "InvalidParameterValueException",
    "You cannot invoke a durable function using an unqualified ARN.",
  ]);
});

test("an execution goes on where a server left it", async () => {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-durable-"));
  try {
    const first = await startTestCloud({ directory, ephemeral: false });
    const before = lambdaClient(first);
    await createNodeFunction(before, "lasting", CODE, { DurableConfig: { ExecutionTimeout: 30 * 86_400 } });
    const { DurableExecutionArn } = await before.send(
      new Lambda.InvokeCommand({
        FunctionName: "lasting:$LATEST",
        InvocationType: "Event",
        Payload: '{"plan":"wait"}',
      }),
    );
    const history = new Lambda.GetDurableExecutionHistoryCommand({ DurableExecutionArn });
    await vi.waitFor(
      async () => {
        const { Events = [] } = await before.send(history);
        expect(Events.at(-1)?.EventType).toBe("InvocationCompleted");
      },
      { timeout: 10_000 },
    );
    await first.stop();

    const second = await startTestCloud({ directory, ephemeral: false });
    const after = lambdaClient(second);
    await second.cloud.clock.advance(86_400_000);
    await vi.waitFor(
      async () => {
        const found = await after.send(new Lambda.GetDurableExecutionCommand({ DurableExecutionArn }));
        expect([found.Status, found.Result]).toEqual(["SUCCEEDED", JSON.stringify(['"did"', 1])]);
      },
      { timeout: 10_000 },
    );
    await second.stop();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("the end of an execution that nobody waits for goes to a destination", async () => {
  await createNodeFunction(
    client,
    "receiver",
    "exports.handler = async (event) => { process.stdout.write(`received ${JSON.stringify(event)}\\n`); };",
  );
  const record = new Promise<object>((resolve) => {
    const end = cloud.cloud.bus.subscribe("logs.write", ({ group, events: lines }) => {
      const line = lines.find(({ message }) => group === "/aws/lambda/receiver" && message.startsWith("received "));
      if (!line) return;
      end();
      resolve(JSON.parse(line.message.slice("received ".length)) as object);
    });
  });
  await client.send(
    new Lambda.PutFunctionEventInvokeConfigCommand({
      FunctionName: "durable",
      DestinationConfig: { OnFailure: { Destination: `${ARN}:receiver` } },
    }),
  );
  await start("nothing");
  expect(await record).toMatchObject({
    requestContext: { functionArn: `${ARN}:durable:$LATEST`, condition: "RetriesExhausted", approximateInvokeCount: 1 },
    requestPayload: { plan: "nothing" },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    responsePayload: { errorType: "InvalidParameterValueException" },
  });
  await client.send(new Lambda.DeleteFunctionEventInvokeConfigCommand({ FunctionName: "durable" }));
});
