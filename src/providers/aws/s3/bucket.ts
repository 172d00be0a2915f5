import type { BucketCannedACL, BucketLocationConstraint } from "@aws-sdk/client-s3";
import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import { normalizedJson } from "../framework/json.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import { samePolicy } from "../framework/policy.ts";
import { tagList } from "../framework/tags.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import type { S3DataSources } from "../schema/s3-data.generated.ts";
import { bucketFound, websiteFound } from "./bucket-found.ts";
import { putInline } from "./bucket-inline.ts";
import { emptyBucket } from "./empty-bucket.ts";
import { HOSTED_ZONES } from "./endpoints.ts";

export const awsS3Bucket = defineResource<S3Resources["aws_s3_bucket"]>({
  title: "S3 Bucket",
  named: (planned) => planned.bucket,

  async create(planned, aws, keep) {
    const Bucket = chosenName(aws, planned.bucket, planned.bucket_prefix);
    if (await unless(aws.call("s3", "HeadBucket", { Bucket }), "NotFound", "NoSuchBucket", "Forbidden"))
      throw new Refusal("bucket already exists");
    await aws.call("s3", "CreateBucket", {
      Bucket,
      ACL: given(planned.acl) as BucketCannedACL | undefined,
      ...(aws.region !== "us-east-1" && {
        CreateBucketConfiguration: { LocationConstraint: aws.region as BucketLocationConstraint },
      }),
      ...((planned.object_lock_enabled || planned.object_lock_configuration.length > 0) && {
        ObjectLockEnabledForBucket: true,
      }),
    });
    keep(Bucket);
    await putInline(aws, Bucket, null, planned);
    if (Object.keys(planned.tags_all).length > 0)
      await aws.call("s3", "PutBucketTagging", { Bucket, Tagging: { TagSet: tagList(planned.tags_all) } });
    return { id: Bucket, bucket: Bucket, bucket_prefix: prefixOf(Bucket) };
  },

  read: bucketFound,

  async update(planned, aws, prior) {
    await putInline(aws, planned.id, prior, planned);
    if (!differs(prior, planned, "tags_all")) return;
    const Bucket = planned.id;
    if (Object.keys(planned.tags_all).length === 0) await aws.call("s3", "DeleteBucketTagging", { Bucket });
    else await aws.call("s3", "PutBucketTagging", { Bucket, Tagging: { TagSet: tagList(planned.tags_all) } });
  },

  async delete(prior, aws) {
    const Bucket = prior.id;
    if (prior.force_destroy) await emptyBucket(aws, Bucket);
    await unless(aws.call("s3", "DeleteBucket", { Bucket }), "NoSuchBucket");
  },

  equivalent: { policy: samePolicy },
  normalize: { policy: normalizedJson },
});

export const awsS3BucketData = defineDataSource<S3DataSources["aws_s3_bucket"]>({
  title: "S3 Bucket",
  async read({ bucket }, aws) {
    const head = await aws.call("s3", "HeadBucket", { Bucket: bucket });
    const region = head.BucketRegion ?? aws.region;
    return {
      id: bucket,
      arn: `arn:${aws.partition}:s3:::${bucket}`,
      bucket_domain_name: `${bucket}.s3.amazonaws.com`,
      bucket_regional_domain_name: `${bucket}.s3.${region}.amazonaws.com`,
      hosted_zone_id: HOSTED_ZONES[region],
      region,
      ...(await websiteFound(aws, bucket, region)),
    };
  },
});
