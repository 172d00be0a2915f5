import type * as S3 from "@aws-sdk/client-s3";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { BucketRecord } from "./buckets.ts";
import { findBucket, requireBucket } from "./buckets.ts";
import { rangeMembers, rangeOf } from "./byte-range.ts";
import { checkReadConditions } from "./conditions.ts";
import { requireCustomerKey } from "./encryption.ts";
import { expirationMember } from "./lifecycle/expiration.ts";
import { objectMembers } from "./object-answer.ts";
import { findVersion } from "./objects.ts";

export const headObject: Operation<typeof S3, "HeadObject"> = (input, context) => {
  const bucket = headBucketOf(context, input);
  const record = findVersion(context, bucket.name, input.Key ?? "", input.VersionId);
  if (!record) throw new ServiceException("NotFound", "Not Found", {}, 404);
  if (record.deleteMarker) {
    const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": record.versionId };
    throw input.VersionId === undefined
      ? new ServiceException("NotFound", "Not Found", { headers }, 404)
      : new ServiceException("MethodNotAllowed", "Method Not Allowed", { headers }, 405);
  }
  checkReadConditions(record, input);
  requireCustomerKey(record, input);
  const range = rangeOf(record, input);
  return {
    ...objectMembers(bucket, record, input.ChecksumMode),
    ...expirationMember(context, bucket, record),
    ...rangeMembers(record, range),
    ...(input.PartNumber !== undefined && record.parts.length > 0 ? { PartsCount: record.parts.length } : {}),
    ...(record.tags.length > 0 ? { TagCount: record.tags.length } : {}),
  };
};

// An answer to HEAD has no body to name the reason in.
function headBucketOf(context: OperationContext, input: S3.HeadObjectCommandInput): BucketRecord {
  if (!findBucket(context, input.Bucket)) throw new ServiceException("NotFound", "Not Found", {}, 404);
  return requireBucket(context, input);
}
