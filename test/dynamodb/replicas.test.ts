/**
 * Global tables: copies in other regions, which share items and settings. Sources of the sentences: answers of AWS that
 * users have published; of what is shared: AWS's documentation of global tables.
 */
import {
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
let europe: DynamoDBClient;

beforeAll(() => {
  europe = new DynamoDBClient(fixture.test.configFor({ region: "eu-west-1" }));
});
afterAll(() => europe.destroy());

const america = () => fixture.client;
const inEurope = { RegionName: "eu-west-1" };
const update = (input: UpdateTableCommandInput, client = america()) => client.send(new UpdateTableCommand(input));
const describeIn = async (client: DynamoDBClient, TableName: string) =>
  (await client.send(new DescribeTableCommand({ TableName }))).Table!;
const put = (client: DynamoDBClient, TableName: string, pk: string, more: object = {}) =>
  client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, ...more } }));

async function makeGlobal(TableName: string, create: object = {}): Promise<void> {
  await update({ TableName, ReplicaUpdates: [{ Create: { ...inEurope, ...create } }] });
  for (const client of [america(), europe]) {
    await expect.poll(async () => (await describeIn(client, TableName)).TableStatus).toBe("ACTIVE");
  }
}

test("replicas in other regions have what the table has, both ways", async () => {
  await makeTable(fixture, "items");
  await put(america(), "items", "before");
  await makeGlobal("items");
  await put(america(), "items", "after");
  const { Items } = await europe.send(new ScanCommand({ TableName: "items" }));
  expect(new Set(Items!.map(({ pk }) => pk!.S))).toEqual(new Set(["after", "before"]));
  await put(europe, "items", "europe");
  const { Item } = await america().send(new GetItemCommand({ TableName: "items", Key: { pk: { S: "europe" } } }));
  expect(Item).toEqual({ pk: { S: "europe" } });
});

test("a replica comes with what is shared, and with nothing else", async () => {
  await makeTable(fixture, "described", {
    Tags: [{ Key: "a", Value: "b" }],
    DeletionProtectionEnabled: true,
    SSESpecification: { Enabled: true },
    OnDemandThroughput: { MaxWriteRequestUnits: 50 },
  });
  const { TableDescription } = await update({
    TableName: "described",
    ReplicaUpdates: [
      {
        Create: {
          ...inEurope,
          OnDemandThroughputOverride: { MaxReadRequestUnits: 7 },
          TableClassOverride: "STANDARD_INFREQUENT_ACCESS",
        },
      },
    ],
  });
  const replica = {
    ...inEurope,
    OnDemandThroughputOverride: { MaxReadRequestUnits: 7 },
    ReplicaTableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
  };
  expect(TableDescription!.Replicas).toEqual([{ ...replica, ReplicaStatus: "CREATING" }]);
  const table = await describeIn(america(), "described");
  expect(table).toMatchObject({
    GlobalTableVersion: "2019.11.21",
    Replicas: [{ ...replica, ReplicaStatus: "ACTIVE" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  const copy = await describeIn(europe, "described");
  expect(copy).toMatchObject({
    DeletionProtectionEnabled: false,
    OnDemandThroughput: { MaxReadRequestUnits: 7, MaxWriteRequestUnits: 50 },
    Replicas: [{ RegionName: "us-east-1", ReplicaStatus: "ACTIVE" }],
    TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
    TableArn: "arn:aws:dynamodb:eu-west-1:000000000000:table/described",
  });
  expect(copy.SSEDescription!.KMSMasterKeyArn).toMatch(/^arn:aws:kms:eu-west-1:/);
  expect(copy.TableId).not.toBe(table.TableId);
  const { Tags } = await europe.send(new ListTagsOfResourceCommand({ ResourceArn: copy.TableArn! }));
  expect(Tags).toEqual([]);
});

test("indexes, time to live and ceilings of one replica become those of all; protection is each one's own", async () => {
  await makeTable(fixture, "shared");
  await makeGlobal("shared");
  await put(america(), "shared", "a", { g: { S: "x" } });
  await update(
    {
      TableName: "shared",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "g", AttributeType: "S" },
      ],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: "by-g",
            KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        },
      ],
    },
    europe,
  );
  for (const client of [america(), europe]) {
    const status = async () => (await describeIn(client, "shared")).GlobalSecondaryIndexes?.[0]?.IndexStatus;
    await expect.poll(status).toBe("ACTIVE");
    const { Count } = await client.send(new ScanCommand({ TableName: "shared", IndexName: "by-g" }));
    expect(Count).toBe(1);
  }
  await update({ TableName: "shared", OnDemandThroughput: { MaxWriteRequestUnits: 9 } });
  expect((await describeIn(europe, "shared")).OnDemandThroughput!.MaxWriteRequestUnits).toBe(9);
  await update({ TableName: "shared", DeletionProtectionEnabled: true });
  expect((await describeIn(europe, "shared")).DeletionProtectionEnabled).toBe(false);
  const TimeToLiveSpecification = { Enabled: true, AttributeName: "until" };
  await america().send(new UpdateTimeToLiveCommand({ TableName: "shared", TimeToLiveSpecification }));
  const { TimeToLiveDescription } = await europe.send(new DescribeTimeToLiveCommand({ TableName: "shared" }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "until" });
});

test("a replica's own settings change by themselves", async () => {
  await makeTable(fixture, "classes");
  await makeGlobal("classes");
  await update({
    TableName: "classes",
    ReplicaUpdates: [{ Update: { ...inEurope, TableClassOverride: "STANDARD_INFREQUENT_ACCESS" } }],
  });
  expect((await describeIn(europe, "classes")).TableClassSummary!.TableClass).toBe("STANDARD_INFREQUENT_ACCESS");
  expect(await describeIn(america(), "classes")).not.toHaveProperty("TableClassSummary");
});

test("the source of a new replica stays for a day; others leave, and the rest goes on", async () => {
  await makeTable(fixture, "left");
  await makeGlobal("left");
  await expectRefusal(
    america().send(new DeleteTableCommand({ TableName: "left" })),
    "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table in the last 24 hours.",
  );
  await europe.send(new DeleteTableCommand({ TableName: "left" }));
  expect(await describeIn(america(), "left")).not.toHaveProperty("Replicas");
  await put(america(), "left", "alone");
  await america().send(new DeleteTableCommand({ TableName: "left" }));
});

const strongly = { MultiRegionConsistency: "STRONG" } as const;
const inTokyo = { RegionName: "ap-northeast-1" };
const inOregon = { RegionName: "us-west-2" };

test("a global table with strong consistency has two replicas and a witness, comes and goes as a whole", async () => {
  await makeTable(fixture, "strong");
  await update({
    TableName: "strong",
    ReplicaUpdates: [{ Create: inEurope }],
    GlobalTableWitnessUpdates: [{ Create: inOregon }],
    ...strongly,
  });
  for (const client of [america(), europe]) {
    await expect.poll(async () => (await describeIn(client, "strong")).TableStatus).toBe("ACTIVE");
    expect(await describeIn(client, "strong")).toMatchObject({
      ...strongly,
      GlobalTableWitnesses: [{ ...inOregon, WitnessStatus: "ACTIVE" }],
    });
  }
  await put(america(), "strong", "a");
  const read = { TransactItems: [{ Get: { TableName: "strong", Key: { pk: { S: "a" } } } }] };
  await expect(europe.send(new TransactGetItemsCommand(read))).rejects.toMatchObject({ name: "ValidationException" });
  await expect(update({ TableName: "strong", ReplicaUpdates: [{ Delete: inEurope }] })).rejects.toMatchObject({
    name: "ValidationException",
  });
  await update({
    TableName: "strong",
    ReplicaUpdates: [{ Delete: inEurope }],
    GlobalTableWitnessUpdates: [{ Delete: inOregon }],
  });
  const alone = await describeIn(america(), "strong");
  for (const member of ["Replicas", "GlobalTableWitnesses", "MultiRegionConsistency"]) {
    expect(alone).not.toHaveProperty(member);
  }
});

// Source: AWS's documentation of what strong consistency between regions requires.
test("strong consistency wants three regions, and a table that is empty and has no local indexes", async () => {
  await makeTable(fixture, "full");
  await put(america(), "full", "a");
  await makeTable(fixture, "empty");
  const replicate = (TableName: string, ...regions: object[]) =>
    update({
      TableName,
      ReplicaUpdates: regions.map((Create) => ({ Create })),
      ...strongly,
    } as UpdateTableCommandInput);
  for (const refused of [replicate("full", inEurope, inTokyo), replicate("empty", inEurope)]) {
    await expect(refused).rejects.toMatchObject({ name: "ValidationException" });
  }
  await expect(update({ TableName: "empty", GlobalTableWitnessUpdates: [{ Create: inOregon }] })).rejects.toMatchObject(
    { name: "ValidationException" },
  );
  const { TableDescription } = await replicate("empty", inEurope, inTokyo);
  expect(TableDescription).toMatchObject(strongly);
});

// Source: an answer of AWS that a user has published.
test("a table is not named by an ARN of another region", async () => {
  await makeTable(fixture, "near");
  const { TableArn } = await describeIn(america(), "near");
  await expectRefusal(
    describeIn(europe, TableArn!),
    `1 validation error detected: Invalid AWS region in '${TableArn}'`,
  );
});

const provisioned = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };

test("replicas that cannot be", async () => {
  await makeTable(fixture, "refused", { BillingMode: "PROVISIONED", ProvisionedThroughput: provisioned });
  const replicate = (change: object, TableName = "refused") =>
    update({ TableName, ReplicaUpdates: [change] } as UpdateTableCommandInput);
  await expectRefusal(
    replicate({ Create: { RegionName: "us-east-1" } }),
    "Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
  );
  await expectRefusal(
    replicate({ Create: inEurope }),
    "Table write capacity should either be Pay-Per-Request or AutoScaled.",
  );
  await expectRefusal(
    replicate({ Delete: inEurope }),
    "One or more parameter values were invalid: Replica specified in the Replica Update or Replica Delete action of the request was not found in Region: eu-west-1",
  );
});
