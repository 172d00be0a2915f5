import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { removeConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const deleteBucketPolicy: Operation<typeof S3, "DeleteBucketPolicy"> = (input, context) => {
  removeConfig(context, requireBucket(context, input), "policy");
  return {};
};
