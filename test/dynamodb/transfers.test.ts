/** Exports to S3 and imports from there; the layout is that of AWS's developer guide ("DynamoDB table export output format"). */
import { gunzipSync, gzipSync } from "node:zlib";
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeExportCommand,
  DescribeImportCommand,
  DescribeTableCommand,
  ExportTableToPointInTimeCommand,
  type ExportTableToPointInTimeCommandInput,
  ImportTableCommand,
  type ImportTableCommandInput,
  PutItemCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
} from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
const Bucket = "transfers";
/** A busy machine takes its time. */
const patience = { timeout: 30_000 };
vi.setConfig({ testTimeout: 60_000 });
let s3: S3Client;
beforeAll(async () => {
  s3 = new S3Client({ ...fixture.test.clientConfig });
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => s3.destroy());

const put = (TableName: string, pk: string, v: string) =>
  fixture.client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, v: { S: v } } }));

async function bytesOf(Key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from(await Body!.transformToByteArray());
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

async function exported(input: ExportTableToPointInTimeCommandInput) {
  const started = await fixture.client.send(new ExportTableToPointInTimeCommand(input));
  const { ExportArn } = started.ExportDescription!;
  return vi.waitFor(async () => {
    const { ExportDescription } = await fixture.client.send(new DescribeExportCommand({ ExportArn }));
    expect(ExportDescription!.ExportStatus).not.toBe("IN_PROGRESS");
    return ExportDescription!;
  }, patience);
}

async function imported(TableName: string, input: Omit<ImportTableCommandInput, "TableCreationParameters">) {
  const started = await fixture.client.send(
    new ImportTableCommand({
      ...input,
      TableCreationParameters: {
        TableName,
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      },
    }),
  );
  const { ImportArn } = started.ImportTableDescription!;
  const description = await vi.waitFor(async () => {
    const { ImportTableDescription } = await fixture.client.send(new DescribeImportCommand({ ImportArn }));
    expect(ImportTableDescription!.ImportStatus).not.toBe("IN_PROGRESS");
    return ImportTableDescription!;
  }, patience);
  await fixture.client.send(new DescribeTableCommand({ TableName }));
  const { Items } = await fixture.client.send(new ScanCommand({ TableName }));
  return { description, items: Object.fromEntries(Items!.map(({ pk, ...rest }) => [pk!.S, rest])) };
}

test("an export has the items of its time, and comes back as a table", async () => {
  await makeTable(fixture, "exported");
  await fixture.client.send(
    new UpdateContinuousBackupsCommand({
      TableName: "exported",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  // More than one slice of the walk.
  for (let n = 0; n < 1100; n += 25) {
    const writes = Array.from({ length: 25 }, (_, i) => ({
      PutRequest: { Item: { pk: { S: `p${n + i}` }, v: { S: "before" } } },
    }));
    await fixture.client.send(new BatchWriteItemCommand({ RequestItems: { exported: writes } }));
  }
  const { clock } = fixture.test.cloud;
  await clock.advance(60_000);
  const ExportTime = new Date(clock.now());
  await clock.advance(60_000);
  await put("exported", "p1", "after");
  await put("exported", "new", "after");
  await fixture.client.send(new DeleteItemCommand({ TableName: "exported", Key: { pk: { S: "p2" } } }));
  const { Table } = await fixture.client.send(new DescribeTableCommand({ TableName: "exported" }));
  const source = { TableArn: Table!.TableArn, S3Bucket: Bucket };

  const then = await exported({ ...source, S3Prefix: "then", ExportTime });
  expect(then).toMatchObject({ ExportStatus: "COMPLETED", ItemCount: 1100 });
  const summary = JSON.parse((await bytesOf(then.ExportManifest!)).toString());
  expect(summary).toMatchObject({ itemCount: 1100, outputFormat: "DYNAMODB_JSON", exportType: "FULL_EXPORT" });
  const files = linesOf((await bytesOf(summary.manifestFilesS3Key)).toString());
  const items = [];
  for (const { dataFileS3Key, itemCount } of files) {
    const lines = linesOf(gunzipSync(await bytesOf(dataFileS3Key)).toString());
    expect(lines).toHaveLength(itemCount);
    items.push(...lines.map(({ Item }) => [Item.pk.S, Item.v.S]));
  }
  expect(Object.fromEntries(items)).toEqual(
    Object.fromEntries(Array.from({ length: 1100 }, (_, n) => [`p${n}`, "before"])),
  );
  expect(items).toHaveLength(1100);

  const now = await exported({ ...source, S3Prefix: "now" });
  expect(now).toMatchObject({ ExportStatus: "COMPLETED", ItemCount: 1100 });
  const back = await imported("imported", {
    S3BucketSource: {
      S3Bucket: Bucket,
      S3KeyPrefix: `${now.ExportManifest!.replace("manifest-summary.json", "data/")}`,
    },
    InputFormat: "DYNAMODB_JSON",
    InputCompressionType: "GZIP",
  });
  expect(back.description).toMatchObject({ ImportStatus: "COMPLETED", ImportedItemCount: 1100, ErrorCount: 0 });
  expect(Object.keys(back.items)).toHaveLength(1100);
  expect(back.items).toMatchObject({ p1: { v: { S: "after" } }, new: { v: { S: "after" } } });
  expect(back.items).not.toHaveProperty("p2");

  await expect(exported({ ...source, ExportTime: new Date(0) })).rejects.toMatchObject({
    name: "InvalidExportTimeException",
  });
});

test("CSV: quotes, doubled quotes and line breaks in cells, empty cells and rows without a key", async () => {
  const text = 'pk,v,w\r\na,"x, ""y""\nz",\n"b",,2\n\n,lost,\nc,last,3';
  await s3.send(new PutObjectCommand({ Bucket, Key: "csv/one.csv.gz", Body: gzipSync(text) }));
  const { description, items } = await imported("from-csv", {
    S3BucketSource: { S3Bucket: Bucket, S3KeyPrefix: "csv/" },
    InputFormat: "CSV",
    InputCompressionType: "GZIP",
  });
  expect(description).toMatchObject({ ProcessedItemCount: 4, ImportedItemCount: 3, ErrorCount: 1 });
  expect(items).toEqual({ a: { v: { S: 'x, "y"\nz' } }, b: { w: { S: "2" } }, c: { v: { S: "last" }, w: { S: "3" } } });
});

test("a damaged file ends the import", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "damaged/one.gz", Body: "no gzip" }));
  const { description } = await imported("from-damaged", {
    S3BucketSource: { S3Bucket: Bucket, S3KeyPrefix: "damaged/" },
    InputFormat: "DYNAMODB_JSON",
    InputCompressionType: "GZIP",
  });
  expect(description).toMatchObject({ ImportStatus: "FAILED", FailureMessage: "incorrect header check" });
});
