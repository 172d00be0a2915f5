/** Metric filters, subscription filters, live tails and retention: what watches a group. */
import { gunzipSync } from "node:zlib";
import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteResourcePolicyCommand,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
  StartLiveTailCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import yazl from "yazl";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let logs: CloudWatchLogsClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  logs = new CloudWatchLogsClient({ ...cloud.clientConfig, disableHostPrefix: true });
});

afterAll(async () => {
  logs.destroy();
  await cloud.stop();
});

async function group(logGroupName: string): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "s" }));
}

const put = (logGroupName: string, messages: readonly string[], timestamp = cloud.cloud.clock.now()) =>
  logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName: "s",
      logEvents: messages.map((message) => ({ timestamp, message })),
    }),
  );

const transformation = { metricName: "Took", metricNamespace: "App", metricValue: "$.took" };

// Source: AWS, recorded (the item of DescribeMetricFilters, two transformations).
test("a metric filter makes data that GetMetricData gives", async () => {
  await group("metrics");
  const filter = { logGroupName: "metrics", filterName: "took", filterPattern: " {$.level = ERROR} " };
  await logs.send(new PutMetricFilterCommand({ ...filter, metricTransformations: [transformation] }));
  const { metricFilters } = await logs.send(
    new DescribeMetricFiltersCommand({ metricName: "Took", metricNamespace: "App" }),
  );
  expect(metricFilters).toEqual([
    {
      ...filter,
      metricTransformations: [transformation],
      applyOnTransformedLogs: false,
      creationTime: expect.any(Number),
    },
  ]);
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "metrics" }));
  expect(logGroups?.[0]?.metricFilterCount).toBe(1);
  await expect(
    logs.send(new PutMetricFilterCommand({ ...filter, metricTransformations: [transformation, transformation] })),
  ).rejects.toMatchObject({
    message: expect.stringContaining(
      "at 'metricTransformations' failed to satisfy constraint: Member must have length less than or equal to 1",
    ),
  });

  await put("metrics", ['{"level":"ERROR","took":5}', '{"level":"INFO","took":9}', '{"level":"ERROR","took":7}']);
  const metrics = new CloudWatchClient(cloud.clientConfig);
  const now = Date.now();
  await vi.waitFor(
    async () => {
      const { MetricDataResults } = await metrics.send(
        new GetMetricDataCommand({
          StartTime: new Date(now - 3_600_000),
          EndTime: new Date(now + 3_600_000),
          MetricDataQueries: [
            {
              Id: "sum",
              MetricStat: { Metric: { Namespace: "App", MetricName: "Took" }, Period: 86_400, Stat: "Sum" },
            },
          ],
        }),
      );
      expect(MetricDataResults?.[0]?.Values).toEqual([12]);
    },
    { timeout: 15_000, interval: 20 },
  );
  metrics.destroy();
});

const SUBSCRIBER = `exports.handler = async (event) => console.log("GOT " + event.awslogs.data);`;

async function zip(text: string): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  archive.addBuffer(Buffer.from(text), "index.js");
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

// Source: AWS, recorded (the event a function gets; the third filter; Kinesis without a role).
// Source: CloudWatch's guide, "Specification: Embedded metric format", its example.
test("metrics embedded in events are metrics", async () => {
  await group("embedded");
  const timestamp = cloud.cloud.clock.now();
  const event = {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: "lambda-function-metrics",
          Dimensions: [["functionVersion"], []],
          Metrics: [{ Name: "time", Unit: "Milliseconds", StorageResolution: 60 }],
        },
      ],
    },
    functionVersion: "$LATEST",
    time: [100, 50],
    requestId: "989ffbf8-9ace-4817-a57c-e4dd734019ee",
  };
  await put("embedded", [JSON.stringify(event), '{"_aws":{"CloudWatchMetrics":1}}']);
  const metrics = new CloudWatchClient(cloud.clientConfig);
  const read = async (Dimensions: { Name: string; Value: string }[]) => {
    const { MetricDataResults } = await metrics.send(
      new GetMetricDataCommand({
        StartTime: new Date(timestamp - 120_000),
        EndTime: new Date(timestamp + 60_000),
        MetricDataQueries: [
          {
            Id: "m",
            MetricStat: {
              Metric: { Namespace: "lambda-function-metrics", MetricName: "time", Dimensions },
              Period: 60,
              Stat: "Sum",
              Unit: "Milliseconds",
            },
          },
        ],
      }),
    );
    return MetricDataResults?.[0]?.Values;
  };
  await expect.poll(() => read([{ Name: "functionVersion", Value: "$LATEST" }])).toEqual([150]);
  expect(await read([])).toEqual([150]);
  metrics.destroy();
});

test("a subscribed function gets the events that match", async () => {
  const lambda = new LambdaClient(cloud.clientConfig);
  const { FunctionArn: destinationArn } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "subscriber",
      Runtime: "nodejs20.x",
      Handler: "index.handler",
      Role: "arn:aws:iam::000000000000:role/r",
      Code: { ZipFile: await zip(SUBSCRIBER) },
    }),
  );
  lambda.destroy();
  await group("subscribed");
  const filter = { logGroupName: "subscribed", filterName: "f", filterPattern: "keep", destinationArn };
  await logs.send(new PutSubscriptionFilterCommand(filter));
  const { subscriptionFilters } = await logs.send(
    new DescribeSubscriptionFiltersCommand({ logGroupName: "subscribed" }),
  );
  expect(subscriptionFilters).toEqual([
    { ...filter, distribution: "ByLogStream", applyOnTransformedLogs: false, creationTime: expect.any(Number) },
  ]);
  await put("subscribed", ["keep this", "drop this"]);
  const line = await vi.waitFor(
    async () => {
      const { events } = await logs.send(
        new FilterLogEventsCommand({ logGroupName: "/aws/lambda/subscriber", filterPattern: "GOT" }),
      );
      expect(events).toHaveLength(1);
      return events?.[0]?.message ?? "";
    },
    { timeout: 15_000, interval: 50 },
  );
  const data = /GOT (\S+)/.exec(line)?.[1] ?? "";
  expect(JSON.parse(gunzipSync(Buffer.from(data, "base64")).toString())).toEqual({
    messageType: "DATA_MESSAGE",
    owner: "000000000000",
    logGroup: "subscribed",
    logStream: "s",
    subscriptionFilters: ["f"],
    logEvents: [{ id: expect.stringMatching(/^\d{56}$/), timestamp: expect.any(Number), message: "keep this" }],
  });

  await logs.send(new PutSubscriptionFilterCommand({ ...filter, filterName: "g" }));
  await expect(logs.send(new PutSubscriptionFilterCommand({ ...filter, filterName: "h" }))).rejects.toMatchObject({
    name: "LimitExceededException",
    message: "Resource limit exceeded.",
  });
  await expect(
    logs.send(
      new PutSubscriptionFilterCommand({
        ...filter,
        destinationArn: "arn:aws:kinesis:us-east-1:000000000000:stream/x",
      }),
    ),
  ).rejects.toMatchObject({ message: "destinationArn for vendor kinesis cannot be used without roleArn" });
  await expect(
    logs.send(new DeleteSubscriptionFilterCommand({ logGroupName: "subscribed", filterName: "nope" })),
  ).rejects.toMatchObject({ message: "The specified subscription filter does not exist." });
});

test("a live tail tells of events as they come", async () => {
  await group("tailed");
  const arn = "arn:aws:logs:us-east-1:000000000000:log-group:tailed";
  const { responseStream } = await logs.send(
    new StartLiveTailCommand({ logGroupIdentifiers: [arn], logEventFilterPattern: "ERROR" }),
  );
  const seen: (string | undefined)[] = [];
  for await (const { sessionStart, sessionUpdate } of responseStream ?? []) {
    if (sessionStart) {
      expect(sessionStart.logGroupIdentifiers).toEqual([arn]);
      await put("tailed", ["an ERROR", "all well"]);
    }
    seen.push(...(sessionUpdate?.sessionResults ?? []).map(({ message }) => message));
    if (seen.length > 0) break;
  }
  expect(seen).toEqual(["an ERROR"]);
});

// Source: AWS, recorded.
test("resource policies: the eleventh is too many, an unknown one is refused", async () => {
  const policyDocument = '{"Version":"2012-10-17","Statement":[]}';
  for (let i = 0; i < 10; i++) await logs.send(new PutResourcePolicyCommand({ policyName: `p${i}`, policyDocument }));
  await expect(logs.send(new PutResourcePolicyCommand({ policyName: "p10", policyDocument }))).rejects.toMatchObject({
    name: "LimitExceededException",
    message: "Resource limit exceeded.",
  });
  await expect(logs.send(new DeleteResourcePolicyCommand({ policyName: "non-existent" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Policy with name [non-existent] does not exist.",
  });
});

test("retention deletes on the cloud's clock", async () => {
  await group("short");
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: "short", retentionInDays: 1 }));
  await put("short", ["old"]);
  const batches = () => [...cloud.cloud.store.range({ prefix: ["logs", "000000000000", "us-east-1", "batch"] })].length;
  const before = batches();
  await cloud.cloud.clock.advance(26 * 3_600_000);
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: "short" }));
  expect(events).toEqual([]);
  expect(batches()).toBe(before - 1);
});
