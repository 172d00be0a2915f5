import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { expectRefusal, makeTable, sendRaw, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
const TableName = "items";
const Key = { pk: { S: "a" }, sk: { N: "1" } };

beforeAll(async () => {
  await makeTable(fixture, TableName, {
    sk: "N",
    AttributeDefinitions: [{ AttributeName: "g", AttributeType: "S" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-g",
        KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
});

const put = (input: Partial<PutItemCommandInput>) =>
  fixture.client.send(new PutItemCommand({ TableName, Item: Key, ...input }));
const update = (input: Partial<UpdateItemCommandInput>) =>
  fixture.client.send(new UpdateItemCommand({ TableName, Key, ...input }));

test("an item comes back as it was put, with its number in normal form", async () => {
  const Item = {
    ...Key,
    sk: { N: "1.0" },
    bin: { B: new Uint8Array([0, 255]) },
    m: { M: { l: { L: [{ NULL: true }] } } },
  };
  await put({ Item });
  const { Item: read } = await fixture.client.send(
    new GetItemCommand({ TableName, Key: { ...Key, sk: { N: "1.00" } } }),
  );
  expect(read).toEqual({ ...Item, sk: { N: "1" } });
});

test("the document client's types survive", async () => {
  const documents = DynamoDBDocument.from(fixture.client);
  const Item = { pk: "doc", sk: 2, set: new Set(["b", "a"]), list: [1, null, { deep: true }], bytes: Buffer.from("x") };
  await documents.put({ TableName, Item });
  const { Item: read } = await documents.get({ TableName, Key: { pk: "doc", sk: 2 } });
  expect(read).toEqual({ ...Item, bytes: new Uint8Array(Buffer.from("x")) });
});

test("ReturnValues and capacity of a put", async () => {
  await put({ Item: { ...Key, v: { S: "old" } } });
  const replaced = await put({
    Item: { ...Key, v: { S: "new" } },
    ReturnValues: "ALL_OLD",
    ReturnConsumedCapacity: "TOTAL",
  });
  expect(replaced.Attributes).toEqual({ ...Key, v: { S: "old" } });
  expect(replaced.ConsumedCapacity).toEqual({ TableName, CapacityUnits: 1 });
  // A key of an index costs its entry too; 1,500 bytes are two units.
  const indexed = await put({
    Item: { ...Key, g: { S: "x" }, v: { S: "y".repeat(1500) } },
    ReturnConsumedCapacity: "INDEXES",
  });
  expect(indexed.ConsumedCapacity).toEqual({
    TableName,
    CapacityUnits: 4,
    Table: { CapacityUnits: 2 },
    GlobalSecondaryIndexes: { "by-g": { CapacityUnits: 2 } },
  });
});

test("an update returns what was asked for", async () => {
  await put({ Item: { ...Key, n: { N: "1" }, m: { M: { a: { S: "x" }, b: { S: "y" } } } } });
  const changed = await update({
    UpdateExpression: "SET n = n + :one, m.a = :z REMOVE m.b",
    ExpressionAttributeValues: { ":one": { N: "1" }, ":z": { S: "z" } },
    ReturnValues: "UPDATED_NEW",
  });
  expect(changed.Attributes).toEqual({ n: { N: "2" }, m: { M: { a: { S: "z" } } } });
  const again = await update({
    UpdateExpression: "ADD n :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
    ReturnValues: "UPDATED_OLD",
  });
  expect(again.Attributes).toEqual({ n: { N: "2" } });
});

test("a failed condition gives the item when asked to, and changes nothing", async () => {
  await put({ Item: { ...Key, v: { S: "kept" } } });
  const failed = put({
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  await expect(failed).rejects.toMatchObject({
    name: "ConditionalCheckFailedException",
    message: "The conditional request failed",
    Item: { ...Key, v: { S: "kept" } },
  });
  const { Attributes } = await fixture.client.send(new DeleteItemCommand({ TableName, Key, ReturnValues: "ALL_OLD" }));
  expect(Attributes).toEqual({ ...Key, v: { S: "kept" } });
});

test("the older Expected and AttributeUpdates", async () => {
  await put({ Item: { ...Key, n: { N: "5" }, s: { SS: ["a", "b"] } } });
  const { Attributes } = await update({
    AttributeUpdates: {
      n: { Action: "ADD", Value: { N: "2" } },
      s: { Action: "DELETE", Value: { SS: ["a"] } },
      t: { Value: { S: "set" } },
    },
    Expected: { n: { ComparisonOperator: "GT", AttributeValueList: [{ N: "4" }] }, t: { Exists: false } },
    ReturnValues: "ALL_NEW",
  });
  expect(Attributes).toEqual({ ...Key, n: { N: "7" }, s: { SS: ["b"] }, t: { S: "set" } });
});

test("two missing attributes differ; the older updates have a sentence of their own for other types", async () => {
  await put({ Item: { ...Key, n: { N: "5" } }, ConditionExpression: "absent <> lacking AND NOT absent = lacking" });
  await expectRefusal(
    update({ AttributeUpdates: { n: { Action: "ADD", Value: { SS: ["a"] } } } }),
    "Type mismatch for attribute to update",
  );
});

describe("refusals", () => {
  const values = { ":v": { S: "v" } };
  // Sources: recorded answers of the service where the sentence is of 2026, else its users' reports.
  test.each<[string, () => Promise<unknown>, string]>([
    [
      "a missing key",
      () => put({ Item: { pk: { S: "a" } } }),
      "One or more parameter values were invalid: Missing the key sk in the item",
    ],
    [
      "a key of another type",
      () => put({ Item: { ...Key, sk: { S: "1" } } }),
      "One or more parameter values were invalid: Type mismatch for key sk expected: N actual: S",
    ],
    [
      "an empty key",
      () => put({ Item: { ...Key, pk: { S: "" } } }),
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
    ],
    [
      "an index key of another type",
      () => put({ Item: { ...Key, g: { N: "1" } } }),
      "One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: by-g",
    ],
    [
      "a partition key over 2,048 bytes",
      () => put({ Item: { ...Key, pk: { S: "x".repeat(2049) } } }),
      "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes",
    ],
    [
      "an item over 400 KB",
      () => put({ Item: { ...Key, v: { S: "x".repeat(400 * 1024) } } }),
      "1 validation error detected: Item size has exceeded the maximum allowed size",
    ],
    [
      "an attribute too many in a key",
      () => fixture.client.send(new GetItemCommand({ TableName, Key: { ...Key, x: { S: "" } } })),
      "The provided key element does not match the schema",
    ],
    [
      "an update of the key",
      () => update({ UpdateExpression: "SET pk = :v", ExpressionAttributeValues: values }),
      "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key",
    ],
    [
      "an unused name",
      () =>
        update({
          UpdateExpression: "SET a = :v",
          ExpressionAttributeNames: { "#unused": "x" },
          ExpressionAttributeValues: values,
        }),
      "1 validation error detected: Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}",
    ],
    [
      "values without an expression",
      () => put({ ExpressionAttributeValues: values }),
      "1 validation error detected: ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
    ],
    [
      "old and new parameters together",
      () => put({ ConditionExpression: "attribute_exists(a)", Expected: {} }),
      "1 validation error detected: Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
    ],
    [
      "ReturnValues of an update on a put",
      () => put({ ReturnValues: "ALL_NEW" }),
      "1 validation error detected: ReturnValues can only be ALL_OLD or NONE",
    ],
    [
      "an unknown enumeration value",
      () => put({ ReturnConsumedCapacity: "SOME" as "TOTAL" }),
      "1 validation error detected: Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    ],
    [
      "an empty table name",
      () => put({ TableName: "" }),
      "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])("%s", async (_, send, message) => {
    await expectRefusal(send(), message);
  });

  test("an unknown table", async () => {
    await expectRefusal(put({ TableName: "unknown" }), "Requested resource not found", "ResourceNotFoundException");
  });
});

test("no JSON whatever stops the server", async () => {
  const bodies = [
    "",
    "null",
    "[]",
    "7",
    '{"TableName":{}}',
    "[".repeat(100_000),
    `{"TableName":"items","Key":${'{"M":'.repeat(5000)}`,
  ];
  for (const body of bodies) {
    const response = await sendRaw(fixture, "GetItem", body);
    expect(response.status).toBe(400);
  }
  await put({});
});
