import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { BucketRecord } from "./buckets.ts";
import { requireBucket } from "./buckets.ts";
import { invalidRequest } from "./fault.ts";

/** Object locks are for buckets that were made for them. */
export function requireLockBucket(
  context: OperationContext,
  input: { readonly Bucket?: string | undefined },
): BucketRecord {
  const bucket = requireBucket(context, input);
  // Source: AWS, recorded.
  if (!bucket.objectLock) throw invalidRequest("Bucket is missing Object Lock Configuration");
  return bucket;
}

export function noSuchLock(): ServiceException {
  return new ServiceException(
    "NoSuchObjectLockConfiguration",
    "The specified object does not have a ObjectLock configuration",
    {},
    404,
  );
}
