/** Inventory configurations of a bucket: kept by id. */
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { namedConfigKey, namedConfigs, requireNamedConfig, saveNamedConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const putBucketInventoryConfiguration: Operation<typeof S3, "PutBucketInventoryConfiguration"> = (
  input,
  context,
) => {
  saveNamedConfig(context, requireBucket(context, input), "inventory", input.Id, input.InventoryConfiguration);
  return {};
};

export const getBucketInventoryConfiguration: Operation<typeof S3, "GetBucketInventoryConfiguration"> = (
  input,
  context,
) => ({
  InventoryConfiguration: requireNamedConfig(context, requireBucket(context, input), "inventory", input.Id),
});

export const listBucketInventoryConfigurations: Operation<typeof S3, "ListBucketInventoryConfigurations"> = (
  input,
  context,
) => ({
  InventoryConfigurationList: namedConfigs(context, requireBucket(context, input), "inventory"),
  IsTruncated: false,
});

export const deleteBucketInventoryConfiguration: Operation<typeof S3, "DeleteBucketInventoryConfiguration"> = (
  input,
  context,
) => {
  const bucket = requireBucket(context, input);
  requireNamedConfig(context, bucket, "inventory", input.Id);
  context.store.delete(namedConfigKey(bucket.name, "inventory", input.Id ?? ""));
  return {};
};
