/** Lifecycle rules at work, on the cloud's clock. Source: S3's guide to lifecycle rules. */
import * as S3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

const DAY = 86_400_000;
let cloud: TestCloud;
let s3: S3.S3;

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3.S3(cloud.clientConfig);
});
afterAll(() => cloud.stop());

async function bucket(Bucket: string, Rules: S3.LifecycleRule[], versions = false) {
  await s3.createBucket({ Bucket });
  if (versions) await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
  await s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules } });
}

const keys = async (Bucket: string) => ((await s3.listObjectsV2({ Bucket })).Contents ?? []).map(({ Key }) => Key);

test("what expires is told, and goes after the midnight that follows its days", async () => {
  const Bucket = "expiring";
  await bucket(Bucket, [
    { ID: "tmp rule", Status: "Enabled", Filter: { Prefix: "tmp/" }, Expiration: { Days: 2 } },
    { ID: "later", Status: "Enabled", Filter: { Prefix: "tmp/" }, Expiration: { Days: 9 } },
    { ID: "off", Status: "Disabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } },
    { ID: "tagged", Status: "Enabled", Filter: { Tag: { Key: "go", Value: "1" } }, Expiration: { Days: 1 } },
  ]);
  const { Expiration } = await s3.putObject({ Bucket, Key: "tmp/a", Body: "x" });
  const midnight = (Math.floor((cloud.cloud.clock.now() + 2 * DAY) / DAY) + 1) * DAY;
  const told = `expiry-date="${new Date(midnight).toUTCString()}", rule-id="tmp%20rule"`;
  expect(Expiration).toBe(told);
  expect((await s3.headObject({ Bucket, Key: "tmp/a" })).Expiration).toBe(told);
  expect((await s3.getObject({ Bucket, Key: "tmp/a" })).Expiration).toBe(told);
  expect((await s3.putObject({ Bucket, Key: "kept", Body: "x" })).Expiration).toBeUndefined();
  expect((await s3.putObject({ Bucket, Key: "go", Body: "x", Tagging: "go=1" })).Expiration).toContain("tagged");
  await cloud.cloud.clock.advance(midnight - 60_000 - cloud.cloud.clock.now());
  expect(await keys(Bucket)).toEqual(["kept", "tmp/a"]);
  await cloud.cloud.clock.advance(60_001);
  expect(await keys(Bucket)).toEqual(["kept"]);
});

test("where versions are kept a marker hides what expires; older versions and lone markers go in turn", async () => {
  const Bucket = "versions";
  await bucket(
    Bucket,
    [
      {
        ID: "r",
        Status: "Enabled",
        Filter: { Prefix: "" },
        Expiration: { Days: 1 },
        NoncurrentVersionExpiration: { NoncurrentDays: 2 },
      },
    ],
    true,
  );
  await s3.putObject({ Bucket, Key: "k", Body: "1" });
  await cloud.cloud.clock.advance(2 * DAY);
  const hidden = await s3.listObjectVersions({ Bucket });
  expect([hidden.Versions?.length, hidden.DeleteMarkers?.length]).toEqual([1, 1]);
  await cloud.cloud.clock.advance(4 * DAY);
  const gone = await s3.listObjectVersions({ Bucket });
  expect([gone.Versions, gone.DeleteMarkers]).toEqual([undefined, undefined]);
});

test("some newer versions are kept for longer", async () => {
  const Bucket = "newer";
  const rule = { NoncurrentDays: 1, NewerNoncurrentVersions: 1 };
  await bucket(Bucket, [{ ID: "r", Status: "Enabled", Filter: {}, NoncurrentVersionExpiration: rule }], true);
  for (const Body of ["1", "2", "3", "4"]) await s3.putObject({ Bucket, Key: "k", Body });
  await cloud.cloud.clock.advance(3 * DAY);
  expect((await s3.listObjectVersions({ Bucket })).Versions).toHaveLength(2);
});

test("uploads that nobody completes are given up", async () => {
  const Bucket = "uploads";
  const given = { DaysAfterInitiation: 1 };
  await bucket(Bucket, [{ ID: "give-up", Status: "Enabled", Filter: {}, AbortIncompleteMultipartUpload: given }]);
  const { UploadId, AbortDate, AbortRuleId } = await s3.createMultipartUpload({ Bucket, Key: "k" });
  expect(AbortRuleId).toBe("give-up");
  expect(AbortDate?.getTime()).toBe((Math.floor(cloud.cloud.clock.now() / DAY) + 2) * DAY);
  expect((await s3.listParts({ Bucket, Key: "k", UploadId })).AbortRuleId).toBe("give-up");
  await cloud.cloud.clock.advance(2 * DAY);
  expect((await s3.listMultipartUploads({ Bucket })).Uploads).toBeUndefined();
});

test("objects move on to other storage classes, small ones by rules that name sizes only", async () => {
  const Bucket = "moving";
  await bucket(Bucket, [
    { ID: "all", Status: "Enabled", Filter: {}, Transitions: [{ Days: 30, StorageClass: "STANDARD_IA" }] },
    {
      ID: "small",
      Status: "Enabled",
      Filter: { And: { Prefix: "s", ObjectSizeGreaterThan: 1 } },
      Transitions: [{ Days: 30, StorageClass: "GLACIER" }],
    },
  ]);
  await s3.putObject({ Bucket, Key: "large", Body: Buffer.alloc(200_000) });
  await s3.putObject({ Bucket, Key: "little", Body: "xyz" });
  await s3.putObject({ Bucket, Key: "s", Body: "xyz" });
  await cloud.cloud.clock.advance(31 * DAY);
  const classes = (await s3.listObjectsV2({ Bucket })).Contents?.map(({ Key, StorageClass }) => [Key, StorageClass]);
  expect(classes).toEqual([
    ["large", "STANDARD_IA"],
    ["little", "STANDARD"],
    ["s", "GLACIER"],
  ]);
});
