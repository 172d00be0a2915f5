/** What UpdateTable and its neighbours refuse. Sources: error texts recorded on AWS in October 2026. */
import {
  CreateGlobalTableCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTableReplicaAutoScalingCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
const invalid = "One or more parameter values were invalid: ";
const units = (ReadCapacityUnits: number, WriteCapacityUnits: number) => ({ ReadCapacityUnits, WriteCapacityUnits });
const describeTable = async (TableName: string) =>
  (await fixture.client.send(new DescribeTableCommand({ TableName }))).Table!;
const update = (TableName: string, input: Omit<UpdateTableCommandInput, "TableName">) =>
  fixture.client.send(new UpdateTableCommand({ TableName, ...input }));
const index = (IndexName: string, attribute: string) => ({
  IndexName,
  KeySchema: [{ AttributeName: attribute, KeyType: "HASH" as const }],
  Projection: { ProjectionType: "ALL" as const },
});
const provisioned = (name: string, read = 5, write = 5) =>
  makeTable(fixture, name, { BillingMode: "PROVISIONED", ProvisionedThroughput: units(read, write) });

const stream = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" } as const;
const kms = { Enabled: true } as const;

describe("changes that do not go together", () => {
  test.each<[string, Omit<UpdateTableCommandInput, "TableName">, string]>([
    [
      "nothing",
      {},
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required",
    ],
    [
      "protection and encryption",
      { DeletionProtectionEnabled: true, SSESpecification: kms },
      `${invalid}Server-Side Encryption modification must be the only operation in the request`,
    ],
    [
      "protection and class",
      { DeletionProtectionEnabled: true, TableClass: "STANDARD" },
      `${invalid}TableClass modification must be the only operation in the request`,
    ],
    [
      "protection and warmth",
      { DeletionProtectionEnabled: true, WarmThroughput: { ReadUnitsPerSecond: 13000 } },
      `${invalid}DeletionProtection modification must be the only operation in the request`,
    ],
    [
      "ceilings and a stream",
      { OnDemandThroughput: { MaxReadRequestUnits: 5 }, StreamSpecification: stream },
      `${invalid}OnDemandThroughput can only be combined with BillingMode in an UpdateTable request`,
    ],
    [
      "units and a stream",
      { ProvisionedThroughput: units(1, 1), StreamSpecification: stream },
      `${invalid}You cannot modify stream status while updating table IOPS`,
    ],
    [
      "an index and a stream",
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "any" } }], StreamSpecification: stream },
      `${invalid}You cannot create or delete index while changing stream status`,
    ],
    [
      "two actions at once",
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "any" }, Create: index("any", "a") }] },
      `${invalid}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object`,
    ],
  ])("%s", async (_, input, message) => {
    // The request alone shows it, so there need not be such a table.
    await expectRefusal(update("no-such-table", input), message);
  });
});

describe("changes that the table does not allow", () => {
  test.each<[string, Omit<UpdateTableCommandInput, "TableName">, string, string?]>([
    [
      "no stream to end",
      { StreamSpecification: { StreamEnabled: false } },
      "Table has no stream to disable: TableName: as-is",
    ],
    [
      "a stream without a view",
      { StreamSpecification: { StreamEnabled: true } },
      `${invalid}If stream is being enabled then UpdateViewType is required`,
    ],
    ["encrypted as it is", { SSESpecification: { Enabled: false } }, `${invalid}Table is already encrypted by default`],
    [
      "a key without its type",
      { SSESpecification: { Enabled: true, KMSMasterKeyId: "alias/mine" } },
      `${invalid}SSEType KMS is required if KMSMasterKeyId is specified`,
    ],
    [
      "colder",
      { WarmThroughput: { ReadUnitsPerSecond: 5 } },
      `${invalid}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
    ],
    [
      "a ceiling of none",
      { OnDemandThroughput: { MaxWriteRequestUnits: 0 } },
      `${invalid}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`,
    ],
    [
      "an unknown index",
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "ghost" } }] },
      "Requested resource not found: Index ghost for table as-is",
      "ResourceNotFoundException",
    ],
    [
      "an index without definitions",
      { GlobalSecondaryIndexUpdates: [{ Create: index("new", "a") }] },
      `${invalid}AttributeDefinitions is not specified for index: new`,
    ],
  ])("%s", async (_, input, message, code) => {
    await makeTable(fixture, "as-is").catch(() => {});
    await expectRefusal(update("as-is", input), message, code);
  });
});

test("units: the answer has the old, the same again is refused, the fifth decrease of a day has to wait", async () => {
  await provisioned("budget", 10, 10);
  const answer = await update("budget", { ProvisionedThroughput: units(9, 10) });
  expect(answer.TableDescription).toMatchObject({
    TableStatus: "UPDATING",
    ProvisionedThroughput: { ReadCapacityUnits: 10, NumberOfDecreasesToday: 0 },
  });
  expect((await describeTable("budget")).ProvisionedThroughput).toMatchObject({
    ReadCapacityUnits: 9,
    NumberOfDecreasesToday: 1,
  });
  await expectRefusal(
    update("budget", { ProvisionedThroughput: units(9, 10) }),
    "The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 9. Requested ReadCapacityUnits: 9. Current WriteCapacityUnits provisioned for the table: 10. Requested WriteCapacityUnits: 10. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
  );
  for (const read of [8, 7, 6]) {
    await update("budget", { ProvisionedThroughput: units(read, 10) });
    await describeTable("budget");
  }
  await expect(update("budget", { ProvisionedThroughput: units(5, 10) })).rejects.toMatchObject({
    name: "LimitExceededException",
    message: expect.stringContaining("Number of decreases today: 4. Last decrease at "),
  });
  // What was warm stays warm.
  expect((await describeTable("budget")).WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 10 });
  await expectRefusal(
    update("budget", { ProvisionedThroughput: units(40_001, 10) }),
    "The requested ReadCapacityUnits, 40001, is above the per table maximum for the account in us-east-1. Per table maximum: 40000. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
    "LimitExceededException",
  );
});

test("a table that leaves on-demand needs units for its indexes too", async () => {
  await makeTable(fixture, "switched", {
    AttributeDefinitions: [{ AttributeName: "g", AttributeType: "S" }],
    GlobalSecondaryIndexes: [index("by-g", "g")],
    OnDemandThroughput: { MaxReadRequestUnits: 7 },
  });
  const mode = { BillingMode: "PROVISIONED", ProvisionedThroughput: units(2, 2) } as const;
  await expectRefusal(update("switched", mode), `${invalid}ProvisionedThroughput must be specified for index: by-g`);
  await update("switched", {
    ...mode,
    GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "by-g", ProvisionedThroughput: units(1, 1) } }],
  });
  const table = await describeTable("switched");
  expect(table).toMatchObject({
    BillingModeSummary: { BillingMode: "PROVISIONED" },
    ProvisionedThroughput: units(2, 2),
    WarmThroughput: { ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 4000 },
    GlobalSecondaryIndexes: [{ ProvisionedThroughput: units(1, 1) }],
  });
  expect(table).not.toHaveProperty("OnDemandThroughput");
});

test("the class of a table changes twice in thirty days", async () => {
  await makeTable(fixture, "classy");
  await update("classy", { TableClass: "STANDARD" });
  expect(await describeTable("classy")).not.toHaveProperty("TableClassSummary");
  for (const TableClass of ["STANDARD_INFREQUENT_ACCESS", "STANDARD"] as const) {
    await update("classy", { TableClass });
    expect((await describeTable("classy")).TableClassSummary).toMatchObject({ TableClass });
  }
  await expectRefusal(
    update("classy", { TableClass: "STANDARD_INFREQUENT_ACCESS" }),
    "Subscriber limit exceeded: Updates to TableClass are limited to 2 times in 30 day(s).",
    "LimitExceededException",
  );
});

describe("CreateTable refuses", () => {
  const key = {
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" as const }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" as const }],
  };
  test.each<[string, object, string]>([
    [
      "a sort key that is not defined",
      { KeySchema: [...key.KeySchema, { AttributeName: "sk", KeyType: "RANGE" }] },
      "Invalid KeySchema: Some index key attribute have no definition",
    ],
    [
      "an attribute defined twice",
      { AttributeDefinitions: [...key.AttributeDefinitions, ...key.AttributeDefinitions] },
      "Attribute Name is duplicated: pk",
    ],
    [
      "encryption of an old kind",
      { SSESpecification: { Enabled: true, SSEType: "AES256" } },
      `${invalid}SSEType AES256 is not supported`,
    ],
    [
      "ceilings of provisioned tables",
      {
        BillingMode: "PROVISIONED",
        ProvisionedThroughput: units(1, 1),
        OnDemandThroughput: { MaxReadRequestUnits: 1 },
      },
      `${invalid}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
    ],
    ["a reserved tag", { Tags: [{ Key: "aws:x", Value: "" }] }, "Tag Key cannot be prefixed with aws:, Key: aws:x"],
    [
      "an unknown class",
      { TableClass: "GLACIER" },
      "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].",
    ],
  ])("%s", async (_, input, message) => {
    const all = { TableName: "refused", BillingMode: "PAY_PER_REQUEST" as const, ...key, ...input };
    await expectRefusal(fixture.client.send(new CreateTableCommand(all)), message);
  });
});

test("time to live cools down", async () => {
  await makeTable(fixture, "ttl");
  const set = (AttributeName: string, Enabled: boolean) =>
    fixture.client.send(
      new UpdateTimeToLiveCommand({ TableName: "ttl", TimeToLiveSpecification: { AttributeName, Enabled } }),
    );
  await expectRefusal(set("t", false), "TimeToLive is already disabled");
  await set("t", true);
  await expectRefusal(set("t", true), "TimeToLive is already enabled");
  await expectRefusal(set("u", true), "TimeToLive is active on a different AttributeName: current AttributeName is t");
  await expectRefusal(set("t", false), "Time to live has been modified multiple times within a fixed interval");
  await fixture.test.cloud.clock.advance(30 * 60 * 1000);
  await set("t", false);
  const { TimeToLiveDescription } = await fixture.client.send(new DescribeTimeToLiveCommand({ TableName: "ttl" }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "DISABLED" });
});

test("tags, policies and what else is about a resource", async () => {
  await makeTable(fixture, "resource", { StreamSpecification: stream });
  const { TableArn: ResourceArn, LatestStreamArn: streamArn } = await describeTable("resource");
  const tag = (Tags: object[]) => fixture.client.send(new TagResourceCommand({ ResourceArn, Tags: Tags as never }));
  await expectRefusal(tag([]), "Atleast one Tag needs to be provided as Input.");
  await expectRefusal(tag([{ Key: "a,b", Value: "" }]), "The Tag Key provided is invalid, Key: a,b");
  await expectRefusal(tag([{ Key: "a" }]), "The Tag Value provided is invalid, Value: null");
  const twice = [
    { Key: "a", Value: "1" },
    { Key: "a", Value: "2" },
  ];
  await expectRefusal(tag(twice), "Duplicate Tag Keys provided as input: Duplicate Tag Key found a");
  const many = Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: "" }));
  await expectRefusal(tag(many), "Number of Tags exceed the current limit for the provided ResourceArn");
  const noKeys = new UntagResourceCommand({ ResourceArn, TagKeys: [] });
  await expectRefusal(fixture.client.send(noKeys), "Atleast one Tag Key needs to be provided as Input.");

  const policy = (arn: string, Policy: string) =>
    fixture.client.send(new PutResourcePolicyCommand({ ResourceArn: arn, Policy }));
  await expectRefusal(
    policy(ResourceArn!, "{"),
    `${invalid}Invalid policy document: This policy contains invalid Json`,
  );
  await expectRefusal(policy("table/x", "{}"), `${invalid}ARNs must start with 'arn:': table/x`);
  const text = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"dynamodb:GetRecords","Resource":"*"}]}';
  const { RevisionId } = await policy(streamArn!, text);
  const read = (arn: string) => fixture.client.send(new GetResourcePolicyCommand({ ResourceArn: arn }));
  expect(await read(streamArn!)).toMatchObject({ Policy: text, RevisionId });
  await expect(read(ResourceArn!)).rejects.toMatchObject({ name: "PolicyNotFoundException" });

  await expectRefusal(
    fixture.client.send(
      new UpdateContinuousBackupsCommand({
        TableName: "resource",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false, RecoveryPeriodInDays: 7 },
      }),
    ),
    "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.",
  );
  await expectRefusal(
    fixture.client.send(new DescribeTableReplicaAutoScalingCommand({ TableName: "resource" })),
    "Global table with name: 'resource' does not exist.",
    "ResourceNotFoundException",
  );
  await expectRefusal(
    fixture.client.send(
      new CreateGlobalTableCommand({ GlobalTableName: "resource", ReplicationGroup: [{ RegionName: "us-east-1" }] }),
    ),
    `${invalid}DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables version 2019.11.21, instead of version 2017.11.29 (Legacy).`,
  );
});
