import type { BucketLogsPermission, LoggingEnabled, PartitionDateSource, TargetGrant } from "@aws-sdk/client-s3";
import { some } from "../framework/given.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { granteeFound, granteeInput } from "./grants.ts";
import { bucketPart } from "./part.ts";

type Logging = S3Resources["aws_s3_bucket_logging"];

export const awsS3BucketLogging = bucketPart<Logging>({
  title: "S3 Bucket Logging",
  absent: "NoSuchBucket",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketLogging", { ...bucket, BucketLoggingStatus: { LoggingEnabled: loggingInput(planned) } }),
  async found(aws, bucket) {
    const { LoggingEnabled: logging } = await aws.call("s3", "GetBucketLogging", bucket);
    return logging && loggingFound(logging);
  },
  remove: (aws, bucket) => aws.call("s3", "PutBucketLogging", { ...bucket, BucketLoggingStatus: {} }),
});

function loggingInput(planned: Logging): LoggingEnabled {
  const [format] = planned.target_object_key_format;
  const [partitioned] = format?.partitioned_prefix ?? [];
  const grants = planned.target_grant.map(
    ({ grantee: [grantee], permission }): TargetGrant => ({
      Grantee: grantee && granteeInput(grantee),
      Permission: permission as BucketLogsPermission,
    }),
  );
  return {
    TargetBucket: planned.target_bucket,
    TargetPrefix: planned.target_prefix,
    TargetGrants: some(grants),
    ...(format && {
      TargetObjectKeyFormat: partitioned
        ? { PartitionedPrefix: { PartitionDateSource: partitioned.partition_date_source as PartitionDateSource } }
        : { SimplePrefix: {} },
    }),
  };
}

function loggingFound(logging: LoggingEnabled) {
  const format = logging.TargetObjectKeyFormat;
  const source = format?.PartitionedPrefix;
  return {
    target_bucket: logging.TargetBucket,
    target_grant: (logging.TargetGrants ?? []).map((grant) => ({
      grantee: grant.Grantee ? [granteeFound(grant.Grantee)] : [],
      permission: grant.Permission,
    })),
    target_object_key_format: format
      ? [
          {
            partitioned_prefix: source ? [{ partition_date_source: source.PartitionDateSource }] : [],
            simple_prefix: format.SimplePrefix ? [{}] : [],
          },
        ]
      : [],
    target_prefix: logging.TargetPrefix,
  };
}
