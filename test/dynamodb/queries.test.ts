import {
  type AttributeValue,
  BatchWriteItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
const query = (input: Partial<QueryCommandInput>) =>
  fixture.client.send(new QueryCommand({ TableName: "rows", ...input }));
const scan = (input: Partial<ScanCommandInput>) =>
  fixture.client.send(new ScanCommand({ TableName: "rows", ...input }));
const numbers = ["-1e20", "-7.25", "-7", "-0.001", "0", "0.5", "3", "10", "10.5", "200", "1e30"];

async function fill(table: string, items: readonly Record<string, AttributeValue>[]): Promise<void> {
  for (let i = 0; i < items.length; i += 25) {
    const requests = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
    await fixture.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}

beforeAll(async () => {
  await makeTable(fixture, "rows", {
    sk: "N",
    AttributeDefinitions: [
      { AttributeName: "kind", AttributeType: "S" },
      { AttributeName: "rank", AttributeType: "N" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-kind",
        KeySchema: [
          { AttributeName: "kind", KeyType: "HASH" },
          { AttributeName: "rank", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: "by-rank",
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "rank", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  });
  await fill(
    "rows",
    numbers.map((sk, i) => ({
      pk: { S: "n" },
      sk: { N: sk },
      kind: { S: i % 2 ? "odd" : "even" },
      rank: { N: String(-i) },
      v: { S: "x" },
    })),
  );
  await fill(
    "rows",
    Array.from({ length: 100 }, (_, i) => ({ pk: { S: `other${i}` }, sk: { N: "1" } })),
  );
});

describe("a query by sort key", () => {
  const sks = async (condition: string, values: readonly string[] = [], more: Partial<QueryCommandInput> = {}) => {
    const { Items } = await query({
      KeyConditionExpression: `pk = :p${condition}`,
      ExpressionAttributeValues: { ":p": { S: "n" }, ...Object.fromEntries(values.map((N, i) => [`:v${i}`, { N }])) },
      ...more,
    });
    return Items!.map(({ sk }) => Number(sk!.N));
  };
  const all = numbers.map(Number);

  test.each<[string, readonly string[], (n: number) => boolean]>([
    ["", [], () => true],
    [" AND sk = :v0", ["3.0"], (n) => n === 3],
    [" AND sk < :v0", ["0"], (n) => n < 0],
    [" AND sk <= :v0", ["-7"], (n) => n <= -7],
    [" AND sk > :v0", ["10"], (n) => n > 10],
    [" AND :v0 <= sk", ["10"], (n) => n >= 10],
    [" AND sk BETWEEN :v0 AND :v1", ["-7", "10"], (n) => n >= -7 && n <= 10],
  ])("pk = :p%s", async (condition, values, within) => {
    expect(await sks(condition, values)).toEqual(all.filter(within));
    expect(await sks(condition, values, { ScanIndexForward: false })).toEqual(all.filter(within).reverse());
  });

  test("pages follow one another in both directions", async () => {
    for (const ScanIndexForward of [true, false]) {
      const found: number[] = [];
      let key: Record<string, AttributeValue> | undefined;
      do {
        const page = await query({
          KeyConditionExpression: "pk = :p",
          ExpressionAttributeValues: { ":p": { S: "n" } },
          Limit: 4,
          ScanIndexForward,
          ...(key ? { ExclusiveStartKey: key } : {}),
        });
        found.push(...page.Items!.map(({ sk }) => Number(sk!.N)));
        key = page.LastEvaluatedKey;
      } while (key);
      expect(found).toEqual(ScanIndexForward ? all : all.toReversed());
    }
  });
});

test("text orders by UTF-8 bytes, and begins_with covers all that starts with a text", async () => {
  await makeTable(fixture, "texts", { sk: "S" });
  const texts = ["a", "a!", "ab", "abc", "b", "é", "\uffff", "\u{10000}"];
  await fill(
    "texts",
    texts.toReversed().map((S) => ({ pk: { S: "t" }, sk: { S } })),
  );
  const read = async (condition: string, values = {}) => {
    const { Items } = await query({
      TableName: "texts",
      KeyConditionExpression: `pk = :p${condition}`,
      ExpressionAttributeValues: { ":p": { S: "t" }, ...values },
    });
    return Items!.map(({ sk }) => sk!.S);
  };
  expect(await read("")).toEqual(texts);
  expect(await read(" AND begins_with(sk, :s)", { ":s": { S: "a" } })).toEqual(["a", "a!", "ab", "abc"]);
  expect(await read(" AND begins_with(sk, :s)", { ":s": { S: "\uffff" } })).toEqual(["\uffff"]);
});

test("indexes hold what they project; a local one fetches the rest", async () => {
  const byKind = await query({
    IndexName: "by-kind",
    KeyConditionExpression: "kind = :k AND #rank > :r",
    ExpressionAttributeNames: { "#rank": "rank" },
    ExpressionAttributeValues: { ":k": { S: "odd" }, ":r": { N: "-6" } },
    ReturnConsumedCapacity: "INDEXES",
  });
  expect(byKind.Items!.map(({ rank }) => rank!.N)).toEqual(["-5", "-3", "-1"]);
  expect(Object.keys(byKind.Items![0]!).sort()).toEqual(["kind", "pk", "rank", "sk"]);
  expect(byKind.ConsumedCapacity).toEqual({
    TableName: "rows",
    CapacityUnits: 0.5,
    Table: { CapacityUnits: 0 },
    GlobalSecondaryIndexes: { "by-kind": { CapacityUnits: 0.5 } },
  });
  const byRank = await query({
    IndexName: "by-rank",
    KeyConditionExpression: "pk = :p",
    ExpressionAttributeValues: { ":p": { S: "n" } },
    Select: "ALL_ATTRIBUTES",
    Limit: 1,
  });
  expect(byRank.Items).toEqual([
    { pk: { S: "n" }, sk: { N: `1${"0".repeat(30)}` }, kind: { S: "even" }, rank: { N: "-10" }, v: { S: "x" } },
  ]);
  expect(Object.keys(byRank.LastEvaluatedKey!).sort()).toEqual(["pk", "rank", "sk"]);
});

test("an item leaves an index with the attribute that brought it there", async () => {
  const Item = { pk: { S: "moves" }, sk: { N: "0" }, kind: { S: "brief" }, rank: { N: "1" } };
  const count = async () =>
    (
      await query({
        IndexName: "by-kind",
        KeyConditionExpression: "kind = :k",
        ExpressionAttributeValues: { ":k": { S: "brief" } },
        Select: "COUNT",
      })
    ).Count;
  await fixture.client.send(new PutItemCommand({ TableName: "rows", Item }));
  expect(await count()).toBe(1);
  const { rank: _rank, ...without } = Item;
  await fixture.client.send(new PutItemCommand({ TableName: "rows", Item: without }));
  expect(await count()).toBe(0);
});

test("segments of a parallel scan are disjoint and together everything", async () => {
  const whole = (await scan({})).Items!.map(({ pk, sk }) => `${pk!.S} ${sk!.N}`);
  const parts: string[] = [];
  for (let Segment = 0; Segment < 5; Segment++) {
    const { Items } = await scan({ Segment, TotalSegments: 5 });
    expect(Items!.length).toBeGreaterThan(0);
    parts.push(...Items!.map(({ pk, sk }) => `${pk!.S} ${sk!.N}`));
  }
  expect(parts).toEqual(whole);
  expect(new Set(whole).size).toBe(whole.length);
  const [first] = (await scan({ Segment: 0, TotalSegments: 5 })).Items!;
  const ExclusiveStartKey = { pk: first!.pk!, sk: first!.sk! };
  expect((await scan({ Segment: 0, TotalSegments: 5, ExclusiveStartKey })).Items).not.toContainEqual(first);
  await expect(scan({ Segment: 1, TotalSegments: 5, ExclusiveStartKey })).rejects.toMatchObject({
    name: "ValidationException",
    message:
      "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 5 Segment: 1",
  });
});

test("a page ends at 1 MB, and filters count what they read", async () => {
  await makeTable(fixture, "large", { sk: "N" });
  await fill(
    "large",
    Array.from({ length: 10 }, (_, i) => ({ pk: { S: "p" }, sk: { N: String(i) }, v: { S: "x".repeat(200_000) } })),
  );
  const page = await query({
    TableName: "large",
    KeyConditionExpression: "pk = :p",
    FilterExpression: "attribute_not_exists(v)",
    ExpressionAttributeValues: { ":p": { S: "p" } },
    ReturnConsumedCapacity: "TOTAL",
  });
  expect(page).toMatchObject({ Count: 0, ScannedCount: 6, LastEvaluatedKey: { sk: { N: "5" } } });
  expect(page.ConsumedCapacity!.CapacityUnits).toBe(146.5);
});

describe("refusals", () => {
  const values = { ":p": { S: "n" }, ":v": { N: "1" } };
  test.each<[string, Partial<QueryCommandInput>, string]>([
    [
      "no condition",
      {},
      "1 validation error detected: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    ],
    ["no partition key", { KeyConditionExpression: "sk = :v" }, "Query condition missed key schema element: pk"],
    ["a range of partitions", { KeyConditionExpression: "pk > :p" }, "Query key condition not supported"],
    [
      "OR",
      { KeyConditionExpression: "pk = :p OR sk = :v" },
      "1 validation error detected: Invalid operator used in KeyConditionExpression: OR",
    ],
    [
      "another type",
      { KeyConditionExpression: "pk = :v" },
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      "a filter on the key",
      { KeyConditionExpression: "pk = :p", FilterExpression: "sk = :v" },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
    ],
    [
      "an unknown index",
      { KeyConditionExpression: "pk = :p", IndexName: "none" },
      "The table does not have the specified index: none",
    ],
    [
      "a consistent read of a global index",
      { KeyConditionExpression: "kind = :p", IndexName: "by-kind", ConsistentRead: true },
      "Consistent reads are not supported on global secondary indexes",
    ],
  ])("%s", async (_, input, message) => {
    const used = Object.entries(values).filter(([name]) => JSON.stringify(input).includes(name));
    const ExpressionAttributeValues = used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {};
    await expectRefusal(query({ ...input, ...ExpressionAttributeValues }), message);
  });

  test("scans keep the older wording", async () => {
    await expectRefusal(
      scan({ FilterExpression: "a b" }),
      'Invalid FilterExpression: Syntax error; token: "b", near: "a b"',
    );
  });
});
