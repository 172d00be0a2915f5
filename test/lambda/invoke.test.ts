/** Invocations through the SDK: answers, errors and log tails, in the shapes recorded on AWS. */
import type { LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, createPythonFunction, invoke, lambdaClient, withPaths } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
});

afterAll(async () => {
  await cloud?.stop();
});

describe("Node", () => {
  test("answers with what the handler returns, and logs", async () => {
    await createNodeFunction(
      client,
      "echo",
      "exports.handler = async (event) => { console.log('got', event); return event; };",
    );
    const { value, error, log } = await invoke(client, "echo", { a: 1 });
    expect(value).toEqual({ a: 1 });
    expect(error).toBeUndefined();
    expect(log).toMatch(
      /^INIT_START Runtime Version: nodejs:20\.v\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\nSTART RequestId: ([0-9a-f-]{36}) Version: \$LATEST\n\d{4}-\d\d-\d\dT[\d:.]+Z\t\1\tINFO\tgot \{ a: 1 \}\nEND RequestId: \1\nREPORT RequestId: \1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t\n$/,
    );
  });
});

describe("Python", () => {
  test("tells an exception with message, type, request id and stack", async () => {
    await createPythonFunction(client, "fails", "def handler(event, context):\n    raise ValueError('no')\n");
    const { value, error } = await invoke(client, "fails");
    expect(error).toBe("Unhandled");
    expect(value).toEqual({
      errorMessage: "no",
      errorType: "ValueError",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      stackTrace: [withPaths("  File \"/var/task/app.py\", line 2, in handler\n    raise ValueError('no')\n")],
    });
  });
});
