import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { findConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketLogging: Operation<typeof S3, "GetBucketLogging"> = (input, context) => {
  const logging = findConfig<S3.LoggingEnabled>(context, requireBucket(context, input), "logging");
  return logging ? { LoggingEnabled: logging } : {};
};
