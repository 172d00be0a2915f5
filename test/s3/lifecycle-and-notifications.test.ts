/** Which lifecycle rules and notifications S3 takes. Sources: the S3 user guide, and AWS's answers as users have met them. */
import { Lambda } from "@aws-sdk/client-lambda";
import { type LifecycleRule, type NotificationConfiguration, S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zip } from "../lambda/support.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let s3: S3;
let lambda: Lambda;
let functionArn: string;
const Bucket = "ruled";
const MALFORMED = "MalformedXML";

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3(cloud.clientConfig);
  lambda = new Lambda(cloud.clientConfig);
  await s3.createBucket({ Bucket });
});
afterAll(() => cloud.stop());

const told = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "taken",
    ({ name, message }: Error) => (name === MALFORMED ? name : `${name}: ${message}`),
  );

const all = { ID: "r", Status: "Enabled", Filter: { Prefix: "" } } as const;

test.each<[string, Partial<LifecycleRule>, string]>([
  [
    "too young for infrequent access",
    { Transitions: [{ Days: 1, StorageClass: "STANDARD_IA" }] },
    "InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
  ],
  ["cold at once", { Transitions: [{ Days: 0, StorageClass: "GLACIER" }] }, "taken"],
  [
    "noncurrent and too young",
    { NoncurrentVersionTransitions: [{ NoncurrentDays: 7, StorageClass: "ONEZONE_IA" }] },
    "InvalidArgument: 'NoncurrentDays' in NoncurrentVersionTransition action must be greater than or equal to 30 for storageClass 'ONEZONE_IA'",
  ],
  [
    "gone before it has moved",
    { Transitions: [{ Days: 30, StorageClass: "GLACIER" }], Expiration: { Days: 30 } },
    "InvalidArgument: 'Days' in the Expiration action for filter '(prefix=)' must be greater than 'Days' in the Transition action",
  ],
  [
    "dates and days",
    { Transitions: [{ Days: 30, StorageClass: "GLACIER" }], Expiration: { Date: new Date("2030-01-01") } },
    "InvalidRequest: Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '(prefix=)'",
  ],
  ["nothing to do", {}, "InvalidRequest: At least one action needs to be specified in a rule"],
  [
    "uploads with tags",
    {
      Filter: { Tag: { Key: "a", Value: "b" } },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    },
    "InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags.",
  ],
  ["two filters", { Filter: { Prefix: "a", ObjectSizeLessThan: 1 }, Expiration: { Days: 1 } }, MALFORMED],
  ["neither filter nor prefix", { Filter: undefined, Expiration: { Days: 1 } }, MALFORMED],
  ["an unknown class", { Transitions: [{ Days: 1, StorageClass: "COLD" as "GLACIER" }] }, MALFORMED],
  ["a marker and days", { Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } }, MALFORMED],
])("lifecycle rules: %s", async (_, rule, expected) => {
  const Rules = [{ ...all, ...rule } as LifecycleRule];
  expect(await told(s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules } }))).toBe(expected);
});

const target = (Events: string[], rules: Record<string, string> = {}, Id?: string) => ({
  ...(Id !== undefined && { Id }),
  LambdaFunctionArn: functionArn,
  Events: Events as "s3:ObjectCreated:*"[],
  Filter: { Key: { FilterRules: Object.entries(rules).map(([Name, Value]) => ({ Name: Name as "prefix", Value })) } },
});

const AMBIGUOUS =
  "InvalidArgument: Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.";

test("a function must let the bucket call it, and is told of what fits the filter", async () => {
  const made = await lambda.createFunction({
    FunctionName: "told",
    Runtime: "nodejs20.x",
    Handler: "index.handler",
    Role: "arn:aws:iam::000000000000:role/none",
    Code: {
      ZipFile: await zip({ "index.js": "exports.handler = async (event) => { console.log(JSON.stringify(event)); };" }),
    },
  });
  functionArn = made.FunctionArn as string;
  const put = (...targets: ReturnType<typeof target>[]) => {
    const NotificationConfiguration: NotificationConfiguration = { LambdaFunctionConfigurations: targets };
    return told(s3.putBucketNotificationConfiguration({ Bucket, NotificationConfiguration }));
  };
  const created = ["s3:ObjectCreated:*"];
  expect(await put(target(created))).toBe(
    "InvalidArgument: Unable to validate the following destination configurations",
  );
  await lambda.addPermission({
    FunctionName: "told",
    StatementId: "bucket",
    Action: "lambda:InvokeFunction",
    Principal: "s3.amazonaws.com",
    SourceArn: `arn:aws:s3:::${Bucket}`,
  });
  expect(await put(target(["s3:ObjectMade:*"]))).toBe(MALFORMED);
  expect(await put(target(created, { middle: "x" }))).toBe(
    "InvalidArgument: filter rule name must be either prefix or suffix",
  );
  expect(await put(target(created, { prefix: "a/" }), target(["s3:ObjectCreated:Put"]))).toBe(AMBIGUOUS);
  expect(await put(target(created, { prefix: "a/" }), target(created, { prefix: "b/" }))).toBe("taken");
  expect(await put(target(created, { suffix: ".jpg" }), target(["s3:ObjectRemoved:*"]))).toBe("taken");

  await s3.putObject({ Bucket, Key: "other", Body: "x" });
  await s3.putObject({ Bucket, Key: "a b.jpg", Body: "xyz" });
  const record = await logged();
  expect(record).toMatchObject({
    eventName: "ObjectCreated:Put",
    awsRegion: "us-east-1",
    s3: { bucket: { name: Bucket }, object: { key: "a+b.jpg", size: 3 } },
  });
});

/** The one record that the function has written. */
async function logged(): Promise<object> {
  let records: object[] = [];
  const read = async () => {
    const input = { logGroupName: "/aws/lambda/told", filterPattern: "Records" };
    const answer = cloud.cloud.call("cloudwatch-logs", "FilterLogEvents", input);
    const { events } = (await answer.catch(() => ({ events: [] }))) as { events: { message: string }[] };
    records = events.flatMap(({ message }) => (JSON.parse(message.slice(message.indexOf("{"))) as Told).Records);
    return records.length;
  };
  await expect.poll(read, { timeout: 20_000 }).toBe(1);
  return records[0] as object;
}

interface Told {
  readonly Records: object[];
}
