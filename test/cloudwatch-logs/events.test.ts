import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let logs: CloudWatchLogsClient;
const now = Date.now();

beforeAll(async () => {
  cloud = await startTestCloud();
  logs = new CloudWatchLogsClient(cloud.clientConfig);
  await logs.send(new CreateLogGroupCommand({ logGroupName: "g" }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: "g", logStreamName: "s" }));
  await logs.send(
    new PutLogEventsCommand({
      logGroupName: "g",
      logStreamName: "s",
      logEvents: Array.from({ length: 25 }, (_, i) => ({ timestamp: now + i, message: `event ${i}` })),
    }),
  );
});

afterAll(async () => {
  logs.destroy();
  await cloud.stop();
});

// Source: AWS, recorded (FilterLogEvents with limit 20 of 25: a token, and the second page has 5).
test("FilterLogEvents pages through what it finds", async () => {
  const first = await logs.send(new FilterLogEventsCommand({ logGroupName: "g", limit: 20 }));
  expect(first.events).toHaveLength(20);
  const second = await logs.send(
    new FilterLogEventsCommand({ logGroupName: "g", limit: 20, nextToken: first.nextToken }),
  );
  expect(second.events?.map(({ message }) => message)).toEqual([20, 21, 22, 23, 24].map((i) => `event ${i}`));
  expect(second.nextToken).toBeUndefined();
});

// Source: AWS, recorded (GetLogEvents: the page holds the newest events, oldest first; at an end a token repeats).
test("GetLogEvents goes backwards from the end, and forwards again", async () => {
  const page = { logGroupName: "g", logStreamName: "s", limit: 10 };
  const last = await logs.send(new GetLogEventsCommand(page));
  expect(last.events?.[0]?.message).toBe("event 15");
  const before = await logs.send(new GetLogEventsCommand({ ...page, nextToken: last.nextBackwardToken }));
  expect(before.events?.map(({ message }) => message)).toEqual(Array.from({ length: 10 }, (_, i) => `event ${i + 5}`));
  const end = await logs.send(new GetLogEventsCommand({ ...page, nextToken: last.nextForwardToken }));
  expect(end.events).toEqual([]);
  expect(end.nextForwardToken).toBe(last.nextForwardToken);
});

// Source: AWS, recorded.
test.each([
  [
    "a batch out of order",
    {
      logGroupName: "g",
      logStreamName: "s",
      logEvents: [
        { timestamp: now + 1, message: "b" },
        { timestamp: now, message: "a" },
      ],
    },
    "InvalidParameterException",
    "Log events in a single PutLogEvents request must be in chronological order.",
  ],
  [
    "an unknown stream",
    { logGroupName: "g", logStreamName: "nope", logEvents: [{ timestamp: now, message: "a" }] },
    "ResourceNotFoundException",
    "The specified log stream does not exist.",
  ],
  [
    "an unknown group",
    { logGroupName: "nope", logStreamName: "s", logEvents: [{ timestamp: now, message: "a" }] },
    "ResourceNotFoundException",
    "The specified log group does not exist.",
  ],
])("PutLogEvents refuses %s", async (_, input, name, message) => {
  await expect(logs.send(new PutLogEventsCommand(input))).rejects.toMatchObject({ name, message });
});
