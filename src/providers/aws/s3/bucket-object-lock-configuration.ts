import type { ObjectLockRetentionMode } from "@aws-sdk/client-s3";
import { given } from "../framework/given.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

type Lock = S3Resources["aws_s3_bucket_object_lock_configuration"];

export const awsS3BucketObjectLockConfiguration = bucketPart<Lock>({
  title: "S3 Bucket Object Lock Configuration",
  absent: "ObjectLockConfigurationNotFoundError",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutObjectLockConfiguration", {
      ...bucket,
      Token: given(planned.token),
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: ruleInput(planned) },
    }),
  async found(aws, bucket) {
    const { ObjectLockConfiguration: lock } = await aws.call("s3", "GetObjectLockConfiguration", bucket);
    const retention = lock?.Rule?.DefaultRetention;
    return {
      object_lock_enabled: lock?.ObjectLockEnabled,
      rule: retention
        ? [{ default_retention: [{ days: retention.Days, mode: retention.Mode, years: retention.Years }] }]
        : [],
    };
  },
  // The lock itself stays for good; only its rule can go.
  remove: (aws, bucket) =>
    aws.call("s3", "PutObjectLockConfiguration", {
      ...bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
    }),
});

function ruleInput({ rule: [rule] }: Lock) {
  const retention = rule?.default_retention[0];
  if (!retention) return undefined;
  return {
    DefaultRetention: {
      Mode: given(retention.mode) as ObjectLockRetentionMode | undefined,
      Days: given(retention.days),
      Years: given(retention.years),
    },
  };
}
