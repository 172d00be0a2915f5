import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findBucket } from "./buckets.ts";

export const headBucket: Operation<typeof S3, "HeadBucket"> = (input, context) => {
  const { Bucket = "", ExpectedBucketOwner } = input;
  const bucket = findBucket(context, Bucket);
  if (!bucket) throw new ServiceException("NotFound", "Not Found", {}, 404);
  if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== bucket.account) {
    throw new ServiceException("Forbidden", "Forbidden", {}, 403);
  }
  return {
    BucketArn: `arn:${context.partition}:s3:::${bucket.name}`,
    BucketRegion: bucket.region,
    AccessPointAlias: false,
  };
};
