import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { findConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketAccelerateConfiguration: Operation<typeof S3, "GetBucketAccelerateConfiguration"> = (
  input,
  context,
) => findConfig<S3.AccelerateConfiguration>(context, requireBucket(context, input), "accelerate") ?? {};
