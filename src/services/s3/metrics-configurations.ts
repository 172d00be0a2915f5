/** Request metrics configurations of a bucket: kept by id. */
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { namedConfigKey, namedConfigs, requireNamedConfig, saveNamedConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const putBucketMetricsConfiguration: Operation<typeof S3, "PutBucketMetricsConfiguration"> = (
  input,
  context,
) => {
  saveNamedConfig(context, requireBucket(context, input), "metrics", input.Id, input.MetricsConfiguration);
  return {};
};

export const getBucketMetricsConfiguration: Operation<typeof S3, "GetBucketMetricsConfiguration"> = (
  input,
  context,
) => ({
  MetricsConfiguration: requireNamedConfig(context, requireBucket(context, input), "metrics", input.Id),
});

export const listBucketMetricsConfigurations: Operation<typeof S3, "ListBucketMetricsConfigurations"> = (
  input,
  context,
) => ({
  MetricsConfigurationList: namedConfigs(context, requireBucket(context, input), "metrics"),
  IsTruncated: false,
});

export const deleteBucketMetricsConfiguration: Operation<typeof S3, "DeleteBucketMetricsConfiguration"> = (
  input,
  context,
) => {
  const bucket = requireBucket(context, input);
  requireNamedConfig(context, bucket, "metrics", input.Id);
  context.store.delete(namedConfigKey(bucket.name, "metrics", input.Id ?? ""));
  return {};
};
