import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
let streams: DynamoDBStreamsClient;
beforeAll(() => {
  streams = new DynamoDBStreamsClient({ ...fixture.test.clientConfig });
});
afterAll(() => streams.destroy());

async function streamed(name: string, StreamViewType: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES") {
  await makeTable(fixture, name, { StreamSpecification: { StreamEnabled: true, StreamViewType } });
  const { Table } = await fixture.client.send(new DescribeTableCommand({ TableName: name }));
  return Table!.LatestStreamArn!;
}

async function iteratorOf(StreamArn: string): Promise<string> {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const { ShardId } = StreamDescription!.Shards![0]!;
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
  );
  return ShardIterator!;
}

async function recordsOf(StreamArn: string): Promise<_Record[]> {
  const { Records } = await streams.send(new GetRecordsCommand({ ShardIterator: await iteratorOf(StreamArn) }));
  return Records!;
}

// Source: recorded on AWS.
test("records tell what changed, and a rewrite of the same is no change", async () => {
  const arn = await streamed("changes", "NEW_AND_OLD_IMAGES");
  const put = (Item: object) =>
    fixture.client.send(new PutItemCommand({ TableName: "changes", Item: { pk: { S: "Fred" }, ...Item } }));
  await put({});
  await put({});
  await put({ name: { S: "Fred" } });
  await fixture.client.send(new DeleteItemCommand({ TableName: "changes", Key: { pk: { S: "Fred" } } }));
  await fixture.client.send(new DeleteItemCommand({ TableName: "changes", Key: { pk: { S: "Fred" } } }));
  const records = await recordsOf(arn);
  expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb!.SizeBytes])).toEqual([
    ["INSERT", 12],
    ["MODIFY", 26],
    ["REMOVE", 20],
  ]);
  expect(records[1]).toMatchObject({
    eventSource: "aws:dynamodb",
    eventVersion: "1.1",
    awsRegion: "us-east-1",
    dynamodb: {
      Keys: { pk: { S: "Fred" } },
      OldImage: { pk: { S: "Fred" } },
      NewImage: { pk: { S: "Fred" }, name: { S: "Fred" } },
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
  });
  const numbers = records.map(({ dynamodb }) => BigInt(dynamodb!.SequenceNumber!));
  expect(numbers).toEqual(numbers.toSorted((left, right) => (left < right ? -1 : 1)));
  expect(records[0]!.userIdentity).toBeUndefined();
});

test.each([
  ["KEYS_ONLY", false, false],
  ["NEW_IMAGE", true, false],
  ["OLD_IMAGE", false, true],
] as const)("the view %s", async (view, hasNew, hasOld) => {
  const name = `view-${view.toLowerCase()}`;
  const arn = await streamed(name, view);
  const update = (v: string) =>
    fixture.client.send(
      new UpdateItemCommand({
        TableName: name,
        Key: { pk: { S: "x" } },
        UpdateExpression: "SET v = :v",
        ExpressionAttributeValues: { ":v": { S: v } },
      }),
    );
  await update("1");
  await update("2");
  const [inserted, modified] = await recordsOf(arn);
  expect(inserted!.eventName).toBe("INSERT");
  expect(modified!.dynamodb!.NewImage !== undefined).toBe(hasNew);
  expect(modified!.dynamodb!.OldImage !== undefined).toBe(hasOld);
});

test("every way to write is told: batch, transaction, PartiQL", async () => {
  const arn = await streamed("ways", "KEYS_ONLY");
  const Item = (pk: string) => ({ pk: { S: pk } });
  await fixture.client.send(
    new BatchWriteItemCommand({ RequestItems: { ways: [{ PutRequest: { Item: Item("batch") } }] } }),
  );
  await fixture.client.send(
    new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: "ways", Item: Item("transaction") } }] }),
  );
  await fixture.client.send(new ExecuteStatementCommand({ Statement: "INSERT INTO ways VALUE {'pk': 'statement'}" }));
  const records = await recordsOf(arn);
  expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb!.Keys!.pk!.S])).toEqual([
    ["INSERT", "batch"],
    ["INSERT", "transaction"],
    ["INSERT", "statement"],
  ]);
});

test("iterators go on where they were, and end with the stream", async () => {
  const arn = await streamed("ends", "KEYS_ONLY");
  const put = (pk: string) => fixture.client.send(new PutItemCommand({ TableName: "ends", Item: { pk: { S: pk } } }));
  await put("1");
  await put("2");
  const first = await streams.send(new GetRecordsCommand({ ShardIterator: await iteratorOf(arn), Limit: 1 }));
  const second = await streams.send(new GetRecordsCommand({ ShardIterator: first.NextShardIterator }));
  expect([first, second].map(({ Records }) => Records!.map(({ dynamodb }) => dynamodb!.Keys!.pk!.S))).toEqual([
    ["1"],
    ["2"],
  ]);
  const empty = await streams.send(new GetRecordsCommand({ ShardIterator: second.NextShardIterator }));
  expect(empty.Records).toEqual([]);
  await fixture.client.send(
    new UpdateTableCommand({ TableName: "ends", StreamSpecification: { StreamEnabled: false } }),
  );
  const last = await streams.send(new GetRecordsCommand({ ShardIterator: empty.NextShardIterator }));
  expect(last.NextShardIterator).toBeUndefined();
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
  expect(StreamDescription).toMatchObject({
    StreamStatus: "DISABLED",
    Shards: [
      { SequenceNumberRange: { StartingSequenceNumber: expect.any(String), EndingSequenceNumber: expect.any(String) } },
    ],
  });
});

test("an unknown stream, and an iterator that is too old", async () => {
  const arn = await streamed("old", "KEYS_ONLY");
  const iterator = await iteratorOf(arn);
  await fixture.test.cloud.clock.advance(16 * 60 * 1000);
  await expect(streams.send(new GetRecordsCommand({ ShardIterator: iterator }))).rejects.toMatchObject({
    name: "ExpiredIteratorException",
  });
  const unknown = arn.replace("table/old/", "table/older/");
  await expect(streams.send(new DescribeStreamCommand({ StreamArn: unknown }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: `Requested resource not found: Stream: ${unknown} not found`,
  });
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName: "old" }));
  expect(Streams).toEqual([{ StreamArn: arn, TableName: "old", StreamLabel: arn.split("/stream/")[1] }]);
});

// Source: the API reference names the upper limit; users of the service report the refusal.
test("no more than 1000 records can be asked for", async () => {
  const ShardIterator = await iteratorOf(await streamed("many", "KEYS_ONLY"));
  expect((await streams.send(new GetRecordsCommand({ ShardIterator, Limit: 1000 }))).Records).toEqual([]);
  await expectRefusal(
    streams.send(new GetRecordsCommand({ ShardIterator, Limit: 1001 })),
    "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000",
  );
});

test("records older than a day are trimmed, and a shard of another stream is none of this one's", async () => {
  const arn = await streamed("trimmed", "KEYS_ONLY");
  const put = (pk: string) =>
    fixture.client.send(new PutItemCommand({ TableName: "trimmed", Item: { pk: { S: pk } } }));
  await put("a");
  await put("b");
  const [first, second] = (await recordsOf(arn)).map(({ dynamodb }) => dynamodb!.SequenceNumber!);
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
  const at = (SequenceNumber: string, ShardId = StreamDescription!.Shards![0]!.ShardId!) =>
    streams.send(
      new GetShardIteratorCommand({
        StreamArn: arn,
        ShardId,
        ShardIteratorType: "AT_SEQUENCE_NUMBER",
        SequenceNumber,
      }),
    );
  await fixture.test.cloud.clock.advance((24 * 60 - 5) * 60 * 1000);
  const { ShardIterator } = await at(first!);
  await fixture.test.cloud.clock.advance(10 * 60 * 1000);
  const trimmed = { name: "TrimmedDataAccessException", message: "The data you are trying to access has been trimmed" };
  await expect(streams.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject(trimmed);
  await expect(at(first!)).rejects.toMatchObject(trimmed);
  await expect(at(second!)).rejects.toMatchObject(trimmed);
  await put("c");
  expect((await recordsOf(arn)).map(({ dynamodb }) => dynamodb!.Keys!.pk)).toEqual([{ S: "c" }]);
  await expect(at(first!, "shardId-00000000000000000000-00000000")).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Requested resource not found: Shard does not exist",
  });
});

test("time to live deletes on the cloud's clock, and its record names the service", async () => {
  const arn = await streamed("expiring", "OLD_IMAGE");
  await fixture.client.send(
    new UpdateTimeToLiveCommand({
      TableName: "expiring",
      TimeToLiveSpecification: { AttributeName: "until", Enabled: true },
    }),
  );
  const until = Math.floor(fixture.test.cloud.clock.now() / 1000) + 3600;
  const put = (pk: string, value: object) =>
    fixture.client.send(
      new PutItemCommand({ TableName: "expiring", Item: { pk: { S: pk }, until: value as { N: string } } }),
    );
  await put("expires", { N: String(until) });
  await put("later", { N: String(until + 86_400) });
  await put("text", { S: String(until) });
  await fixture.test.cloud.clock.advance(2 * 3600 * 1000);
  const exists = async (pk: string) =>
    (await fixture.client.send(new GetItemCommand({ TableName: "expiring", Key: { pk: { S: pk } } }))).Item !==
    undefined;
  await expect.poll(() => exists("expires")).toBe(false);
  expect([await exists("later"), await exists("text")]).toEqual([true, true]);
  const removed = (await recordsOf(arn)).filter(({ eventName }) => eventName === "REMOVE");
  expect(removed).toHaveLength(1);
  expect(removed[0]).toMatchObject({
    dynamodb: { OldImage: { pk: { S: "expires" } } },
    userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" },
  });
});
