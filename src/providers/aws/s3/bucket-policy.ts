import { defineDataSource } from "../framework/behaviour.ts";
import { normalizedJson } from "../framework/json.ts";
import { policyFound, samePolicy } from "../framework/policy.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import type { S3DataSources } from "../schema/s3-data.generated.ts";
import { bucketPart } from "./part.ts";

export const awsS3BucketPolicy = bucketPart<S3Resources["aws_s3_bucket_policy"]>({
  title: "S3 Bucket Policy",
  verb: "putting",
  absent: "NoSuchBucketPolicy",
  put: (aws, bucket, planned) => aws.call("s3", "PutBucketPolicy", { ...bucket, Policy: planned.policy }),
  async found(aws, bucket, state) {
    const { Policy } = await aws.call("s3", "GetBucketPolicy", bucket);
    return { policy: policyFound(state.policy, Policy) };
  },
  remove: (aws, bucket) => aws.call("s3", "DeleteBucketPolicy", bucket),
  equivalent: { policy: samePolicy },
  normalize: { policy: normalizedJson },
});

export const awsS3BucketPolicyData = defineDataSource<S3DataSources["aws_s3_bucket_policy"]>({
  title: "S3 Bucket Policy",
  async read({ bucket }, aws) {
    const { Policy = "" } = await aws.call("s3", "GetBucketPolicy", { Bucket: bucket });
    return { id: bucket, policy: normalizedJson(Policy) };
  },
});
