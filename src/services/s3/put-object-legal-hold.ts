import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireLockBucket } from "./object-lock.ts";
import { replaceVersion, requireObject } from "./objects.ts";

export const putObjectLegalHold: Operation<typeof S3, "PutObjectLegalHold"> = (input, context) => {
  const bucket = requireLockBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId, "PUT");
  replaceVersion(context, bucket.name, { ...record, lock: { ...record.lock, hold: input.LegalHold?.Status } });
  return {};
};
