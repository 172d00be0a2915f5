/** What S3 refuses, and in which words: recorded on AWS. */
import * as S3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type AnyCommand, refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let s3: S3.S3Client;
const Bucket = "refusing";
const dotted = "with.dots";
const open = "with-acls";

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3.S3Client(cloud.clientConfig);
  await s3.send(new S3.CreateBucketCommand({ Bucket }));
  await s3.send(new S3.CreateBucketCommand({ Bucket: dotted }));
  await s3.send(new S3.CreateBucketCommand({ Bucket: open, ObjectOwnership: "ObjectWriter" }));
  await s3.send(new S3.PutObjectCommand({ Bucket, Key: "ten", Body: "0123456789" }));
  await s3.send(new S3.PutObjectCommand({ Bucket, Key: "cold", Body: "x", StorageClass: "GLACIER" }));
});
afterAll(() => cloud.stop());

const invalid = (message: string) => `InvalidArgument: ${message}`;
const MALFORMED =
  "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema";
const request = (message: string) => `InvalidRequest: ${message}`;
const website = (WebsiteConfiguration: S3.WebsiteConfiguration) =>
  new S3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration });
const acl = (Grantee: S3.Grantee) =>
  new S3.PutBucketAclCommand({ Bucket: open, GrantRead: Grantee.URI ? `uri=${Grantee.URI}` : `id=${Grantee.ID}` });
const upload = (more: Partial<S3.CreateMultipartUploadCommandInput>) =>
  new S3.CreateMultipartUploadCommand({ Bucket, Key: "k", ...more });
const tagged = (Key: string, Value: string) =>
  new S3.PutObjectTaggingCommand({ Bucket, Key: "ten", Tagging: { TagSet: [{ Key, Value }] } });

test.each<[string, () => AnyCommand, string]>([
  ["no such key", () => new S3.GetObjectCommand({ Bucket, Key: "no" }), "NoSuchKey: The specified key does not exist."],
  [
    "no such version",
    () => new S3.GetObjectCommand({ Bucket, Key: "ten", VersionId: "x".repeat(32) }),
    "NoSuchVersion: The specified version does not exist.",
  ],
  [
    "a version that cannot be",
    () => new S3.GetObjectCommand({ Bucket, Key: "ten", VersionId: "no" }),
    invalid("Invalid version id specified"),
  ],
  [
    "two checksums",
    () => new S3.PutObjectCommand({ Bucket, Key: "two", Body: "x", ChecksumCRC32: "jNwWgw==", ChecksumSHA1: "x" }),
    request("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."),
  ],
  [
    "an unknown directive",
    () =>
      new S3.CopyObjectCommand({ Bucket, Key: "t", CopySource: `${Bucket}/ten`, MetadataDirective: "KEEP" as "COPY" }),
    invalid("Unknown metadata directive."),
  ],
  [
    "an unknown attribute",
    () => new S3.GetObjectAttributesCommand({ Bucket, Key: "ten", ObjectAttributes: ["Age" as "ETag"] }),
    invalid("Invalid attribute name specified."),
  ],
  [
    "too much metadata",
    () => new S3.PutObjectCommand({ Bucket, Key: "ten", Metadata: { a: "x".repeat(2048) } }),
    "MetadataTooLarge: Your metadata headers exceed the maximum allowed metadata size",
  ],
  [
    "a word outside the schema",
    () => new S3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "On" as "Enabled" } }),
    MALFORMED,
  ],
  [
    "cold storage",
    () => new S3.GetObjectCommand({ Bucket, Key: "cold" }),
    "InvalidObjectState: The operation is not valid for the object's storage class",
  ],
  ["an unknown group", () => acl({ URI: "http://example.com/group", Type: "Group" }), invalid("Invalid group uri")],
  ["an unknown user", () => acl({ ID: "wrong", Type: "CanonicalUser" }), invalid("Invalid id")],
  [
    "an ACL without a list",
    () => new S3.PutBucketAclCommand({ Bucket: open }),
    "MissingSecurityHeader: Your request was missing a required header",
  ],
  [
    "an ACL said twice",
    () =>
      new S3.PutBucketAclCommand({
        Bucket: open,
        ACL: "private",
        AccessControlPolicy: { Owner: { ID: "x" }, Grants: [] },
      }),
    "UnexpectedContent: This request does not support content",
  ],
  [
    "an index with a slash",
    () => website({ IndexDocument: { Suffix: "/index.html" } }),
    invalid("The IndexDocument Suffix is not well formed"),
  ],
  [
    "no index",
    () => website({ ErrorDocument: { Key: "e" } }),
    invalid("A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty"),
  ],
  [
    "two replacements",
    () =>
      website({
        IndexDocument: { Suffix: "i" },
        RoutingRules: [{ Redirect: { ReplaceKeyWith: "a", ReplaceKeyPrefixWith: "b" } }],
      }),
    request("You can only define ReplaceKeyPrefix or ReplaceKey but not both."),
  ],
  [
    "no replication",
    () => new S3.GetBucketReplicationCommand({ Bucket }),
    "ReplicationConfigurationNotFoundError: The replication configuration was not found",
  ],
  [
    "an unknown checksum",
    () => upload({ ChecksumAlgorithm: "WRONG" as "CRC32" }),
    request(
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    ),
  ],
  [
    "a composite of CRC64NVME",
    () => upload({ ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" }),
    request("The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm."),
  ],
  [
    "a whole SHA256",
    () => upload({ ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" }),
    request("The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm."),
  ],
  [
    "a copy to itself",
    () => new S3.CopyObjectCommand({ Bucket, Key: "ten", CopySource: `${Bucket}/ten` }),
    request(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    ),
  ],
  [
    "a copy of no key",
    () => new S3.CopyObjectCommand({ Bucket, Key: "t", CopySource: `${Bucket}/` }),
    invalid("Invalid copy source object key"),
  ],
  [
    "a range and a part",
    () => new S3.GetObjectCommand({ Bucket, Key: "ten", Range: "bytes=0-1", PartNumber: 1 }),
    request("Cannot specify both Range header and partNumber query parameter"),
  ],
  [
    "a date by day",
    () =>
      new S3.PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [
            { Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Date: new Date("2030-01-01T01:00:00Z") } },
          ],
        },
      }),
    invalid("'Date' must be at midnight GMT"),
  ],
  [
    "another id",
    () => new S3.PutBucketMetricsConfigurationCommand({ Bucket, Id: "a", MetricsConfiguration: { Id: "b" } }),
    "IdMismatch: Document ID does not match the specified configuration ID.",
  ],
  [
    "a customer's key beside KMS",
    () =>
      new S3.PutObjectCommand({
        Bucket,
        Key: "e",
        Body: "x",
        ServerSideEncryption: "AES256",
        SSECustomerAlgorithm: "AES256",
        SSECustomerKey: "x",
      }),
    invalid("Server Side Encryption with Customer provided key is incompatible with the encryption method specified"),
  ],
  [
    "a transition size",
    () =>
      new S3.PutBucketLifecycleConfigurationCommand({
        Bucket,
        TransitionDefaultMinimumObjectSize: "value" as "varies_by_storage_class",
        LifecycleConfiguration: { Rules: [{ Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }] },
      }),
    request("Invalid TransitionDefaultMinimumObjectSize found: value"),
  ],
  [
    "a header beyond Latin-1",
    () => new S3.GetObjectCommand({ Bucket, Key: "ten", ResponseContentDisposition: "キ" }),
    invalid("Header value cannot be represented using ISO-8859-1."),
  ],
  [
    "a version marker alone",
    () => new S3.ListObjectVersionsCommand({ Bucket, VersionIdMarker: "x" }),
    invalid("A version-id marker cannot be specified without a key marker."),
  ],
  [
    "a region that is none",
    () => new S3.ListBucketsCommand({ BucketRegion: "eu-east-1" }),
    invalid("Argument value eu-east-1 is not a valid AWS Region"),
  ],
  [
    "an ARN that is none",
    () =>
      new S3.PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [{ QueueArn: "invalid-queue", Events: ["s3:ObjectCreated:*"] }],
        },
      }),
    invalid("The ARN could not be parsed"),
  ],
  [
    "no CORS",
    () => new S3.GetBucketCorsCommand({ Bucket }),
    "NoSuchCORSConfiguration: The CORS configuration does not exist",
  ],
  ["a value of marks", () => tagged("k", "$"), "InvalidTag: The TagValue you have provided is invalid"],
  ["a key of AWS", () => tagged("aws:k", "v"), "InvalidTag: Your TagKey cannot be prefixed with aws:"],
  [
    "a key of AWS for a new bucket",
    () =>
      new S3.CreateBucketCommand({
        Bucket: "tagged",
        CreateBucketConfiguration: { Tags: [{ Key: "aws:k", Value: "v" }] },
      }),
    'InvalidTag: User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
  ],
  [
    "a lock without versions",
    () =>
      new S3.PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } }),
    "InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
  ],
  [
    "bypassing no lock",
    () => new S3.DeleteObjectCommand({ Bucket, Key: "ten", BypassGovernanceRetention: true }),
    invalid("x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets."),
  ],
  [
    "an ownership that is none",
    () => new S3.CreateBucketCommand({ Bucket: "owned", ObjectOwnership: "x" as "ObjectWriter" }),
    invalid("Invalid x-amz-object-ownership header: x"),
  ],
  [
    "acceleration of dots",
    () =>
      new S3.PutBucketAccelerateConfigurationCommand({
        Bucket: dotted,
        AccelerateConfiguration: { Status: "Enabled" },
      }),
    request("S3 Transfer Acceleration is not supported for buckets with periods (.) in their names"),
  ],
  [
    "versioning without a status",
    () => new S3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: {} }),
    "IllegalVersioningConfigurationException: The Versioning element must be specified",
  ],
  [
    "a digest of other bytes",
    () => new S3.PutObjectCommand({ Bucket, Key: "m", Body: "x", ContentMD5: "XrY7u+Ae7tCTyyK7j1rNww==" }),
    "BadDigest: The Content-MD5 you specified did not match what we received.",
  ],
  [
    "a checksum that is too short",
    () => new S3.PutObjectCommand({ Bucket, Key: "m", Body: "x", ChecksumCRC64NVME: "AAAA" }),
    request("Value for x-amz-checksum-crc64nvme header is invalid."),
  ],
])("refuses: %s", async (_, command, expected) => {
  expect(await refusalOf(s3, command())).toBe(expected);
});

test("what a refusal tells beside its sentence", async () => {
  const failed = await s3.send(new S3.GetObjectCommand({ Bucket, Key: "cold" })).catch((error: unknown) => error);
  expect(failed).toMatchObject({ StorageClass: "GLACIER", $metadata: { httpStatusCode: 403 } });
});

test("an upload in parts ends as it began", async () => {
  const { UploadId } = await s3.send(upload({ Key: "parts" }));
  const part = { Bucket, Key: "parts", UploadId };
  const { ETag } = await s3.send(new S3.UploadPartCommand({ ...part, PartNumber: 1, Body: "one" }));
  const complete = (more: Partial<S3.CompleteMultipartUploadCommandInput>) =>
    refusalOf(
      s3,
      new S3.CompleteMultipartUploadCommand({
        ...part,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
        ...more,
      }),
    );
  expect(await complete({ MultipartUpload: { Parts: [] } })).toBe(request("You must specify at least one part"));
  expect(await complete({ ChecksumType: "COMPOSITE" })).toBe(
    request(
      "The upload was created using the null checksum mode. The complete request must use the same checksum mode.",
    ),
  );
  expect(
    await refusalOf(
      s3,
      new S3.UploadPartCopyCommand({
        ...part,
        PartNumber: 2,
        CopySource: `${Bucket}/ten`,
        CopySourceRange: "bytes=0-10",
      }),
    ),
  ).toBe(invalid("Range specified is not valid for source object of size: 10"));
  // What was there when the upload began, and is gone, speaks against "only when there is nothing".
  await s3.send(new S3.PutObjectCommand({ Bucket, Key: "raced", Body: "x" }));
  const raced = await s3.send(upload({ Key: "raced" }));
  await s3.send(new S3.DeleteObjectCommand({ Bucket, Key: "raced" }));
  const own = { Key: "raced", UploadId: raced.UploadId };
  const first = await s3.send(new S3.UploadPartCommand({ Bucket, ...own, PartNumber: 1, Body: "one" }));
  expect(
    await complete({ ...own, IfNoneMatch: "*", MultipartUpload: { Parts: [{ PartNumber: 1, ETag: first.ETag }] } }),
  ).toBe(
    "ConditionalRequestConflict: The conditional request cannot succeed due to a conflicting operation against this resource.",
  );
});
