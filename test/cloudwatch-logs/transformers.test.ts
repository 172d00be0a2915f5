/** Transformers of groups. Source: AWS's guide, "Transform logs during ingestion". */
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteTransformerCommand,
  DescribeLogGroupsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  GetTransformerCommand,
  PutLogEventsCommand,
  PutTransformerCommand,
  StartQueryCommand,
  TestTransformerCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let logs: CloudWatchLogsClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  logs = new CloudWatchLogsClient(cloud.clientConfig);
});

afterAll(async () => {
  logs.destroy();
  await cloud.stop();
});

const transformerConfig = [
  { csv: { columns: ["level", "took"] } },
  { typeConverter: { entries: [{ key: "took", type: "integer" as const }] } },
];

test("queries see the transformed event, readers the original", async () => {
  const stream = { logGroupName: "g", logStreamName: "s" };
  await logs.send(new CreateLogGroupCommand({ logGroupName: "g" }));
  await logs.send(new CreateLogStreamCommand(stream));
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
  const logGroupIdentifier = logGroups?.[0]?.logGroupArn as string;
  await logs.send(new PutTransformerCommand({ logGroupIdentifier, transformerConfig }));
  expect(await logs.send(new GetTransformerCommand({ logGroupIdentifier }))).toMatchObject({
    logGroupIdentifier,
    transformerConfig,
    creationTime: expect.any(Number),
  });
  const timestamp = cloud.cloud.clock.now();
  const logEvents = ["INFO,10", "ERROR,30"].map((message) => ({ timestamp, message }));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  const { events } = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true }));
  expect(events?.map(({ message }) => message)).toEqual(["INFO,10", "ERROR,30"]);
  const { queryId } = await logs.send(
    new StartQueryCommand({
      logGroupName: "g",
      queryString: "filter level = 'ERROR' | stats sum(took) as took",
      startTime: 0,
      endTime: Math.ceil(timestamp / 1000) + 1,
    }),
  );
  await expect
    .poll(async () => (await logs.send(new GetQueryResultsCommand({ queryId }))).results)
    .toEqual([[{ field: "took", value: "30" }]]);
  await logs.send(new DeleteTransformerCommand({ logGroupIdentifier }));
  await expect(logs.send(new DeleteTransformerCommand({ logGroupIdentifier }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("TestTransformer shows what it makes of messages", async () => {
  const { transformedLogs } = await logs.send(
    new TestTransformerCommand({ transformerConfig, logEventMessages: ["INFO,10"] }),
  );
  expect(transformedLogs).toEqual([
    { eventNumber: 1, eventMessage: "INFO,10", transformedEventMessage: '{"level":"INFO","took":10}' },
  ]);
});
