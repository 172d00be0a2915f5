import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getObjectLockConfiguration: Operation<typeof S3, "GetObjectLockConfiguration"> = (input, context) => ({
  ObjectLockConfiguration: requireConfig<S3.ObjectLockConfiguration>(
    context,
    requireBucket(context, input),
    "object-lock",
    "ObjectLockConfigurationNotFoundError",
    "Object Lock configuration does not exist for this bucket",
  ),
});
