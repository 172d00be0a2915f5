/** Executions that run when the cloud goes down: they end, and a redrive goes on where each of their lines was. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, expect, test } from "vitest";
import { startTestCloud } from "../support/cloud.ts";

const directory = mkdtempSync(join(tmpdir(), "terrarium-sfn-restart-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const END = { End: true };
const pass = (more: object = END) => ({ Type: "Pass", ...more });
const wait = (more: object = END) => ({ Type: "Wait", SecondsPath: "$.seconds", ...more });

/** Every kind of line: before and after a state, branches, iterations, executions of a map run. */
const definition = {
  StartAt: "First",
  States: {
    First: pass({ Assign: { "seen.$": "$.seen" }, Next: "Both" }),
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Left", States: { Left: pass({ Result: "left", End: true }) } },
        { StartAt: "Right", States: { Right: pass({ Next: "Long" }), Long: wait() } },
        {
          StartAt: "Each",
          States: {
            Each: {
              Type: "Map",
              ItemsPath: "$.items",
              ItemProcessor: { StartAt: "Item", States: { Item: wait() } },
              End: true,
            },
          },
        },
        {
          StartAt: "Apart",
          States: {
            Apart: {
              Type: "Map",
              ItemsPath: "$.items",
              ItemProcessor: {
                ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
                StartAt: "Alone",
                States: { Alone: wait() },
              },
              End: true,
            },
          },
        },
      ],
      Next: "Last",
    },
    Last: pass({ Parameters: { "seen.$": "$seen", "all.$": "$" }, End: true }),
  },
};
const input = { seen: "yes", seconds: 3600, items: [{ seconds: 0 }, { seconds: 3600 }] };

/** A loaded machine is slow to get there. */
const IN_TIME = { timeout: 20_000 };

const typesOf = async (sfn: Sfn.SFNClient, executionArn: string | undefined) =>
  ((await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn }))).events ?? []).map(({ type }) => type);

test("a redrive after a restart goes on where the execution was", async () => {
  const first = await startTestCloud({ directory, ephemeral: false });
  const sfn = new Sfn.SFNClient(first.clientConfig);
  const roleArn = "arn:aws:iam::000000000000:role/states";
  const { stateMachineArn } = await sfn.send(
    new Sfn.CreateStateMachineCommand({ name: "lines", roleArn, definition: JSON.stringify(definition) }),
  );
  const { executionArn } = await sfn.send(
    new Sfn.StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  const runs = () => sfn.send(new Sfn.ListMapRunsCommand({ executionArn }));
  await expect.poll(async () => (await runs()).mapRuns?.length, IN_TIME).toBe(1);
  const mapRunArn = (await runs()).mapRuns?.[0]?.mapRunArn;
  await expect
    .poll(async () => (await sfn.send(new Sfn.DescribeMapRunCommand({ mapRunArn }))).itemCounts?.succeeded, IN_TIME)
    .toBe(1);
  await expect
    .poll(async () => (await typesOf(sfn, executionArn)).includes("MapIterationSucceeded"), IN_TIME)
    .toBe(true);
  await first.stop();

  const second = await startTestCloud({ directory, ephemeral: false });
  const again = new Sfn.SFNClient(second.clientConfig);
  const describe = () => again.send(new Sfn.DescribeExecutionCommand({ executionArn }));
  expect(await describe()).toMatchObject({
    status: "FAILED",
    cause: "Terrarium was stopped while this execution ran.",
    redriveStatus: "REDRIVABLE",
  });
  const before = (await typesOf(again, executionArn)).length;
  await again.send(new Sfn.RedriveExecutionCommand({ executionArn }));
  await expect.poll(async () => (await typesOf(again, executionArn)).includes("MapRunRedriven"), IN_TIME).toBe(true);
  await second.cloud.clock.advance(3_600_000);
  await expect.poll(async () => (await describe()).status, IN_TIME).toBe("SUCCEEDED");
  const { output = "" } = await describe();
  expect(JSON.parse(output)).toEqual({
    seen: "yes",
    all: ["left", input, input.items, input.items],
  });
  // Neither what was left before nor what succeeded is entered again.
  expect(
    (await typesOf(again, executionArn)).slice(before).toSorted((one, other) => (String(one) < String(other) ? -1 : 1)),
  ).toEqual([
    "ExecutionRedriven",
    "ExecutionSucceeded",
    "MapIterationStarted",
    "MapIterationSucceeded",
    "MapRunRedriven",
    "MapRunSucceeded",
    "MapStateExited",
    "MapStateExited",
    "MapStateSucceeded",
    "MapStateSucceeded",
    "ParallelStateExited",
    "ParallelStateSucceeded",
    "PassStateEntered",
    "PassStateExited",
    "WaitStateExited",
    "WaitStateExited",
  ]);
  await second.stop();
});
