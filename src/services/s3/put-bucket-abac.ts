import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const putBucketAbac: Operation<typeof S3, "PutBucketAbac"> = (input, context) => {
  saveConfig(context, requireBucket(context, input), "abac", input.AbacStatus);
  return {};
};
