/** Intelligent tiering configurations of a bucket: kept by id. */
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { namedConfigKey, namedConfigs, requireNamedConfig, saveNamedConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const putBucketIntelligentTieringConfiguration: Operation<
  typeof S3,
  "PutBucketIntelligentTieringConfiguration"
> = (input, context) => {
  saveNamedConfig(
    context,
    requireBucket(context, input),
    "intelligent-tiering",
    input.Id,
    input.IntelligentTieringConfiguration,
  );
  return {};
};

export const getBucketIntelligentTieringConfiguration: Operation<
  typeof S3,
  "GetBucketIntelligentTieringConfiguration"
> = (input, context) => ({
  IntelligentTieringConfiguration: requireNamedConfig(
    context,
    requireBucket(context, input),
    "intelligent-tiering",
    input.Id,
  ),
});

export const listBucketIntelligentTieringConfigurations: Operation<
  typeof S3,
  "ListBucketIntelligentTieringConfigurations"
> = (input, context) => ({
  IntelligentTieringConfigurationList: namedConfigs(context, requireBucket(context, input), "intelligent-tiering"),
  IsTruncated: false,
});

export const deleteBucketIntelligentTieringConfiguration: Operation<
  typeof S3,
  "DeleteBucketIntelligentTieringConfiguration"
> = (input, context) => {
  const bucket = requireBucket(context, input);
  requireNamedConfig(context, bucket, "intelligent-tiering", input.Id);
  context.store.delete(namedConfigKey(bucket.name, "intelligent-tiering", input.Id ?? ""));
  return {};
};
