import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
const TableName = "accounts";
beforeAll(() => makeTable(fixture, TableName));

const transact = (TransactItems: TransactWriteItem[], more: Partial<TransactWriteItemsCommandInput> = {}) =>
  fixture.client.send(new TransactWriteItemsCommand({ TransactItems, ...more }));
const put = (pk: string, more: object = {}): TransactWriteItem => ({
  Put: { TableName, Item: { pk: { S: pk } }, ...more },
});
const get = async (pk: string) =>
  (await fixture.client.send(new GetItemCommand({ TableName, Key: { pk: { S: pk } } }))).Item;

test("all actions or none, with a reason for each and the item when it was asked for", async () => {
  await transact([put("there")]);
  const failed = transact([
    put("new"),
    put("there", {
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
    { Put: { TableName, Item: { pk: { N: "1" } } } },
  ]);
  await expect(failed).rejects.toMatchObject({
    name: "TransactionCanceledException",
    message:
      "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ValidationError]",
    CancellationReasons: [
      { Code: "None" },
      { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: { pk: { S: "there" } } },
      {
        Code: "ValidationError",
        Message: "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
      },
    ],
  });
  expect(await get("new")).toBeUndefined();
});

test("a token is good for one request in ten minutes; a repetition is charged as reads", async () => {
  const more = { ClientRequestToken: "token-1", ReturnConsumedCapacity: "TOTAL" as const };
  const add: TransactWriteItem = {
    Update: {
      TableName,
      Key: { pk: { S: "counter" } },
      UpdateExpression: "ADD n :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    },
  };
  const first = await transact([add], more);
  expect(first.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, WriteCapacityUnits: 2 }]);
  const second = await transact([add], more);
  expect(second.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
  expect((await get("counter"))!.n).toEqual({ N: "1" });
  await expect(transact([add, put("more")], more)).rejects.toMatchObject({
    name: "IdempotentParameterMismatchException",
  });
  await fixture.test.cloud.clock.advance(10 * 60 * 1000);
  await transact([add], more);
  expect((await get("counter"))!.n).toEqual({ N: "2" });
});

test("names and values are passed over where there is no expression to use them", async () => {
  await transact([
    put("unused", { ExpressionAttributeNames: { "#a": "a" }, ExpressionAttributeValues: { ":a": { S: "a" } } }),
  ]);
  expect(await get("unused")).toEqual({ pk: { S: "unused" } });
});

test("an empty key of an index refuses the whole request", async () => {
  await makeTable(fixture, "indexed", {
    AttributeDefinitions: [{ AttributeName: "g", AttributeType: "B" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-g",
        KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  await expectRefusal(
    transact([put("fine"), { Put: { TableName: "indexed", Item: { pk: { S: "a" }, g: { B: new Uint8Array() } } } }]),
    "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty binary value. IndexName: by-g, IndexKey: g",
  );
});

test("reading several items at once", async () => {
  await transact([put("r1")]);
  const gets = ["r1", "none"].map((pk) => ({ Get: { TableName, Key: { pk: { S: pk } } } }));
  const { Responses, ConsumedCapacity } = await fixture.client.send(
    new TransactGetItemsCommand({ TransactItems: gets, ReturnConsumedCapacity: "TOTAL" }),
  );
  expect(Responses).toEqual([{ Item: { pk: { S: "r1" } } }, {}]);
  expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4, ReadCapacityUnits: 4 }]);
});

// Source: the page of TransactGetItems, which rejects the whole request.
test("a transaction reads and writes 4 MB", async () => {
  const large = { S: "x".repeat(399 * 1024) };
  const sized = (pk: string) => put(pk, { Item: { pk: { S: pk }, large } });
  const names = Array.from({ length: 11 }, (_, i) => `large-${i}`);
  const words = "The aggregate size of the items in the transaction cannot exceed 4 MB";
  await expectRefusal(transact(names.map(sized)), words);
  await transact(names.slice(0, 10).map(sized));
  await transact(names.slice(10).map(sized));
  const get = (pks: string[]) =>
    fixture.client.send(
      new TransactGetItemsCommand({
        TransactItems: pks.map((pk) => ({ Get: { TableName, Key: { pk: { S: pk } }, ProjectionExpression: "pk" } })),
      }),
    );
  expect((await get(names.slice(1))).Responses).toHaveLength(10);
  await expectRefusal(get(names), words);
});

test("batches write and read over tables", async () => {
  const requests = ["b1", "b2"].map((pk) => ({ PutRequest: { Item: { pk: { S: pk } } } }));
  const written = await fixture.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
  expect(written.UnprocessedItems).toEqual({});
  expect(written).not.toHaveProperty("ConsumedCapacity");
  const Keys = ["b1", "none", "b2"].map((pk) => ({ pk: { S: pk } }));
  const read = await fixture.client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }));
  expect(read.Responses).toEqual({ [TableName]: [{ pk: { S: "b1" } }, { pk: { S: "b2" } }] });
  expect(read.UnprocessedKeys).toEqual({});
});

// Sources: recorded answers of the service in 2026.
describe("refusals", () => {
  const batchWrite = (requests: object[]) =>
    fixture.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
  const keys = (count: number) => Array.from({ length: count }, (_, i) => ({ pk: { S: `k${i}` } }));
  test.each<[string, () => Promise<unknown>, string]>([
    [
      "one item twice",
      () => transact([put("a"), put("a")]),
      "Transaction request cannot include multiple operations on one item",
    ],
    [
      "an empty key value",
      () => transact([put("")]),
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
    ],
    [
      "a key that is too long",
      () => transact([{ Delete: { TableName, Key: { pk: { S: "x".repeat(2049) } } } }]),
      "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes",
    ],
    [
      "one item twice in a batch",
      () => batchWrite([{ PutRequest: { Item: { pk: { S: "a" } } } }, { DeleteRequest: { Key: { pk: { S: "a" } } } }]),
      "Provided list of item keys contains duplicates",
    ],
    [
      "a key of another type in a batch",
      () => batchWrite([{ PutRequest: { Item: { pk: { N: "1" } } } }]),
      "The provided key element does not match the schema",
    ],
    [
      "nothing to write",
      () => fixture.client.send(new BatchWriteItemCommand({ RequestItems: {} })),
      "The requestItems parameter is required for BatchWriteItem",
    ],
    [
      "nothing to read",
      () => fixture.client.send(new BatchGetItemCommand({ RequestItems: {} })),
      "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      "101 keys",
      () => fixture.client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys(101) } } })),
      `1 validation error detected: Value at 'RequestItems.${TableName}.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100`,
    ],
  ])("%s", async (_, send, message) => {
    await expectRefusal(send(), message);
  });

  test("26 writes", async () => {
    const requests = keys(26).map((Item) => ({ PutRequest: { Item } }));
    await expect(batchWrite(requests)).rejects.toThrow(
      /^1 validation error detected: Value '\{accounts=\[.+\]\}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 25, Member must have length greater than or equal to 1\]$/,
    );
  });
});
