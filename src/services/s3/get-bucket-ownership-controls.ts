import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketOwnershipControls: Operation<typeof S3, "GetBucketOwnershipControls"> = (input, context) => ({
  OwnershipControls: requireConfig<S3.OwnershipControls>(
    context,
    requireBucket(context, input),
    "ownership",
    "OwnershipControlsNotFoundError",
    "The bucket ownership controls were not found",
  ),
});
