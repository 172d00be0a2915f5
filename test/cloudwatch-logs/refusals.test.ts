/** Refusals that AWS has been recorded to give, to the character. */
import {
  CloudWatchLogsClient,
  CreateExportTaskCommand,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteDeliveryCommand,
  DeleteDeliveryDestinationCommand,
  DeleteDeliverySourceCommand,
  DeleteResourcePolicyCommand,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  GetDeliveryCommand,
  GetDeliveryDestinationCommand,
  GetDeliverySourceCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutSubscriptionFilterCommand,
  StartQueryCommand,
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
});

afterAll(async () => {
  logs.destroy();
  await cloud.stop();
});

const long = (length: number): string => "X".repeat(length);
const tooLong = (length: number, member: string, most: number): string =>
  `1 validation error detected: Value '${long(length)}' at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;
const metricFilter = (filterName: string, filterPattern: string) =>
  new PutMetricFilterCommand({
    logGroupName: "g",
    filterName,
    filterPattern,
    metricTransformations: [{ metricName: "m", metricNamespace: "n", metricValue: "1" }],
  });
const stream = { logGroupName: "g", logStreamName: "s" };
const subscription = { logGroupName: "g", filterName: "nope" };
const NAME_TOO_LONG = "Invalid LogGroup or LogStream, both must have length less than or equal to 512.";
const NO_DESTINATION = "Requested Delivery Destination does not exist in this account.";
const NO_SOURCE = "Requested Delivery Source does not exist in this account.";
const NO_DELIVERY = "Requested Delivery does not exist in this account.";

test.each<[string, string | RegExp, object]>([
  [
    "ResourceNotFoundException",
    /^Log group 'nope' does not exist for account ID '000000000000' \(Service: AWSLogs; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: [\da-f-]{36}; Proxy: null\)$/,
    new StartQueryCommand({ logGroupName: "nope", queryString: "fields a", startTime: 0, endTime: 1 }),
  ],
  ["InvalidParameterException", tooLong(1025, "filterPattern", 1024), metricFilter("f", long(1025))],
  ["InvalidParameterException", NAME_TOO_LONG, new CreateLogGroupCommand({ logGroupName: long(513) })],
  ["InvalidParameterException", NAME_TOO_LONG, metricFilter(long(513), "x")],
  [
    "InvalidParameterException",
    tooLong(256, "metricName", 255),
    new DescribeMetricFiltersCommand({ metricName: long(256), metricNamespace: "n" }),
  ],
  ["ResourceNotFoundException", NO_DESTINATION, new GetDeliveryDestinationCommand({ name: "nope" })],
  ["ResourceNotFoundException", NO_DESTINATION, new DeleteDeliveryDestinationCommand({ name: "nope" })],
  ["ResourceNotFoundException", NO_SOURCE, new GetDeliverySourceCommand({ name: "nope" })],
  ["ResourceNotFoundException", NO_SOURCE, new DeleteDeliverySourceCommand({ name: "nope" })],
  ["ResourceNotFoundException", NO_DELIVERY, new GetDeliveryCommand({ id: "nope" })],
  ["ResourceNotFoundException", NO_DELIVERY, new DeleteDeliveryCommand({ id: "nope" })],
  [
    "InvalidParameterException",
    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    new DescribeLogGroupsCommand({ logGroupNamePrefix: "a", logGroupNamePattern: "b" }),
  ],
  [
    "InvalidParameterException",
    "Log events in a single PutLogEvents request must be in chronological order.",
    new PutLogEventsCommand({ ...stream, logEvents: [2, 1].map((i) => ({ timestamp: now + i, message: "m" })) }),
  ],
  [
    "InvalidParameterException",
    "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    new GetLogEventsCommand({ ...stream, limit: 10_001 }),
  ],
  [
    "InvalidParameterException",
    "The given bucket does not exist. Please make sure the bucket is valid.",
    new CreateExportTaskCommand({ logGroupName: "g", from: 0, to: 1, destination: "no-such-bucket" }),
  ],
  ["ResourceAlreadyExistsException", "The specified log stream already exists", new CreateLogStreamCommand(stream)],
  [
    "ResourceNotFoundException",
    "Policy with name [non-existent] does not exist.",
    new DeleteResourcePolicyCommand({ policyName: "non-existent" }),
  ],
  [
    "ResourceNotFoundException",
    "The specified subscription filter does not exist.",
    new DeleteSubscriptionFilterCommand(subscription),
  ],
  [
    "InvalidParameterException",
    "destinationArn for vendor kinesis cannot be used without roleArn",
    new PutSubscriptionFilterCommand({
      ...subscription,
      filterPattern: "",
      destinationArn: "arn:aws:kinesis:us-east-1:000000000000:stream/s",
    }),
  ],
  [
    "InvalidParameterException",
    "PutSubscriptionFilter operation cannot work with destinationArn for vendor sqs",
    new PutSubscriptionFilterCommand({
      ...subscription,
      filterPattern: "",
      destinationArn: "arn:aws:sqs:us-east-1:000000000000:q",
      roleArn: "arn:aws:iam::000000000000:role/r",
    }),
  ],
  [
    "InvalidParameterException",
    "destinationArn for vendor lambda cannot be used with roleArn",
    new PutSubscriptionFilterCommand({
      ...subscription,
      filterPattern: "",
      destinationArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
      roleArn: "arn:aws:iam::000000000000:role/r",
    }),
  ],
])("%s: %s", async (name, message, command) => {
  const refusal = await logs.send(command as never).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    name,
    message: typeof message === "string" ? message : expect.stringMatching(message),
  });
  expect(refusal).toHaveProperty("$metadata.httpStatusCode", 400);
});
