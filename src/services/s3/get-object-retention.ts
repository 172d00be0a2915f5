import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchLock, requireLockBucket } from "./object-lock.ts";
import { requireObject } from "./objects.ts";

export const getObjectRetention: Operation<typeof S3, "GetObjectRetention"> = (input, context) => {
  const bucket = requireLockBucket(context, input);
  const { lock } = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  if (lock.mode === undefined) throw noSuchLock();
  return { Retention: { Mode: lock.mode, RetainUntilDate: lock.until } };
};
