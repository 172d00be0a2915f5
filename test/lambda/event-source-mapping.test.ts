/** Event source mappings of DynamoDB streams, from table to function. */
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, lambdaClient } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  dynamodb = new DynamoDBClient({ ...cloud.clientConfig });
});

afterAll(async () => {
  await cloud?.stop();
});

async function createTable(TableName: string): Promise<string> {
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  const arn = TableDescription?.LatestStreamArn ?? "";
  await vi.waitFor(async () => put(TableName, "ready"), { timeout: 5000, interval: 20 });
  return arn;
}

const put = (TableName: string, id: string) =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, n: { N: "1" } } }));

interface Batch {
  readonly Records: readonly {
    readonly eventName: string;
    readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } } };
  }[];
}

/** Collects what a function called `name` is invoked with; it writes its events to its log. */
function collect(name: string): Batch[] {
  const batches: Batch[] = [];
  cloud.cloud.bus.subscribe("logs.write", ({ group, events }) => {
    for (const { message } of events) {
      if (group === `/aws/lambda/${name}` && message.startsWith("batch ")) {
        batches.push(JSON.parse(message.slice("batch ".length)) as Batch);
      }
    }
  });
  return batches;
}

const TELL = "process.stdout.write(`batch ${JSON.stringify(event)}\\n`);";

async function map(
  FunctionName: string,
  EventSourceArn: string,
  more: Partial<CreateEventSourceMappingCommandInput> = {},
): Promise<string> {
  const { UUID = "" } = await client.send(
    new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, StartingPosition: "TRIM_HORIZON", ...more }),
  );
  return UUID;
}

const ids = (batches: readonly Batch[]): string[] =>
  batches.flatMap(({ Records }) => Records.map(({ dynamodb: { Keys } }) => Keys.id.S));

test("records come in the form Lambda gives them", async () => {
  const arn = await createTable("plain");
  await createNodeFunction(client, "plain", `exports.handler = async (event) => { ${TELL} };`);
  const batches = collect("plain");
  await map("plain", arn);
  await put("plain", "one");
  await vi.waitFor(() => expect(ids(batches)).toEqual(["ready", "one"]), { timeout: 8000 });
  expect(batches[0]?.Records[0]).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: "INSERT",
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: "us-east-1",
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Number),
      Keys: { id: { S: "ready" } },
      NewImage: { id: { S: "ready" }, n: { N: "1" } },
      SequenceNumber: expect.stringMatching(/^\d+$/),
      SizeBytes: expect.any(Number),
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
    eventSourceARN: arn,
  });
});

test("only what passes the filter comes", async () => {
  const arn = await createTable("filtered");
  await createNodeFunction(client, "filtered", `exports.handler = async (event) => { ${TELL} };`);
  const batches = collect("filtered");
  const Pattern = JSON.stringify({ dynamodb: { Keys: { id: { S: [{ prefix: "yes" }] } } } });
  await map("filtered", arn, { FilterCriteria: { Filters: [{ Pattern }] } });
  for (const id of ["no-1", "yes-1", "no-2", "yes-2"]) await put("filtered", id);
  await vi.waitFor(() => expect(ids(batches)).toEqual(["yes-1", "yes-2"]), { timeout: 8000 });
});

test("a batch that fails is halved until the bad record is alone, and given up after its retries", async () => {
  const arn = await createTable("bisected");
  for (const id of ["a", "bad", "c"]) await put("bisected", id);
  const code = `exports.handler = async (event) => {
    ${TELL}
    if (event.Records.some(({ dynamodb }) => dynamodb.Keys.id.S === "bad")) throw new Error("bad");
  };`;
  await createNodeFunction(client, "bisected", code);
  const batches = collect("bisected");
  await map("bisected", arn, { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 1 });
  // The whole, its halves, then the bad one alone with its retry, then the good one: halving takes no retries.
  const batchesOf = () => batches.map((batch) => ids([batch]));
  await vi.waitFor(
    () =>
      expect(batchesOf()).toEqual([["ready", "a", "bad", "c"], ["ready", "a"], ["bad", "c"], ["bad"], ["bad"], ["c"]]),
    { timeout: 8000 },
  );
});

test("a mapping that is switched off and on again loses nothing", async () => {
  const arn = await createTable("paused");
  await createNodeFunction(client, "paused", `exports.handler = async (event) => { ${TELL} };`);
  const batches = collect("paused");
  const UUID = await map("paused", arn);
  await vi.waitFor(() => expect(ids(batches)).toEqual(["ready"]), { timeout: 8000 });
  await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await untilState(UUID, "Disabled");
  await put("paused", "meanwhile");
  await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  await vi.waitFor(() => expect(ids(batches)).toEqual(["ready", "meanwhile"]), { timeout: 8000 });
});

/** Records that some function has been sent as an on-failure destination. */
async function failures(name: string): Promise<{ arn: string; records: Record<string, unknown>[] }> {
  const receiver = `${name}-failures`;
  await createNodeFunction(client, receiver, `exports.handler = async (event) => { ${TELL} };`);
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${receiver}`;
  return { arn, records: collect(receiver) as unknown as Record<string, unknown>[] };
}

test("a partial failure goes on from the first record that is named", async () => {
  const arn = await createTable("partial");
  for (const id of ["a", "b", "c"]) await put("partial", id);
  const code = `let tried = 0; exports.handler = async (event) => {
    ${TELL}
    const failed = event.Records.find(({ dynamodb }) => dynamodb.Keys.id.S === "b");
    if (!failed || tried++ > 0) return { batchItemFailures: [] };
    return { batchItemFailures: [{ itemIdentifier: failed.dynamodb.SequenceNumber }] };
  };`;
  await createNodeFunction(client, "partial", code);
  const batches = collect("partial");
  await map("partial", arn, { FunctionResponseTypes: ["ReportBatchItemFailures"] });
  const batchesOf = () => batches.map((batch) => ids([batch]));
  await vi.waitFor(
    () =>
      expect(batchesOf()).toEqual([
        ["ready", "a", "b", "c"],
        ["b", "c"],
      ]),
    { timeout: 8000 },
  );
});

test.each([
  ["an answer that is no object", "'no'"],
  ["an empty identifier", "{ batchItemFailures: [{ itemIdentifier: '' }] }"],
  ["another member", "{ batchItemFailures: [{ bad: 1 }] }"],
])("%s fails the whole batch, which then goes to the destination", async (name, answer) => {
  const table = name.replaceAll(" ", "-");
  const arn = await createTable(table);
  await createNodeFunction(client, table, `exports.handler = async (event) => { ${TELL} return ${answer}; };`);
  const batches = collect(table);
  const destination = await failures(table);
  await map(table, arn, {
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: destination.arn } },
  });
  await vi.waitFor(() => expect(destination.records).toHaveLength(1), { timeout: 8000 });
  expect(ids(batches)).toEqual(["ready", "ready"]);
});

test("what has been given up is told to the destination, without the records themselves", async () => {
  const arn = await createTable("given-up");
  await createNodeFunction(client, "given-up", "exports.handler = async () => { throw new Error('no'); };");
  const destination = await failures("given-up");
  await map("given-up", arn, {
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: destination.arn } },
  });
  await vi.waitFor(() => expect(destination.records).toHaveLength(1), { timeout: 8000 });
  const number = expect.stringMatching(/^\d+$/) as string;
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
  expect(destination.records[0]).toEqual({
    requestContext: {
      requestId: expect.any(String),
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:given-up",
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: 2,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: time,
    DDBStreamBatchInfo: {
      shardId: expect.stringMatching(/^shardId-/),
      startSequenceNumber: number,
      endSequenceNumber: number,
      approximateArrivalOfFirstRecord: time,
      approximateArrivalOfLastRecord: time,
      batchSize: 1,
      streamArn: arn,
    },
  });
});

test("records that have become too old are given up", async () => {
  const arn = await createTable("aged");
  await createNodeFunction(
    client,
    "aged",
    `exports.handler = async (event) => { ${TELL} if (event.Records.length === 1) throw new Error('no'); };`,
  );
  const batches = collect("aged");
  const destination = await failures("aged");
  await map("aged", arn, {
    MaximumRecordAgeInSeconds: 60,
    DestinationConfig: { OnFailure: { Destination: destination.arn } },
  });
  await vi.waitFor(() => expect(batches.length).toBeGreaterThan(0), { timeout: 8000 });
  await cloud.cloud.clock.advance(120_000);
  await vi.waitFor(() => expect(destination.records).toHaveLength(1), { timeout: 8000 });
  expect(destination.records[0]).toMatchObject({ requestContext: { condition: "RecordAgeExceeded" } });
});

test("LATEST begins with what comes after the mapping", async () => {
  const arn = await createTable("latest");
  await createNodeFunction(client, "latest", `exports.handler = async (event) => { ${TELL} };`);
  const batches = collect("latest");
  const UUID = await map("latest", arn, { StartingPosition: "LATEST" });
  await untilState(UUID, "Enabled");
  await put("latest", "after");
  await vi.waitFor(() => expect(ids(batches)).toContain("after"), { timeout: 8000 });
  expect(ids(batches)).toEqual(["after"]);
});

test("parallel lanes keep the order of each key", async () => {
  const arn = await createTable("lanes");
  const written = ["a", "b", "c", "d", "a", "b", "c", "d"];
  for (const id of written) await put("lanes", id);
  await createNodeFunction(client, "lanes", `exports.handler = async (event) => { ${TELL} };`);
  const batches = collect("lanes");
  await map("lanes", arn, { ParallelizationFactor: 2 });
  // A second put of the same item changes nothing, so that it leaves no record.
  await vi.waitFor(() => expect(ids(batches).sort()).toEqual(["a", "b", "c", "d", "ready"]), { timeout: 8000 });
  expect(batches).toHaveLength(2);
  for (const batch of batches)
    expect(ids([batch])).toEqual(
      ["ready", ...written].filter((id, at, all) => all.indexOf(id) === at && ids([batch]).includes(id)),
    );
});

test("a tumbling window hands its state on and ends with an invocation of its own", async () => {
  const arn = await createTable("window");
  const code = `exports.handler = async (event) => {
    ${TELL}
    return { state: { seen: (event.state.seen ?? 0) + event.Records.length } };
  };`;
  await createNodeFunction(client, "window", code);
  const batches = collect("window") as unknown as Record<string, unknown>[];
  await map("window", arn, { TumblingWindowInSeconds: 60 });
  await vi.waitFor(() => expect(batches).toHaveLength(1), { timeout: 8000 });
  await put("window", "second");
  await vi.waitFor(() => expect(batches.flatMap(({ Records }) => Records as object[])).toHaveLength(2), {
    timeout: 8000,
  });
  await cloud.cloud.clock.advance(61_000);
  await vi.waitFor(() => expect(batches.at(-1)?.["isFinalInvokeForWindow"]).toBe(true), { timeout: 8000 });
  expect(batches[0]).toMatchObject({ state: {}, isFinalInvokeForWindow: false, isWindowTerminatedEarly: false });
  expect(batches.find(({ isFinalInvokeForWindow }) => isFinalInvokeForWindow)).toMatchObject({
    Records: [],
    window: { start: expect.stringMatching(/:00Z$/), end: expect.stringMatching(/:00Z$/) },
    shardId: expect.stringMatching(/^shardId-/),
    eventSourceARN: arn,
    isWindowTerminatedEarly: false,
  });
});

test("a window goes on where a mapping that was switched off left it", async () => {
  const arn = await createTable("resumed");
  const code = `exports.handler = async (event) => {
    ${TELL}
    return { state: { seen: (event.state.seen ?? 0) + event.Records.length } };
  };`;
  await createNodeFunction(client, "resumed", code);
  const batches = collect("resumed") as unknown as { window: object; state: object }[];
  const UUID = await map("resumed", arn, { TumblingWindowInSeconds: 900 });
  await vi.waitFor(() => expect(batches).toHaveLength(1), { timeout: 8000 });
  await expect
    .poll(async () => (await client.send(new GetEventSourceMappingCommand({ UUID }))).LastProcessingResult)
    .toBe("OK");
  await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await untilState(UUID, "Disabled");
  await put("resumed", "second");
  await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  await vi.waitFor(() => expect(batches.length).toBeGreaterThan(1), { timeout: 8000 });
  expect(batches[1]?.state).toEqual({ seen: 1 });
});

test("a batch is no more than an event may be, and a mapping that is deleted leaves nothing behind", async () => {
  const arn = await createTable("large");
  const code = `exports.handler = async (event) => {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    event.Records = event.Records.map(({ dynamodb: { Keys } }) => ({ dynamodb: { Keys } }));
    event.bytes = bytes;
    ${TELL}
  };`;
  await createNodeFunction(client, "large", code, { MemorySize: 512 });
  const text = "x".repeat(390_000);
  const names = Array.from({ length: 20 }, (_, index) => `item-${index}`);
  for (const id of names) {
    await dynamodb.send(new PutItemCommand({ TableName: "large", Item: { id: { S: id }, text: { S: text } } }));
  }
  const batches = collect("large");
  const UUID = await map("large", arn, { BatchSize: 1000, MaximumBatchingWindowInSeconds: 1 });
  await vi.waitFor(() => expect(ids(batches)).toEqual(["ready", ...names]), { timeout: 15_000 });
  expect(batches).toHaveLength(2);
  for (const { bytes } of batches as (Batch & { bytes: number })[]) expect(bytes).toBeLessThanOrEqual(6_291_456);
  const left = () => [...cloud.cloud.store.range({ prefix: ["lambda-checkpoint", UUID] })].length;
  expect(left()).toBeGreaterThan(0);
  await vi.waitFor(() => client.send(new DeleteEventSourceMappingCommand({ UUID })), { timeout: 5000 });
  await vi.waitFor(() => expect(left()).toBe(0), { timeout: 5000 });
}, 30_000);

test("a mapping that is being changed takes no other change", async () => {
  const arn = await createTable("early");
  await createNodeFunction(client, "early", "exports.handler = async () => 1;");
  const UUID = await map("early", arn);
  await untilState(UUID, "Enabled");
  // In one turn, so that no busy machine lets the first be done before the second.
  const change = (operation: string) =>
    cloud.cloud.call("lambda", operation, { UUID }, { account: "000000000000", region: "us-east-1" });
  const [first, second, third] = await Promise.allSettled([
    change("UpdateEventSourceMapping"),
    change("UpdateEventSourceMapping"),
    change("DeleteEventSourceMapping"),
  ]);
  expect(first).toMatchObject({ value: { State: "Updating" } });
  expect(second).toMatchObject({
    reason: {
      code: "ResourceInUseException",
      message: "Cannot update the event source mapping because it is in use.",
    },
  });
  expect(third).toMatchObject({
    reason: { message: "Cannot delete the event source mapping because it is in use." },
  });
});

test.each<[string, Partial<CreateEventSourceMappingCommandInput>, string, string]>([
  ["no source", {}, "InvalidParameterValueException", "Unrecognized event source."],
  [
    "another service",
    { EventSourceArn: "arn:aws:sns:us-east-1:000000000000:t" },
    "InvalidParameterValueException",
    "Unrecognized event source.",
  ],
  [
    "Kafka without access",
    { SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ["k:1"] } }, Topics: ["topic"] },
    "InvalidParameterValueException",
    "Required 'sourceAccessConfigurations' parameter is missing.",
  ],
  [
    "MSK",
    { EventSourceArn: "arn:aws:kafka:us-east-1:000000000000:cluster/c/1" },
    "NotImplemented",
    "Terrarium does not have event source mappings of Amazon MSK.",
  ],
  [
    "a destination for success",
    {
      EventSourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/1",
      DestinationConfig: { OnSuccess: {} },
    },
    "InvalidParameterValueException",
    "Unsupported DestinationConfig parameter for given event source mapping type.",
  ],
])("%s is refused", async (_, input, name, message) => {
  const creation = client.send(new CreateEventSourceMappingCommand({ FunctionName: "plain", ...input }));
  await expect(creation).rejects.toMatchObject({ name, message });
});

test("a source whose service is not there is said so", async () => {
  await createNodeFunction(client, "queued", "exports.handler = async () => 1;");
  const creation = client.send(
    new CreateEventSourceMappingCommand({
      FunctionName: "queued",
      EventSourceArn: "arn:aws:sqs:us-east-1:000000000000:q",
    }),
  );
  await expect(creation).rejects.toMatchObject({
    name: "NotImplemented",
    message: "Event source mappings of Amazon SQS need the service sqs, which Terrarium does not have yet.",
    $metadata: { httpStatusCode: 501 },
  });
});

const untilState = (UUID: string, state: string) =>
  vi.waitFor(async () => expect((await client.send(new GetEventSourceMappingCommand({ UUID }))).State).toBe(state), {
    timeout: 5000,
    interval: 20,
  });
