import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { noSuchLock, requireLockBucket } from "./object-lock.ts";
import { requireObject } from "./objects.ts";

export const getObjectLegalHold: Operation<typeof S3, "GetObjectLegalHold"> = (input, context) => {
  const bucket = requireLockBucket(context, input);
  const { lock } = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  if (lock.hold === undefined) throw noSuchLock();
  return { LegalHold: { Status: lock.hold } };
};
