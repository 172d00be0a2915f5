import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { findConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketNotificationConfiguration: Operation<typeof S3, "GetBucketNotificationConfiguration"> = (
  input,
  context,
) => findConfig<S3.NotificationConfiguration>(context, requireBucket(context, input), "notification") ?? {};
