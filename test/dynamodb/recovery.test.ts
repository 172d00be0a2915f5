import {
  BatchWriteItemCommand,
  CreateBackupCommand,
  DeleteItemCommand,
  DescribeBackupCommand,
  DescribeTableCommand,
  PutItemCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, test, vi } from "vitest";
import { makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
const put = (TableName: string, pk: string, v: string) =>
  fixture.client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, v: { S: v } } }));
const contents = async (TableName: string) => {
  await fixture.client.send(new DescribeTableCommand({ TableName }));
  const { Items } = await fixture.client.send(new ScanCommand({ TableName }));
  return Object.fromEntries(Items!.map(({ pk, v }) => [pk!.S, v!.S]));
};

test("point-in-time recovery restores what was there at that time", async () => {
  await makeTable(fixture, "source");
  await fixture.client.send(
    new UpdateContinuousBackupsCommand({
      TableName: "source",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  await put("source", "kept", "1");
  await put("source", "changed", "before");
  await put("source", "deleted", "there");
  await fixture.test.cloud.clock.advance(60_000);
  const RestoreDateTime = new Date(fixture.test.cloud.clock.now());
  await fixture.test.cloud.clock.advance(60_000);
  await put("source", "changed", "after");
  await put("source", "new", "since");
  await fixture.client.send(new DeleteItemCommand({ TableName: "source", Key: { pk: { S: "deleted" } } }));
  await fixture.client.send(
    new RestoreTableToPointInTimeCommand({ SourceTableName: "source", TargetTableName: "restored", RestoreDateTime }),
  );
  expect(await contents("restored")).toEqual({ kept: "1", changed: "before", deleted: "there" });
  expect(await contents("source")).toEqual({ kept: "1", changed: "after", new: "since" });
});

test("more changes than go into one turn are undone, each item to its first", async () => {
  await makeTable(fixture, "busy");
  await fixture.client.send(
    new UpdateContinuousBackupsCommand({
      TableName: "busy",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  const putAll = (v: string) =>
    fixture.client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          busy: Array.from({ length: 25 }, (_, n) => ({
            PutRequest: { Item: { pk: { S: `p${n}` }, v: { S: v } } },
          })),
        },
      }),
    );
  await putAll("first");
  await fixture.test.cloud.clock.advance(60_000);
  const RestoreDateTime = new Date(fixture.test.cloud.clock.now());
  await fixture.test.cloud.clock.advance(60_000);
  for (let round = 0; round < 45; round++) await putAll(String(round));
  await fixture.client.send(
    new RestoreTableToPointInTimeCommand({ SourceTableName: "busy", TargetTableName: "calm", RestoreDateTime }),
  );
  await vi.waitFor(
    async () => {
      const { Table } = await fixture.client.send(new DescribeTableCommand({ TableName: "calm" }));
      expect(Table!.TableStatus).toBe("ACTIVE");
    },
    { timeout: 30_000, interval: 100 },
  );
  expect(await contents("calm")).toEqual(Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`p${n}`, "first"])));
});

test("what recovery no longer reaches is not kept", async () => {
  const recovery = (PointInTimeRecoveryEnabled: boolean) =>
    fixture.client.send(
      new UpdateContinuousBackupsCommand({
        TableName: "trimmed",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled },
      }),
    );
  const { store, clock } = fixture.test.cloud;
  const { Table } = await makeTable(fixture, "trimmed").then(() =>
    fixture.client.send(new DescribeTableCommand({ TableName: "trimmed" })),
  );
  const recorded = () => [...store.range({ prefix: ["ddb-recovery", Table!.TableId!] })].length;
  await recovery(true);
  await put("trimmed", "a", "1");
  await put("trimmed", "a", "2");
  expect(recorded()).toBe(2);
  await clock.advance(34 * 86_400_000);
  await put("trimmed", "a", "3");
  expect(recorded()).toBe(3);
  await clock.advance(2 * 86_400_000);
  await vi.waitFor(() => expect(recorded()).toBe(1), { timeout: 30_000 });
  await recovery(false);
  await vi.waitFor(() => expect(recorded()).toBe(0), { timeout: 30_000 });
});

test("a backup restores a table with its indexes", async () => {
  await makeTable(fixture, "saved", {
    AttributeDefinitions: [{ AttributeName: "v", AttributeType: "S" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-v",
        KeySchema: [{ AttributeName: "v", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  await put("saved", "a", "1");
  const { BackupDetails } = await fixture.client.send(
    new CreateBackupCommand({ TableName: "saved", BackupName: "first" }),
  );
  await put("saved", "a", "2");
  await fixture.client.send(
    new RestoreTableFromBackupCommand({ BackupArn: BackupDetails!.BackupArn, TargetTableName: "from-backup" }),
  );
  expect(await contents("from-backup")).toEqual({ a: "1" });
  const { Items } = await fixture.client.send(new ScanCommand({ TableName: "from-backup", IndexName: "by-v" }));
  expect(Items).toHaveLength(1);
});

test("a backup of a table too large for one turn is of the moment it was asked for", async () => {
  await makeTable(fixture, "large");
  const many = 1200;
  for (let at = 0; at < many; at += 25) {
    const requests = Array.from({ length: 25 }, (_, i) => ({
      PutRequest: { Item: { pk: { S: `p${at + i}` }, v: { S: "old" } } },
    }));
    await fixture.client.send(new BatchWriteItemCommand({ RequestItems: { large: requests } }));
  }
  const { BackupDetails } = await fixture.client.send(
    new CreateBackupCommand({ TableName: "large", BackupName: "moment" }),
  );
  const changing = Array.from({ length: 20 }, (_, i) => put("large", `p${i * 60}`, "new"));
  const gone = new DeleteItemCommand({ TableName: "large", Key: { pk: { S: "p1" } } });
  await Promise.all([...changing, fixture.client.send(gone), put("large", "late", "new")]);
  const describeBackup = new DescribeBackupCommand({ BackupArn: BackupDetails!.BackupArn });
  const details = async () => (await fixture.client.send(describeBackup)).BackupDescription!;
  await expect.poll(async () => (await details()).BackupDetails!.BackupStatus).toBe("AVAILABLE");
  expect((await details()).SourceTableDetails!.ItemCount).toBe(many);
  await fixture.client.send(
    new RestoreTableFromBackupCommand({ BackupArn: BackupDetails!.BackupArn, TargetTableName: "large-again" }),
  );
  const status = async () =>
    (await fixture.client.send(new DescribeTableCommand({ TableName: "large-again" }))).Table!.TableStatus;
  await expect.poll(status).toBe("ACTIVE");
  const restored = await contents("large-again");
  expect(Object.keys(restored)).toHaveLength(many);
  expect(new Set(Object.values(restored))).toEqual(new Set(["old"]));
});
