import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { removeConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const deleteBucketEncryption: Operation<typeof S3, "DeleteBucketEncryption"> = (input, context) => {
  removeConfig(context, requireBucket(context, input), "encryption");
  return {};
};
