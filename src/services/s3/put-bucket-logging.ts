import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { removeConfig, saveConfig } from "./bucket-config.ts";
import { findBucket, requireBucket } from "./buckets.ts";

export const putBucketLogging: Operation<typeof S3, "PutBucketLogging"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const logging = input.BucketLoggingStatus?.LoggingEnabled;
  if (!logging) {
    removeConfig(context, bucket, "logging");
    return {};
  }
  const target = findBucket(context, logging.TargetBucket);
  if (!target || target.account !== bucket.account) {
    throw new ServiceException("InvalidTargetBucketForLogging", "The target bucket for logging does not exist", {
      TargetBucket: logging.TargetBucket,
    });
  }
  if (target.region !== bucket.region) {
    // Source: AWS, recorded, with its spelling and the blank at the end.
    throw new ServiceException(
      "CrossLocationLoggingProhibitted",
      "Cross S3 location logging not allowed. ",
      { TargetBucketLocation: target.region },
      403,
    );
  }
  saveConfig(context, bucket, "logging", logging);
  return {};
};
