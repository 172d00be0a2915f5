/** `terrarium logs` as someone at a terminal sees it. */
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Terminal } from "../../src/cli/command.ts";
import { logs } from "../../src/cli/commands/logs.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let client: CloudWatchLogsClient;
const now = Date.now();

async function write(logGroupName: string, ...messages: readonly string[]): Promise<void> {
  const stream = { logGroupName, logStreamName: "s" };
  await client.send(new CreateLogGroupCommand({ logGroupName }));
  await client.send(new CreateLogStreamCommand(stream));
  const logEvents = messages.map((message, i) => ({ timestamp: now - 60_000 + i, message }));
  await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
}

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new CloudWatchLogsClient(cloud.clientConfig);
  await write("/aws/lambda/adder", "one\n", '{"level":"ERROR","took":7}');
  await write("plain", "two");
});

afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

async function run(args: readonly string[], ended = new AbortController()) {
  const printed = { out: "", err: "" };
  const output = (name: "out" | "err") => ({
    isTerminal: false,
    columns: undefined,
    write: (text: string) => {
      printed[name] += text;
      if (text.includes("awaited")) ended.abort();
    },
  });
  const terminal: Terminal = {
    directory: "/",
    environment: {},
    stdout: output("out"),
    stderr: output("err"),
    readLine: async () => undefined,
    readAll: async () => "",
    interrupted: ended.signal,
    killed: new AbortController().signal,
    cloud: async () => cloud.cloud,
  };
  return { code: await logs(args, terminal), ...printed };
}

test.each([
  ["a function", ["adder"], /^\S+Z one\n\S+Z \{"level":"ERROR","took":7\}\n$/],
  ["a group by its own name", ["plain"], /^\S+Z two\n$/],
  ["a filter", ["adder", "--filter", "{ $.took = 7 }"], /^\S+Z \{"level":"ERROR","took":7\}\n$/],
  ["since", ["adder", "--since", "30s"], /^$/],
  ["since a date", ["adder", "--since", "2020-01-01"], /one/],
  ["a query", ["adder", "--insights", "stats count(*) as n, max(took) by level | sort n"], /^level +n +max\(took\)\n/],
])("%s", async (_, args, expected) => {
  expect(await run(args)).toEqual({ code: 0, out: expect.stringMatching(expected), err: "" });
});

test.each([
  ["no name", [], "Error: Name a function or a log group."],
  ["an unknown name", ["add"], "wrong. There is /aws/lambda/adder.\n"],
  ["a bad duration", ["adder", "--since", "5x"], "Error: --since takes a duration such as 30s, 5m, 2h or 1d"],
  ["an unknown option", ["adder", "--sinse", "5m"], "Error: Unknown option '--sinse'\n"],
  ["a bad pattern", ["adder", "--filter", "{ a"], "Error: If a filter pattern starts with '{' it must end with '}'\n"],
  ["a bad query", ["adder", "--insights", "stats ("], "\n  stats (\n         ^\n"],
  ["a query that tails", ["adder", "--insights", "fields a", "-t"], "Error: --insights goes neither with --tail"],
])("%s is refused", async (_, args, expected) => {
  expect(await run(args)).toEqual({ code: 1, out: "", err: expect.stringContaining(expected) });
});

test("tailing waits for a group that is not there yet", async () => {
  const tailing = run(["later", "--tail"]);
  await write("/aws/lambda/later", "awaited");
  expect(await tailing).toEqual({
    code: 0,
    out: expect.stringMatching(/^\S+Z awaited\n$/),
    err: expect.stringMatching(/^(?:Nothing has been written to \/aws\/lambda\/later yet; waiting for it\.\n)?$/),
  });
});
