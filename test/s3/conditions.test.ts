/** Requests on condition, and what may be done with delete markers. */
import * as S3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let s3: S3.S3;

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3.S3(cloud.clientConfig);
});
afterAll(() => cloud.stop());

test("writes and copies on condition: which conditions there are, and which one failed", async () => {
  const own = { Bucket: "conditions", Key: "k" };
  await s3.createBucket({ Bucket: own.Bucket });
  await s3.putObject({ ...own, Body: "x" });
  const told = async (call: Promise<unknown>) => {
    const { name, Header, Condition } = (await call.catch((error: unknown) => error)) as Record<string, unknown>;
    return [name, Header ?? Condition];
  };
  // Source: S3's guide to conditional requests; the headers that AWS names as its users report them.
  expect(await told(s3.putObject({ ...own, IfMatch: "x", IfNoneMatch: "*" }))).toEqual([
    "NotImplemented",
    "If-Match,If-None-Match",
  ]);
  expect(await told(s3.putObject({ ...own, IfMatch: "*" }))).toEqual(["NotImplemented", "If-Match"]);
  const copy = { ...own, Key: "copy", CopySource: "conditions/k" };
  expect(await told(s3.copyObject({ ...copy, CopySourceIfMatch: "x" }))).toEqual([
    "PreconditionFailed",
    "x-amz-copy-source-If-Match",
  ]);
  expect(await told(s3.copyObject({ ...copy, CopySourceIfUnmodifiedSince: new Date(0) }))).toEqual([
    "PreconditionFailed",
    "x-amz-copy-source-If-Unmodified-Since",
  ]);
  expect(await told(s3.deleteObject({ ...own, IfMatch: "x" }))).toEqual(["PreconditionFailed", "If-Match"]);
  await s3.deleteObject({ ...own, IfMatch: "*" });
});

test("a delete marker can be deleted only", async () => {
  const own = { Bucket: "markers", Key: "k" };
  await s3.createBucket({ Bucket: own.Bucket });
  await s3.putBucketVersioning({ Bucket: own.Bucket, VersioningConfiguration: { Status: "Enabled" } });
  await s3.putObject({ ...own, Body: "x" });
  const { VersionId } = await s3.deleteObject(own);
  const told = async (call: Promise<unknown>) => {
    const { name, Method } = (await call.catch((error: unknown) => error)) as Record<string, unknown>;
    return [name, Method];
  };
  const Tagging = { TagSet: [] };
  expect(await told(s3.putObjectTagging({ ...own, VersionId, Tagging }))).toEqual(["MethodNotAllowed", "PUT"]);
  expect(await told(s3.deleteObjectTagging({ ...own, VersionId }))).toEqual(["MethodNotAllowed", "DELETE"]);
  expect(await told(s3.getObjectTagging(own))).toEqual(["MethodNotAllowed", "GET"]);
  expect(await told(s3.putObjectTagging({ ...own, Tagging }))).toEqual(["NoSuchKey", undefined]);
});
