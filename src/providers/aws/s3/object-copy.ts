import type {
  MetadataDirective,
  ObjectCannedACL,
  ServerSideEncryption,
  StorageClass,
  TaggingDirective,
} from "@aws-sdk/client-s3";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { emptyBucket } from "./empty-bucket.ts";
import { headFound } from "./object-found.ts";

type Copy = S3Resources["aws_s3_object_copy"];

export const awsS3ObjectCopy = defineResource<Copy>({
  title: "S3 Object Copy",
  importable: false,
  named: (planned) => planned.key,

  async create(planned, aws) {
    return { id: planned.key, ...(await copy(aws, planned)) };
  },

  async read(state, aws) {
    const place = { Bucket: state.bucket, Key: state.key };
    const head = await unless(aws.call("s3", "HeadObject", place), "NotFound", "NoSuchKey", "NoSuchBucket");
    if (!head) return undefined;
    const { TagSet } = await aws.call("s3", "GetObjectTagging", place);
    const { checksums, ...found } = headFound(head);
    return {
      ...found,
      ...checksums,
      kms_key_id: head.SSEKMSKeyId,
      customer_algorithm: head.SSECustomerAlgorithm,
      customer_key_md5: head.SSECustomerKeyMD5,
      arn: `arn:${aws.partition}:s3:::${state.bucket}/${state.key}`,
      last_modified: awsTime(head.LastModified),
      tags: tagMap(TagSet),
    };
  },

  async update(planned, aws, prior) {
    const names = Object.keys(prior).filter((name) => name !== "force_destroy") as (keyof Copy)[];
    if (differs<Copy>(prior, planned, ...names)) await copy(aws, planned);
  },

  async delete(prior, aws) {
    const [Bucket, Key] = [prior.bucket, prior.key];
    if (prior.version_id) await unless(emptyBucket(aws, Bucket, Key, Key), "NoSuchBucket");
    else await unless(aws.call("s3", "DeleteObject", { Bucket, Key }), "NoSuchBucket", "NoSuchKey");
  },
});

async function copy(aws: Aws, planned: Copy) {
  const tags = new URLSearchParams(planned.tags_all).toString();
  const { CopySourceVersionId, Expiration, SSEKMSEncryptionContext } = await aws.call("s3", "CopyObject", {
    Bucket: planned.bucket,
    Key: planned.key,
    CopySource: encodeURIComponent(planned.source).replaceAll("%2F", "/"),
    ACL: given(planned.acl) as ObjectCannedACL | undefined,
    BucketKeyEnabled: given(planned.bucket_key_enabled),
    CacheControl: given(planned.cache_control),
    ContentDisposition: given(planned.content_disposition),
    ContentEncoding: given(planned.content_encoding),
    ContentLanguage: given(planned.content_language),
    ContentType: given(planned.content_type),
    CopySourceIfMatch: given(planned.copy_if_match),
    CopySourceIfNoneMatch: given(planned.copy_if_none_match),
    Metadata: someEntries(planned.metadata),
    MetadataDirective: given(planned.metadata_directive) as MetadataDirective | undefined,
    ServerSideEncryption: given(planned.server_side_encryption) as ServerSideEncryption | undefined,
    SSEKMSKeyId: given(planned.kms_key_id),
    StorageClass: given(planned.storage_class) as StorageClass | undefined,
    Tagging: given(tags),
    TaggingDirective: (given(planned.tagging_directive) ?? given(tags && "REPLACE")) as TaggingDirective | undefined,
    WebsiteRedirectLocation: given(planned.website_redirect),
  });
  return {
    source_version_id: CopySourceVersionId,
    expiration: Expiration,
    kms_encryption_context: SSEKMSEncryptionContext,
    request_charged: false,
  };
}
