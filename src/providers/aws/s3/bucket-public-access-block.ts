import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

export const awsS3BucketPublicAccessBlock = bucketPart<S3Resources["aws_s3_bucket_public_access_block"]>({
  title: "S3 Bucket Public Access Block",
  absent: "NoSuchPublicAccessBlockConfiguration",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutPublicAccessBlock", {
      ...bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: planned.block_public_acls ?? false,
        BlockPublicPolicy: planned.block_public_policy ?? false,
        IgnorePublicAcls: planned.ignore_public_acls ?? false,
        RestrictPublicBuckets: planned.restrict_public_buckets ?? false,
      },
    }),
  async found(aws, bucket) {
    const { PublicAccessBlockConfiguration: block } = await aws.call("s3", "GetPublicAccessBlock", bucket);
    return {
      block_public_acls: block?.BlockPublicAcls,
      block_public_policy: block?.BlockPublicPolicy,
      ignore_public_acls: block?.IgnorePublicAcls,
      restrict_public_buckets: block?.RestrictPublicBuckets,
    };
  },
  remove: (aws, bucket) => aws.call("s3", "DeletePublicAccessBlock", bucket),
});
