/** A function that prints megabytes: its answer comes, the log has all of it, in events no longer than Logs takes. */
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
  type OutputLogEvent,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, invoke, lambdaClient } from "./support.ts";

/** An event with its 26 bytes of overhead is at most 1 MB: CloudWatch Logs' quota since April 2025. */
const MOST = 1024 * 1024 - 26;
const LINES = 5_000;
const LONG = 3_000_000;

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(async () => {
  await cloud?.stop();
});

test("many lines and a long one", async () => {
  const client = lambdaClient(cloud);
  const code = `exports.handler = async () => {
    for (let i = 0; i < ${LINES}; i++) console.log("x".repeat(99));
    console.log("y".repeat(${LONG}));
    return "done";
  };`;
  await createNodeFunction(client, "loud", code, { Timeout: 60 });
  const { value, error, log } = await invoke(client, "loud");
  expect({ value, error }).toEqual({ value: "done", error: undefined });
  expect(Buffer.byteLength(log)).toBeLessThanOrEqual(4096);
  expect(log).toContain("REPORT RequestId:");

  const messages = (await events()).map(({ message = "" }) => message);
  expect(messages.filter((message) => message.includes("xxxx"))).toHaveLength(LINES);
  const long = messages.filter((message) => message.includes("yyyy"));
  expect(long.join("").match(/y/g)).toHaveLength(LONG);
  expect(Math.max(...long.map((message) => Buffer.byteLength(message)))).toBeLessThanOrEqual(MOST);
});

async function events(): Promise<OutputLogEvent[]> {
  const logs = new CloudWatchLogsClient({ ...cloud.clientConfig });
  const logGroupName = "/aws/lambda/loud";
  const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
  const found: OutputLogEvent[] = [];
  for (let nextToken: string | undefined, previous: string | undefined; ; previous = nextToken) {
    const page = await logs.send(
      new GetLogEventsCommand({
        logGroupName,
        logStreamName: logStreams[0]?.logStreamName,
        startFromHead: true,
        ...(nextToken && { nextToken }),
      }),
    );
    found.push(...(page.events ?? []));
    nextToken = page.nextForwardToken;
    if (nextToken === previous) return found;
  }
}
