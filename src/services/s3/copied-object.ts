/** The object that a copy reads: found, and as the conditions of the request want it. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import { type BucketRecord, requireBucket } from "./buckets.ts";
import { checkCopyConditions } from "./conditions.ts";
import { type CopySource, copySource } from "./copy-source.ts";
import { type ObjectRecord, requireObject } from "./objects.ts";

export interface CopiedObject {
  readonly source: CopySource;
  readonly from: BucketRecord;
  readonly original: ObjectRecord;
}

export function copiedObject(
  context: OperationContext,
  input: S3.CopyObjectCommandInput | S3.UploadPartCopyCommandInput,
): CopiedObject {
  const source = copySource(input.CopySource);
  const from = requireBucket(context, {
    Bucket: source.bucket,
    ExpectedBucketOwner: input.ExpectedSourceBucketOwner,
  });
  const original = requireObject(context, from.name, source.key, source.versionId);
  checkCopyConditions(original, {
    IfMatch: input.CopySourceIfMatch,
    IfNoneMatch: input.CopySourceIfNoneMatch,
    IfModifiedSince: input.CopySourceIfModifiedSince,
    IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  });
  return { source, from, original };
}
