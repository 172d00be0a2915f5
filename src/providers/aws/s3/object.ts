/** aws_s3_object, and aws_s3_bucket_object, its former name: a file, a text or bytes under a key. */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type {
  ObjectCannedACL,
  ObjectLockLegalHoldStatus,
  ObjectLockMode,
  PutObjectRequest,
  ServerSideEncryption,
  StorageClass,
} from "@aws-sdk/client-s3";
import type { Aws } from "../framework/aws.ts";
import { type Behaviour, type Change, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import { type TagMap, tagList, tagMap } from "../framework/tags.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { emptyBucket } from "./empty-bucket.ts";
import { headFound } from "./object-found.ts";

type BucketObject = S3Resources["aws_s3_bucket_object"];
type S3Object = S3Resources["aws_s3_object"];

/** A change of any of these writes the object anew. */
const CONTENT = [
  "bucket_key_enabled",
  "cache_control",
  "content_base64",
  "content_disposition",
  "content_encoding",
  "content_language",
  "content_type",
  "content",
  "etag",
  "kms_key_id",
  "metadata",
  "server_side_encryption",
  "source",
  "source_hash",
  "storage_class",
  "website_redirect",
] as const satisfies readonly (keyof BucketObject)[];

const objectType = <Attributes extends BucketObject & Partial<S3Object>>(): Behaviour<Attributes> => ({
  title: "S3 Object",
  named: (planned) => planned.key,
  words: {
    creating: ({ bucket, key }) => `uploading S3 Object (${key}) to Bucket (${bucket})`,
    updating: ({ bucket, key }) => `uploading S3 Object (${key}) to Bucket (${bucket})`,
    deleting: ({ bucket, key }) => `deleting S3 Bucket (${bucket}) Object (${key})`,
  },

  async create(planned, aws) {
    await put(aws, planned);
    return { id: keyOf(planned) } as never;
  },

  async read(state, aws) {
    const place = { Bucket: bucketName(state.bucket), Key: keyOf(state) };
    const head = await unless(
      aws.call("s3", "HeadObject", { ...place, ...(state.checksum_algorithm && { ChecksumMode: "ENABLED" }) }),
      "NotFound",
      "NoSuchKey",
      "NoSuchBucket",
    );
    if (!head) return undefined;
    const { TagSet } = await aws.call("s3", "GetObjectTagging", place);
    const { checksums, ...found } = headFound(head);
    return {
      ...found,
      ...("checksum_crc32" in state && checksums),
      arn: `arn:${aws.partition}:s3:::${place.Bucket}/${place.Key}`,
      tags: tagMap(TagSet),
    } as never;
  },

  async update(planned, aws, prior) {
    if (differs<BucketObject>(prior, planned, ...CONTENT) || differs(prior, planned, "checksum_algorithm"))
      return put(aws, planned);
    const place = { Bucket: bucketName(planned.bucket), Key: keyOf(planned) };
    if (differs(prior, planned, "acl"))
      await aws.call("s3", "PutObjectAcl", { ...place, ACL: planned.acl as ObjectCannedACL });
    if (differs(prior, planned, "object_lock_legal_hold_status"))
      await aws.call("s3", "PutObjectLegalHold", {
        ...place,
        LegalHold: { Status: planned.object_lock_legal_hold_status as ObjectLockLegalHoldStatus },
      });
    if (differs(prior, planned, "object_lock_mode", "object_lock_retain_until_date"))
      await aws.call("s3", "PutObjectRetention", {
        ...place,
        Retention: {
          Mode: planned.object_lock_mode as ObjectLockMode,
          RetainUntilDate: new Date(planned.object_lock_retain_until_date ?? 0),
        },
      });
    if (differs(prior, planned, "tags_all"))
      await aws.call("s3", "PutObjectTagging", { ...place, Tagging: { TagSet: tagList(planned.tags_all) } });
  },

  async delete(prior, aws) {
    const [Bucket, Key] = [bucketName(prior.bucket), keyOf(prior)];
    // A version of its own is only known in a bucket that keeps versions; then all of them go.
    if (prior.version_id) await unless(emptyBucket(aws, Bucket, Key, Key), "NoSuchBucket");
    else await unless(aws.call("s3", "DeleteObject", { Bucket, Key }), "NoSuchBucket", "NoSuchKey");
  },

  importId(id) {
    const [bucket, ...key] = id.replace(/^s3:\/\//, "").split("/");
    if (!bucket || key.length === 0)
      throw new Refusal(`id ${id} should be in format <bucket>/<key> or s3://<bucket>/<key>`);
    return { id: key.join("/"), bucket, key: key.join("/") } as never;
  },

  plan(change: Change<Attributes>) {
    if (!change.creating && (change.changed(...CONTENT) || change.changed("checksum_algorithm" as never)))
      change.recompute("version_id");
  },
});

export const awsS3Object = objectType<S3Object>();
export const awsS3BucketObject = objectType<BucketObject>();

/** The bucket may be named by its ARN. */
const bucketName = (bucket: string): string => bucket.replace(/^arn:[^:]+:s3:::/, "");

/** Leading and doubled slashes are dropped, as the provider cleans keys. */
const keyOf = ({ key }: BucketObject): string => key.replace(/^(\.?\/)+/, "").replaceAll(/\/{2,}/g, "/");

async function put(aws: Aws, planned: BucketObject & Partial<S3Object>): Promise<void> {
  const own = planned.override_provider?.length ? planned.tags : planned.tags_all;
  await aws.call("s3", "PutObject", {
    Bucket: bucketName(planned.bucket),
    Key: keyOf(planned),
    Body: await bodyOf(aws, planned),
    ACL: given(planned.acl) as ObjectCannedACL | undefined,
    BucketKeyEnabled: given(planned.bucket_key_enabled),
    CacheControl: given(planned.cache_control),
    ChecksumAlgorithm: given(planned.checksum_algorithm) as PutObjectRequest["ChecksumAlgorithm"],
    ContentDisposition: given(planned.content_disposition),
    ContentEncoding: given(planned.content_encoding),
    ContentLanguage: given(planned.content_language),
    // What the provider's SDK says of a body whose type nobody named.
    ContentType: given(planned.content_type) ?? "application/octet-stream",
    Metadata: someEntries(planned.metadata),
    ObjectLockLegalHoldStatus: given(planned.object_lock_legal_hold_status) as ObjectLockLegalHoldStatus | undefined,
    ObjectLockMode: given(planned.object_lock_mode) as ObjectLockMode | undefined,
    ...(planned.object_lock_retain_until_date && {
      ObjectLockRetainUntilDate: new Date(planned.object_lock_retain_until_date),
    }),
    ServerSideEncryption: given(planned.server_side_encryption) as ServerSideEncryption | undefined,
    ...(planned.kms_key_id && { SSEKMSKeyId: planned.kms_key_id, ServerSideEncryption: "aws:kms" }),
    StorageClass: given(planned.storage_class) as StorageClass | undefined,
    Tagging: given(queryOf(own)),
    WebsiteRedirectLocation: given(planned.website_redirect),
  });
}

const queryOf = (tags: TagMap): string => new URLSearchParams(tags).toString();

async function bodyOf(aws: Aws, { source, content, content_base64 }: BucketObject): Promise<Buffer> {
  if (source) {
    const path = source.startsWith("~/") ? join(homedir(), source.slice(2)) : resolve(aws.directory, source);
    try {
      return await readFile(path);
    } catch {
      throw new Refusal(`opening S3 object source (${source}): open ${path}: no such file or directory`);
    }
  }
  return Buffer.from(content_base64 || (content ?? ""), content_base64 ? "base64" : "utf8");
}
