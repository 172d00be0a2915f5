import type { ServerSideEncryption, ServerSideEncryptionRule } from "@aws-sdk/client-s3";
import { given } from "../framework/given.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

type Rule = S3Resources["aws_s3_bucket_server_side_encryption_configuration"]["rule"][number];

export const awsS3BucketServerSideEncryptionConfiguration = bucketPart<
  S3Resources["aws_s3_bucket_server_side_encryption_configuration"]
>({
  title: "S3 Bucket Server-side Encryption Configuration",
  absent: "ServerSideEncryptionConfigurationNotFoundError",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketEncryption", {
      ...bucket,
      ServerSideEncryptionConfiguration: { Rules: planned.rule.map(encryptionRule) },
    }),
  async found(aws, bucket) {
    const { ServerSideEncryptionConfiguration } = await aws.call("s3", "GetBucketEncryption", bucket);
    return { rule: encryptionFound(ServerSideEncryptionConfiguration?.Rules) };
  },
  remove: (aws, bucket) => aws.call("s3", "DeleteBucketEncryption", bucket),
});

export function encryptionRule(rule: Rule): ServerSideEncryptionRule {
  const [byDefault] = rule.apply_server_side_encryption_by_default;
  return {
    ...(byDefault && {
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: byDefault.sse_algorithm as ServerSideEncryption,
        KMSMasterKeyID: given(byDefault.kms_master_key_id),
      },
    }),
    BucketKeyEnabled: rule.bucket_key_enabled ?? undefined,
  };
}

export const encryptionFound = (rules: readonly ServerSideEncryptionRule[] | undefined) =>
  (rules ?? []).map((rule) => {
    const byDefault = rule.ApplyServerSideEncryptionByDefault;
    return {
      bucket_key_enabled: rule.BucketKeyEnabled ?? false,
      apply_server_side_encryption_by_default: byDefault
        ? [{ kms_master_key_id: byDefault.KMSMasterKeyID, sse_algorithm: byDefault.SSEAlgorithm }]
        : [],
    };
  });
