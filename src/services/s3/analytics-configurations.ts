/** Analytics configurations of a bucket: kept by id. */
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { namedConfigKey, namedConfigs, requireNamedConfig, saveNamedConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const putBucketAnalyticsConfiguration: Operation<typeof S3, "PutBucketAnalyticsConfiguration"> = (
  input,
  context,
) => {
  saveNamedConfig(context, requireBucket(context, input), "analytics", input.Id, input.AnalyticsConfiguration);
  return {};
};

export const getBucketAnalyticsConfiguration: Operation<typeof S3, "GetBucketAnalyticsConfiguration"> = (
  input,
  context,
) => ({
  AnalyticsConfiguration: requireNamedConfig(context, requireBucket(context, input), "analytics", input.Id),
});

export const listBucketAnalyticsConfigurations: Operation<typeof S3, "ListBucketAnalyticsConfigurations"> = (
  input,
  context,
) => ({
  AnalyticsConfigurationList: namedConfigs(context, requireBucket(context, input), "analytics"),
  IsTruncated: false,
});

export const deleteBucketAnalyticsConfiguration: Operation<typeof S3, "DeleteBucketAnalyticsConfiguration"> = (
  input,
  context,
) => {
  const bucket = requireBucket(context, input);
  requireNamedConfig(context, bucket, "analytics", input.Id);
  context.store.delete(namedConfigKey(bucket.name, "analytics", input.Id ?? ""));
  return {};
};
