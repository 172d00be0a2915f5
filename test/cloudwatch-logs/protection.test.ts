/** What readers may not see, what classes of groups refuse, exports, and deliveries of other services' logs. */
import { gunzipSync } from "node:zlib";
import {
  CloudWatchLogsClient,
  CreateDeliveryCommand,
  CreateExportTaskCommand,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteDeliverySourceCommand,
  DescribeExportTasksCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetDeliveryCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  PutDataProtectionPolicyCommand,
  PutDeliveryDestinationCommand,
  PutDeliverySourceCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
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

const now = (): number => cloud.cloud.clock.now();

async function groupWith(logGroupName: string, messages: readonly string[], timestamp = now()): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "s" }));
  const logEvents = messages.map((message) => ({ timestamp, message }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: "s", logEvents }));
}

// Source: AWS's guide, "Help protect sensitive log data with masking" (shape of the policy, `unmask`).
test("a data protection policy masks what is read, unless unmasking is asked for", async () => {
  const plain = "login of a.b@example.com from 10.1.2.3 ok";
  await groupWith("masked", [plain]);
  const DataIdentifier = ["arn:aws:dataprotection::aws:data-identifier/EmailAddress", "Host"];
  const policyDocument = JSON.stringify({
    Name: "p",
    Version: "2021-06-01",
    Configuration: { CustomDataIdentifier: [{ Name: "Host", Regex: "10\\.[0-9.]+" }] },
    Statement: [
      { Sid: "audit", DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
  await logs.send(new PutDataProtectionPolicyCommand({ logGroupIdentifier: "masked", policyDocument }));
  const masked = "login of *************** from ******** ok";
  const stream = { logGroupName: "masked", logStreamName: "s" };
  expect((await logs.send(new GetLogEventsCommand(stream))).events?.[0]?.message).toBe(masked);
  expect((await logs.send(new GetLogEventsCommand({ ...stream, unmask: true }))).events?.[0]?.message).toBe(plain);
  expect((await logs.send(new FilterLogEventsCommand({ logGroupName: "masked" }))).events?.[0]?.message).toBe(masked);
  const { queryId } = await logs.send(
    new StartQueryCommand({
      logGroupName: "masked",
      startTime: 0,
      endTime: Math.ceil(now() / 1000) + 1,
      queryString: "fields @message, unmask(@message) as plain",
    }),
  );
  const results = await vi.waitFor(
    async () => {
      const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
      expect(answer.status).toBe("Complete");
      return answer.results;
    },
    { timeout: 15_000, interval: 20 },
  );
  expect(results?.[0]?.slice(0, 2).map(({ value }) => value)).toEqual([masked, plain]);
});

// Source: AWS, as users of these operations have reported it.
test("what only the Standard class has is refused elsewhere", async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: "rare", logGroupClass: "INFREQUENT_ACCESS" }));
  const metricTransformations = [{ metricName: "m", metricNamespace: "n", metricValue: "1" }];
  await expect(
    logs.send(
      new PutMetricFilterCommand({ logGroupName: "rare", filterName: "f", filterPattern: "", metricTransformations }),
    ),
  ).rejects.toMatchObject({
    name: "ValidationException",
    message: "This operation is only supported on the Standard log class.",
  });
  await expect(logs.send(new CreateLogGroupCommand({ logGroupName: "aws/mine" }))).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "Log groups starting with AWS/ are reserved for AWS.",
  });
});

// Source: API reference of DescribeLogGroups (a case-sensitive search); AWS, recorded (a page of it has a token).
test("groups are searched by part of their names", async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: "Data/x" }));
  const found = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: "ata/" }));
  expect(found.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(["Data/x"]);
  const { logGroups, nextToken } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePattern: "ata/", nextToken: found.nextToken }),
  );
  expect([logGroups, nextToken]).toEqual([[], undefined]);
  expect((await logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: "data/" }))).logGroups).toEqual([]);
});

// Source: API reference of PutLogEvents (RejectedLogEventsInfo).
test("events past the group's retention are told apart from those past two weeks", async () => {
  await groupWith("short", ["now"]);
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: "short", retentionInDays: 1 }));
  const put = (days: number) =>
    logs.send(
      new PutLogEventsCommand({
        logGroupName: "short",
        logStreamName: "s",
        logEvents: [{ timestamp: now() - days * 86_400_000, message: "m" }],
      }),
    );
  expect((await put(3)).rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
  expect((await put(20)).rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
});

test("an export writes a stream's events to a bucket", async () => {
  const at = now() - 1000;
  await groupWith("exported", ["one", "two"], at);
  const range = { logGroupName: "exported", from: at - 1, to: at + 1 };
  // Source: AWS, recorded.
  await expect(
    logs.send(new CreateExportTaskCommand({ ...range, destination: "no-such-bucket" })),
  ).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "The given bucket does not exist. Please make sure the bucket is valid.",
  });
  const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "exports" }));
  const { taskId } = await logs.send(new CreateExportTaskCommand({ ...range, destination: "exports" }));
  await vi.waitFor(
    async () => {
      const { exportTasks } = await logs.send(new DescribeExportTasksCommand({ taskId }));
      expect(exportTasks?.[0]?.status?.code).toBe("COMPLETED");
    },
    { timeout: 15_000, interval: 20 },
  );
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: "exports", Key: `exportedlogs/${taskId}/s/000000.gz` }),
  );
  const stamp = new Date(at).toISOString();
  expect(gunzipSync((await Body?.transformToByteArray()) ?? "").toString()).toBe(`${stamp} one\n${stamp} two\n`);
  s3.destroy();
});

// Source: AWS, recorded (unknown delivery); terraform-provider-aws's issues (tags on update).
test("a delivery joins a source with a destination", async () => {
  await expect(logs.send(new GetDeliveryCommand({ id: "nope" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Requested Delivery does not exist in this account.",
  });
  const resourceArn = "arn:aws:cloudfront::000000000000:distribution/E1";
  const { deliverySource } = await logs.send(
    new PutDeliverySourceCommand({ name: "src", logType: "ACCESS_LOGS", resourceArn }),
  );
  expect(deliverySource).toMatchObject({ service: "cloudfront", resourceArns: [resourceArn] });
  const destination = {
    name: "dst",
    deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:s3:::exports" },
  };
  const { deliveryDestination } = await logs.send(
    new PutDeliveryDestinationCommand({ ...destination, tags: { a: "b" } }),
  );
  await expect(
    logs.send(new PutDeliveryDestinationCommand({ ...destination, tags: { a: "c" } })),
  ).rejects.toMatchObject({
    name: "ConflictException",
    message: "Tags can only be provided when a resource is being created, not updated.",
  });
  const { delivery } = await logs.send(
    new CreateDeliveryCommand({ deliverySourceName: "src", deliveryDestinationArn: deliveryDestination?.arn }),
  );
  expect(delivery).toMatchObject({ deliverySourceName: "src", deliveryDestinationType: "S3" });
  expect((await logs.send(new GetDeliveryCommand({ id: delivery?.id }))).delivery).toEqual(delivery);
  await expect(logs.send(new DeleteDeliverySourceCommand({ name: "src" }))).rejects.toMatchObject({
    name: "ConflictException",
  });
});
