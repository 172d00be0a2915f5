/** Policies of accounts and groups, sizes of answers, limits of sessions. Source: API reference. */
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutAccountPolicyCommand,
  PutDataProtectionPolicyCommand,
  PutIndexPolicyCommand,
  PutLogEventsCommand,
  PutResourcePolicyCommand,
  StartLiveTailCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let logs: CloudWatchLogsClient;
const stream = { logGroupName: "g", logStreamName: "s" };

beforeAll(async () => {
  cloud = await startTestCloud();
  logs = new CloudWatchLogsClient({ ...cloud.clientConfig, disableHostPrefix: true });
  await logs.send(new CreateLogGroupCommand({ logGroupName: "g" }));
  await logs.send(new CreateLogStreamCommand(stream));
});

afterAll(async () => {
  logs.destroy();
  await cloud.stop();
});

const identifiers = ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"];
const protection = (masked = identifiers): string =>
  JSON.stringify({
    Name: "p",
    Version: "2021-06-01",
    Statement: [
      { DataIdentifier: identifiers, Operation: { Audit: { FindingsDestination: {} } } },
      { DataIdentifier: masked, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
const accountPolicy = (policyName: string, policyDocument: string, policyType = "DATA_PROTECTION_POLICY" as const) =>
  logs.send(new PutAccountPolicyCommand({ policyName, policyDocument, policyType, scope: "ALL" }));

test("answers have at most a megabyte; pages go on behind it in both directions", async () => {
  const timestamp = cloud.cloud.clock.now();
  for (let batch = 0; batch < 3; batch++) {
    const logEvents = [0, 1].map((i) => ({
      timestamp: timestamp + batch * 2 + i,
      message: `${batch * 2 + i}`.repeat(400_000),
    }));
    await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  }
  const firsts = (events: readonly { message?: string | undefined }[] = []) =>
    events.map(({ message }) => message?.[0]).join("");
  const seen: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: "g", nextToken }));
    seen.push(firsts(page.events));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(seen).toEqual(["01", "23", "45"]);
  const last = await logs.send(new GetLogEventsCommand(stream));
  expect(firsts(last.events)).toBe("45");
  const before = await logs.send(new GetLogEventsCommand({ ...stream, nextToken: last.nextBackwardToken }));
  expect(firsts(before.events)).toBe("23");
});

test("an account's data protection masks all groups, and there is one", async () => {
  await accountPolicy("one", protection());
  await expect(accountPolicy("two", protection())).rejects.toMatchObject({ name: "LimitExceededException" });
  const timestamp = cloud.cloud.clock.now() + 60_000;
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp, message: "from ann@example.com" }] }));
  const { events } = await logs.send(new GetLogEventsCommand({ ...stream, limit: 1 }));
  expect(events?.[0]?.message).toBe("from ***************");
});

test.each([
  ["no JSON", "x", "Policy document is not a valid JSON document."],
  [
    "one statement",
    '{"Statement":[]}',
    "Invalid data protection policy: it must have an Audit and a Deidentify statement",
  ],
  [
    "other identifiers",
    protection(["other"]),
    "Invalid data protection policy: the DataIdentifier lists of the Audit and Deidentify statements must match",
  ],
])("a data protection policy with %s is refused", async (_, policyDocument, message) => {
  const refusal = { name: "InvalidParameterException", message };
  await expect(
    logs.send(new PutDataProtectionPolicyCommand({ logGroupIdentifier: "g", policyDocument })),
  ).rejects.toMatchObject(refusal);
});

test("a field index policy names at most 20 fields", async () => {
  const put = (Fields: unknown) =>
    logs.send(new PutIndexPolicyCommand({ logGroupIdentifier: "g", policyDocument: JSON.stringify({ Fields }) }));
  expect((await put(["a"])).indexPolicy?.policyDocument).toBe('{"Fields":["a"]}');
  await expect(put(Array.from({ length: 21 }, (_, i) => `f${i}`))).rejects.toMatchObject({
    name: "InvalidParameterException",
  });
  await expect(put("a")).rejects.toMatchObject({ name: "InvalidParameterException" });
});

test("a resource policy has a name or a resource", async () => {
  await expect(logs.send(new PutResourcePolicyCommand({ policyDocument: "{}" }))).rejects.toMatchObject({
    name: "InvalidParameterException",
  });
});

test("fifteen live tails are open at once", async () => {
  const logGroupIdentifiers = ["arn:aws:logs:us-east-1:000000000000:log-group:g"];
  const abort = new AbortController();
  const open = async () => {
    const { responseStream } = await logs.send(new StartLiveTailCommand({ logGroupIdentifiers }), {
      abortSignal: abort.signal,
    });
    await responseStream?.[Symbol.asyncIterator]().next();
  };
  for (let i = 0; i < 15; i++) await open();
  await expect(open()).rejects.toMatchObject({ name: "LimitExceededException" });
  abort.abort();
});
