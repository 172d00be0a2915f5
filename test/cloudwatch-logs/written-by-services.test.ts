/** Lines that come over the bus: those of a busy stream are taken in together, and nobody who asks sees less for it. */
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let logs: CloudWatchLogsClient;
const now = Date.now();

beforeAll(async () => {
  cloud = await startTestCloud();
  logs = new CloudWatchLogsClient(cloud.clientConfig);
  // From its first answer on the service listens.
  await logs.send(new DescribeLogGroupsCommand({}));
});

afterAll(async () => {
  logs.destroy();
  await cloud.stop();
});

/** Resolves when the line has arrived where it is kept, or waits to be. */
async function write(logGroupName: string, message: string, later: number): Promise<void> {
  cloud.cloud.bus.publish("logs.write", {
    account: "000000000000",
    region: "us-east-1",
    group: logGroupName,
    stream: "s",
    events: [{ timestamp: now + later, message }],
  });
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test("whoever reads sees every line that was written before", async () => {
  for (const [at, line] of ["one", "two", "three"].entries()) await write("read", line, at);
  const { events } = await logs.send(
    new GetLogEventsCommand({ logGroupName: "read", logStreamName: "s", startFromHead: true }),
  );
  expect(events?.map(({ message }) => message)).toEqual(["one", "two", "three"]);
  await write("read", "four", 3);
  const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: "read" }));
  expect(logStreams?.[0]?.lastEventTimestamp).toBe(now + 3);
});

test("a group that is deleted does not come back with lines that had waited", async () => {
  for (const [at, line] of ["one", "two"].entries()) await write("deleted", line, at);
  await logs.send(new DeleteLogGroupCommand({ logGroupName: "deleted" }));
  await write("read", "meanwhile", 4);
  await expect(logs.send(new DescribeLogStreamsCommand({ logGroupName: "deleted" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});
