import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketPolicy: Operation<typeof S3, "GetBucketPolicy"> = (input, context) => ({
  Policy: requireConfig<string>(
    context,
    requireBucket(context, input),
    "policy",
    "NoSuchBucketPolicy",
    "The bucket policy does not exist",
  ),
});
