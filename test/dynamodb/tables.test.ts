import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
const describeTable = async (TableName: string) =>
  (await fixture.client.send(new DescribeTableCommand({ TableName }))).Table!;
const updateTable = (input: UpdateTableCommandInput) => fixture.client.send(new UpdateTableCommand(input));
const key = {
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" as const }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" as const }],
};

// Source: recorded on AWS.
test("a table is CREATING when it is made and says little of its warm throughput; later it is ACTIVE", async () => {
  const throughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  const made = await fixture.client.send(
    new CreateTableCommand({ TableName: "states", ...key, ProvisionedThroughput: throughput }),
  );
  expect(made.TableDescription).toMatchObject({
    TableStatus: "CREATING",
    ItemCount: 0,
    TableSizeBytes: 0,
    DeletionProtectionEnabled: false,
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...throughput },
  });
  expect(made.TableDescription).not.toHaveProperty("WarmThroughput");
  expect(made.TableDescription).not.toHaveProperty("BillingModeSummary");
  await waitUntilTableExists({ client: fixture.client, maxWaitTime: 60 }, { TableName: "states" });
  const table = await describeTable("states");
  expect(table.TableId).toBe(made.TableDescription!.TableId);
  expect(table.WarmThroughput).toEqual({ ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 5, Status: "ACTIVE" });
  const deleted = await fixture.client.send(new DeleteTableCommand({ TableName: "states" }));
  expect(deleted.TableDescription!.TableStatus).toBe("DELETING");
  expect(deleted.TableDescription).not.toHaveProperty("KeySchema");
  await expectRefusal(
    describeTable("states"),
    "Requested resource not found: Table: states not found",
    "ResourceNotFoundException",
  );
});

test("a name is given out once, and items of a deleted table do not come back", async () => {
  await makeTable(fixture, "again");
  await fixture.client.send(new PutItemCommand({ TableName: "again", Item: { pk: { S: "old" } } }));
  await expectRefusal(makeTable(fixture, "again"), "Table already exists: again", "ResourceInUseException");
  await fixture.client.send(new DeleteTableCommand({ TableName: "again" }));
  await describeTable("again").catch(() => {});
  await makeTable(fixture, "again");
  const { Count } = await fixture.client.send(
    new QueryCommand({
      TableName: "again",
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": { S: "old" } },
    }),
  );
  expect(Count).toBe(0);
});

test("tables are named by ARN too, listed in pages, and tagged", async () => {
  for (const name of ["list-a", "list-b", "list-c"])
    await makeTable(fixture, name, { Tags: [{ Key: "k", Value: "1" }] });
  const { TableArn: arn } = await describeTable("list-a");
  await fixture.client.send(new PutItemCommand({ TableName: arn!, Item: { pk: { S: "x" } } }));
  const page = await fixture.client.send(new ListTablesCommand({ ExclusiveStartTableName: "list-", Limit: 2 }));
  expect(page).toMatchObject({ TableNames: ["list-a", "list-b"], LastEvaluatedTableName: "list-b" });
  await fixture.client.send(
    new TagResourceCommand({
      ResourceArn: arn,
      Tags: [
        { Key: "k", Value: "2" },
        { Key: "l", Value: "3" },
      ],
    }),
  );
  await fixture.client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ["l"] }));
  const { Tags } = await fixture.client.send(new ListTagsOfResourceCommand({ ResourceArn: arn }));
  expect(Tags).toEqual([{ Key: "k", Value: "2" }]);
});

test("what Terraform reads of a plain table", async () => {
  await makeTable(fixture, "plain");
  const backups = await fixture.client.send(new DescribeContinuousBackupsCommand({ TableName: "plain" }));
  expect(backups.ContinuousBackupsDescription).toEqual({
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
  });
  const expiry = await fixture.client.send(new DescribeTimeToLiveCommand({ TableName: "plain" }));
  expect(expiry.TimeToLiveDescription).toEqual({ TimeToLiveStatus: "DISABLED" });
  expect((await describeTable("plain")).WarmThroughput).toEqual({
    ReadUnitsPerSecond: 12000,
    WriteUnitsPerSecond: 4000,
    Status: "ACTIVE",
  });
});

test("a global index is filled while the table lives, and goes again", async () => {
  await makeTable(fixture, "live");
  for (let i = 0; i < 30; i++) {
    const Item = { pk: { S: `p${i}` }, ...(i % 3 ? { g: { S: "x" } } : {}) };
    await fixture.client.send(new PutItemCommand({ TableName: "live", Item }));
  }
  const made = await updateTable({
    TableName: "live",
    AttributeDefinitions: [{ AttributeName: "g", AttributeType: "S" }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: "by-g",
          KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      },
    ],
  });
  expect(made.TableDescription!.GlobalSecondaryIndexes![0]).toMatchObject({
    IndexStatus: "CREATING",
    Backfilling: true,
  });
  const indexes = async () => (await describeTable("live")).GlobalSecondaryIndexes;
  await expect.poll(async () => (await indexes())?.[0]?.IndexStatus).toBe("ACTIVE");
  const { Count } = await fixture.client.send(
    new QueryCommand({
      TableName: "live",
      IndexName: "by-g",
      KeyConditionExpression: "g = :g",
      ExpressionAttributeValues: { ":g": { S: "x" } },
    }),
  );
  expect(Count).toBe(20);
  await updateTable({ TableName: "live", GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-g" } }] });
  await expect.poll(indexes).toBeUndefined();
});

test("keys of global indexes may have several attributes", async () => {
  const parts = ["h1", "h2", "r1", "r2"].map((AttributeName) => ({ AttributeName, AttributeType: "S" as const }));
  await makeTable(fixture, "several", {
    AttributeDefinitions: parts,
    GlobalSecondaryIndexes: [
      {
        IndexName: "multi",
        KeySchema: parts.map(({ AttributeName }, i) => ({ AttributeName, KeyType: i < 2 ? "HASH" : "RANGE" })),
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  });
  for (const r2 of ["b", "a", "c"]) {
    const Item = { pk: { S: r2 }, h1: { S: "1" }, h2: { S: "2" }, r1: { S: "x" }, r2: { S: r2 } };
    await fixture.client.send(new PutItemCommand({ TableName: "several", Item }));
  }
  const { Items } = await fixture.client.send(
    new QueryCommand({
      TableName: "several",
      IndexName: "multi",
      KeyConditionExpression: "h1 = :a AND h2 = :b AND r1 = :x AND r2 > :r",
      ExpressionAttributeValues: { ":a": { S: "1" }, ":b": { S: "2" }, ":x": { S: "x" }, ":r": { S: "a" } },
    }),
  );
  expect(Items!.map(({ pk }) => pk!.S)).toEqual(["b", "c"]);
});

describe("refusals", () => {
  const create = (input: object) =>
    fixture.client.send(
      new CreateTableCommand({ TableName: "refused", BillingMode: "PAY_PER_REQUEST", ...key, ...input }),
    );
  test.each<[string, object, string]>([
    [
      "a short name",
      { TableName: "ab" },
      "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    ],
    [
      "units on demand",
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    ],
    [
      "no units",
      { BillingMode: "PROVISIONED" },
      "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    ],
    [
      "an undefined key",
      { KeySchema: [{ AttributeName: "x", KeyType: "HASH" }] },
      "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [x], AttributeDefinitions: [pk]",
    ],
    [
      "a range first",
      { KeySchema: [{ AttributeName: "pk", KeyType: "RANGE" }] },
      "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
    ],
    [
      "an attribute too many",
      { AttributeDefinitions: [...key.AttributeDefinitions, { AttributeName: "x", AttributeType: "S" }] },
      "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    ],
    [
      "a stream without a view",
      { StreamSpecification: { StreamEnabled: true } },
      "One or more parameter values were invalid: Table is being created with a stream enabled, UpdateViewType is required",
    ],
  ])("%s", async (_, input, message) => {
    await expectRefusal(create(input), message);
  });

  test("a protected table", async () => {
    await makeTable(fixture, "protected", { DeletionProtectionEnabled: true });
    await expectRefusal(
      fixture.client.send(new DeleteTableCommand({ TableName: "protected" })),
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  });
});
