/** Buckets and objects through the SDK: bytes, versions, conditions, listings, parts. */
import * as S3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type AnyCommand, refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let s3: S3.S3Client;
const Bucket = "objects";

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3.S3Client(cloud.clientConfig);
  await s3.send(new S3.CreateBucketCommand({ Bucket }));
});
afterAll(() => cloud.stop());

const refusal = (command: AnyCommand) => refusalOf(s3, command);

async function text(Key: string, more: Partial<S3.GetObjectCommandInput> = {}): Promise<string | undefined> {
  return (await s3.send(new S3.GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();
}

test("an object comes back with its bytes, headers, metadata and checksum", async () => {
  const Key = "a folder/ünï+code.txt";
  const put = await s3.send(
    new S3.PutObjectCommand({ Bucket, Key, Body: "hello world", ContentType: "text/plain", Metadata: { one: "1" } }),
  );
  expect(put).toMatchObject({ ETag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"', ServerSideEncryption: "AES256" });
  const got = await s3.send(new S3.GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
  expect(await got.Body?.transformToString()).toBe("hello world");
  expect(got).toMatchObject({
    ContentLength: 11,
    ContentType: "text/plain",
    Metadata: { one: "1" },
    ChecksumCRC32: "DUoRhQ==",
  });
  const part = await s3.send(new S3.GetObjectCommand({ Bucket, Key, Range: "bytes=-5" }));
  expect(part).toMatchObject({ ContentRange: "bytes 6-10/11", ContentLength: 5 });
  expect(part.$metadata.httpStatusCode).toBe(206);
  expect(await part.Body?.transformToString()).toBe("world");
  expect(await refusal(new S3.GetObjectCommand({ Bucket, Key, Range: "bytes=11-" }))).toBe(
    "InvalidRange: The requested range is not satisfiable",
  );
});

test("the checksums are the published ones", async () => {
  // Source: the check values of the algorithms' definitions for the text 123456789.
  const Body = "123456789";
  const known: readonly [S3.ChecksumAlgorithm, string][] = [
    ["CRC32", "cbf43926"],
    ["CRC32C", "e3069283"],
    ["CRC64NVME", "ae8b14860a799888"],
    ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
  ];
  for (const [algorithm, hexadecimal] of known) {
    const value = Buffer.from(hexadecimal, "hex").toString("base64");
    const members = { [`Checksum${algorithm}`]: value };
    await s3.send(new S3.PutObjectCommand({ Bucket, Key: "sum", Body, ...members }));
    const wrong = { [`Checksum${algorithm}`]: Buffer.alloc(hexadecimal.length / 2).toString("base64") };
    // Source: AWS, recorded.
    expect(await refusal(new S3.PutObjectCommand({ Bucket, Key: "sum", Body, ...wrong }))).toBe(
      `BadDigest: The ${algorithm} you specified did not match the calculated checksum.`,
    );
  }
});

test("writes on condition: what state backends lock with", async () => {
  const create = () => new S3.PutObjectCommand({ Bucket, Key: "state.tflock", Body: "me", IfNoneMatch: "*" });
  const outcomes = await Promise.allSettled([s3.send(create()), s3.send(create()), s3.send(create())]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await refusal(create())).toBe(
    "PreconditionFailed: At least one of the pre-conditions you specified did not hold",
  );
  await s3.send(new S3.DeleteObjectCommand({ Bucket, Key: "state.tflock" }));
  const { ETag } = await s3.send(create());
  await s3.send(new S3.PutObjectCommand({ Bucket, Key: "state.tflock", Body: "two", IfMatch: ETag }));
  expect(await refusal(new S3.PutObjectCommand({ Bucket, Key: "state.tflock", Body: "x", IfMatch: ETag }))).toMatch(
    /^PreconditionFailed/,
  );
  expect(await text("state.tflock")).toBe("two");
});

test("versions: the newest is current, a marker hides, removing it brings back", async () => {
  const versioned = { Bucket: "versions" };
  await s3.send(new S3.CreateBucketCommand(versioned));
  await s3.send(new S3.PutObjectCommand({ ...versioned, Key: "k", Body: "null version" }));
  await s3.send(new S3.PutBucketVersioningCommand({ ...versioned, VersioningConfiguration: { Status: "Enabled" } }));
  const second = await s3.send(new S3.PutObjectCommand({ ...versioned, Key: "k", Body: "second" }));
  const marker = await s3.send(new S3.DeleteObjectCommand({ ...versioned, Key: "k" }));
  expect(marker.DeleteMarker).toBe(true);
  expect(await refusal(new S3.GetObjectCommand({ ...versioned, Key: "k" }))).toBe(
    "NoSuchKey: The specified key does not exist.",
  );
  const listed = await s3.send(new S3.ListObjectVersionsCommand(versioned));
  expect(listed.Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
    [second.VersionId, false],
    ["null", false],
  ]);
  expect(listed.DeleteMarkers?.[0]).toMatchObject({ VersionId: marker.VersionId, IsLatest: true });
  await s3.send(new S3.DeleteObjectCommand({ ...versioned, Key: "k", VersionId: marker.VersionId }));
  expect(await text("k", versioned)).toBe("second");
  expect(await text("k", { ...versioned, VersionId: "null" })).toBe("null version");
  // Source: AWS, recorded.
  expect(await refusal(new S3.DeleteBucketCommand(versioned))).toBe(
    "BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
  );
});

test("listings: order by bytes, prefixes folded, pages", async () => {
  const listing = { Bucket: "listing" };
  await s3.send(new S3.CreateBucketCommand(listing));
  for (const Key of ["b", "a/1", "a/2", "a", "ä", "c/x/y"])
    await s3.send(new S3.PutObjectCommand({ ...listing, Key, Body: "" }));
  const all = await s3.send(new S3.ListObjectsV2Command(listing));
  expect(all.Contents?.map(({ Key }) => Key)).toEqual(["a", "a/1", "a/2", "b", "c/x/y", "ä"]);
  const folded = await s3.send(new S3.ListObjectsV2Command({ ...listing, Delimiter: "/" }));
  expect(folded.Contents?.map(({ Key }) => Key)).toEqual(["a", "b", "ä"]);
  expect(folded.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["a/", "c/"]);
  const seen: (string | undefined)[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(
      new S3.ListObjectsV2Command({ ...listing, Delimiter: "/", MaxKeys: 2, ContinuationToken }),
    );
    seen.push(
      ...(page.Contents ?? []).map(({ Key }) => Key),
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
    );
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  expect(new Set(seen)).toEqual(new Set(["a", "a/", "b", "c/", "ä"]));
  expect(seen).toHaveLength(5);
});

test("an upload in parts becomes one object", async () => {
  const Key = "parts";
  const { UploadId } = await s3.send(new S3.CreateMultipartUploadCommand({ Bucket, Key }));
  const upload = async (PartNumber: number, Body: Uint8Array | string) => ({
    PartNumber,
    ETag: (await s3.send(new S3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))).ETag,
  });
  const Parts = [await upload(1, new Uint8Array(5 * 1024 * 1024).fill(97)), await upload(2, "end")];
  const complete = (parts: S3.CompletedPart[]) =>
    new S3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } });
  // Source: AWS, recorded.
  expect(await refusal(complete([...Parts].reverse()))).toBe(
    "InvalidPartOrder: The list of parts was not in ascending order. Parts must be ordered by part number.",
  );
  expect(await refusal(complete([{ PartNumber: 3, ETag: '"x"' }]))).toMatch(
    /^InvalidPart: One or more of the specified parts/,
  );
  const { ETag } = await s3.send(complete(Parts));
  expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  expect(await text(Key, { Range: "bytes=5242878-" })).toBe("aaend");
  expect(await text(Key, { PartNumber: 2 })).toBe("end");
  expect((await s3.send(new S3.ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).toEqual([]);
});

test.each<[string, AnyCommand, string]>([
  [
    "unknown bucket",
    new S3.ListObjectsV2Command({ Bucket: "not-there" }),
    "NoSuchBucket: The specified bucket does not exist",
  ],
  [
    "a name that is none",
    new S3.CreateBucketCommand({ Bucket: "A_b" }),
    "InvalidBucketName: The specified bucket is not valid.",
  ],
  [
    "no policy (recorded)",
    new S3.GetBucketPolicyCommand({ Bucket }),
    "NoSuchBucketPolicy: The bucket policy does not exist",
  ],
  ["no tags (recorded)", new S3.GetBucketTaggingCommand({ Bucket }), "NoSuchTagSet: The TagSet does not exist"],
  [
    "no website (recorded)",
    new S3.GetBucketWebsiteCommand({ Bucket }),
    "NoSuchWebsiteConfiguration: The specified bucket does not have a website configuration",
  ],
  [
    "no lifecycle (recorded)",
    new S3.GetBucketLifecycleConfigurationCommand({ Bucket }),
    "NoSuchLifecycleConfiguration: The lifecycle configuration does not exist",
  ],
  [
    "an ACL where they are off",
    new S3.PutBucketAclCommand({ Bucket, ACL: "public-read" }),
    "AccessControlListNotSupported: The bucket does not allow ACLs",
  ],
  [
    "another owner than expected (recorded)",
    new S3.ListObjectsV2Command({ Bucket, ExpectedBucketOwner: "abcd" }),
    "InvalidBucketOwnerAWSAccountID: The value of the expected bucket owner parameter must be an AWS Account ID... [abcd]",
  ],
  [
    "a policy that is no JSON (recorded)",
    new S3.PutBucketPolicyCommand({ Bucket, Policy: "x" }),
    "MalformedPolicy: Policies must be valid JSON and the first byte must be '{'",
  ],
  [
    "a tag twice (recorded)",
    new S3.PutBucketTaggingCommand({
      Bucket,
      Tagging: {
        TagSet: [
          { Key: "a", Value: "1" },
          { Key: "a", Value: "2" },
        ],
      },
    }),
    "InvalidTag: Cannot provide multiple Tags with the same key",
  ],
  [
    "a lock without a lock bucket (recorded)",
    new S3.PutObjectLegalHoldCommand({ Bucket, Key: "sum", LegalHold: { Status: "ON" } }),
    "InvalidRequest: Bucket is missing Object Lock Configuration",
  ],
])("refuses: %s", async (_, command, expected) => {
  expect(await refusal(command)).toBe(expected);
});

test("a bucket starts closed: no public policy until the block is lifted", async () => {
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` }],
  });
  expect(await refusal(new S3.PutBucketPolicyCommand({ Bucket, Policy }))).toMatch(
    /^AccessDenied: User: arn:aws:iam::000000000000:root is not authorized/,
  );
  await s3.send(new S3.DeletePublicAccessBlockCommand({ Bucket }));
  await s3.send(new S3.PutBucketPolicyCommand({ Bucket, Policy }));
  expect((await s3.send(new S3.GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic).toBe(true);
});

test("versions are listed page by page, also behind a folded prefix", async () => {
  const Bucket = "version-pages";
  await s3.send(new S3.CreateBucketCommand({ Bucket }));
  for (const Key of ["a", "b/1", "b/2", "c"]) await s3.send(new S3.PutObjectCommand({ Bucket, Key, Body: "x" }));
  const seen: (string | undefined)[] = [];
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  do {
    const page = await s3.send(
      new S3.ListObjectVersionsCommand({ Bucket, Delimiter: "/", MaxKeys: 1, KeyMarker, VersionIdMarker }),
    );
    seen.push(page.Versions?.[0]?.Key ?? page.CommonPrefixes?.[0]?.Prefix);
    [KeyMarker, VersionIdMarker] = [page.NextKeyMarker, page.NextVersionIdMarker];
  } while (KeyMarker !== undefined && seen.length < 9);
  expect(seen).toEqual(["a", "b/", "c"]);
});
