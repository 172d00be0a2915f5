/** What distributed Maps read. Sources: Step Functions' guide to ItemReader; failures as LocalStack's source has AWS's. */
import { gzipSync } from "node:zlib";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let sfn: Sfn.SFNClient;
let count = 0;

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new Sfn.SFNClient(cloud.clientConfig);
  const s3 = new S3Client(cloud.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket: "items" }));
  const put = (Key: string, Body: string | Uint8Array) => s3.send(new PutObjectCommand({ Bucket: "items", Key, Body }));
  await put("lines/a.jsonl", '{"n":1}\n{"n":2}\n');
  await put("lines/b.jsonl", '{"n":3}\n');
  await put("inventory/data.csv.gz", gzipSync('"items","a b.txt","3"\n"items","c.txt","4"\n'));
  const manifest = {
    fileFormat: "CSV",
    fileSchema: "Bucket, Key, Size",
    destinationBucket: "arn:aws:s3:::items",
    files: [{ key: "inventory/data.csv.gz", size: 1 }],
  };
  await put("inventory/manifest.json", JSON.stringify(manifest));
  await put("number.json", "7");
});
afterAll(() => cloud.stop());

async function read(ItemReader: object, input: object = {}) {
  const M = {
    Type: "Map",
    ItemReader,
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
      StartAt: "P",
      States: { P: { Type: "Pass", End: true } },
    },
    End: true,
  };
  count++;
  const { stateMachineArn } = await sfn.send(
    new Sfn.CreateStateMachineCommand({
      name: `reader-${count}`,
      roleArn: "arn:aws:iam::000000000000:role/states",
      definition: JSON.stringify({ StartAt: "M", States: { M } }),
    }),
  );
  const { executionArn } = await sfn.send(
    new Sfn.StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  for (;;) {
    const told = await sfn.send(new Sfn.DescribeExecutionCommand({ executionArn }));
    if (told.status !== "RUNNING") return told;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const objects = (Prefix: string) => ({
  Resource: "arn:aws:states:::s3:listObjectsV2",
  Parameters: { Bucket: "items", Prefix },
});
const object = (Key: string) => ({ Resource: "arn:aws:states:::s3:getObject", Parameters: { Bucket: "items", Key } });

test.each<[string, object, unknown]>([
  [
    "what is in the objects of a bucket",
    { ...objects("lines/"), ReaderConfig: { InputType: "JSONL", Transformation: "LOAD_AND_FLATTEN" } },
    [{ n: 1 }, { n: 2 }, { n: 3 }],
  ],
  [
    "no more of it than is asked for",
    { ...objects("lines/"), ReaderConfig: { InputType: "JSONL", Transformation: "LOAD_AND_FLATTEN", MaxItems: 1 } },
    [{ n: 1 }],
  ],
  [
    "an inventory",
    { ...object("inventory/manifest.json"), ReaderConfig: { InputType: "MANIFEST", ManifestType: "S3_INVENTORY" } },
    [
      { Bucket: "items", Key: "a b.txt", Size: "3" },
      { Bucket: "items", Key: "c.txt", Size: "4" },
    ],
  ],
])("%s", async (_, reader, items) => {
  const { output = "null" } = await read(reader);
  expect(JSON.parse(output)).toEqual(items);
});

test.each<[string, object, object, string]>([
  [
    "no list",
    { ...object("number.json"), ReaderConfig: { InputType: "JSON" } },
    {},
    "Attempting to map over non-iterable node.",
  ],
  [
    "a negative limit",
    { ...object("number.json"), ReaderConfig: { InputType: "JSON", MaxItemsPath: "$.most" } },
    { most: -1 },
    "field MaxItems must be positive",
  ],
  [
    "a limit that is none",
    { ...object("number.json"), ReaderConfig: { InputType: "JSON", MaxItemsPath: "$.most" } },
    { most: "x" },
    "The MaxItemsPath field refers to value 'x' which is not a valid integer: $.most",
  ],
])("a run fails over %s", async (_, reader, input, cause) => {
  const told = await read(reader, input);
  expect(told).toMatchObject({ status: "FAILED", error: "States.ItemReaderFailed", cause });
  const { events = [] } = await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn: told.executionArn }));
  expect(events.map(({ type, previousEventId }) => `${previousEventId} ${type}`)).toEqual([
    "0 ExecutionStarted",
    "0 MapStateEntered",
    "2 MapStateStarted",
    "3 MapRunStarted",
    "4 MapRunFailed",
    "5 MapStateFailed",
    "6 ExecutionFailed",
  ]);
  expect(events[4]?.mapRunFailedEventDetails).toEqual({ error: "States.ItemReaderFailed", cause });
  const { mapRuns } = await sfn.send(new Sfn.ListMapRunsCommand({ executionArn: told.executionArn }));
  const run = await sfn.send(new Sfn.DescribeMapRunCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn }));
  expect(run.status).toBe("FAILED");
});
