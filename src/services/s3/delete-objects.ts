import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireBucket } from "./buckets.ts";
import { deleteVersion } from "./deletion.ts";
import { malformedXml } from "./fault.ts";

const MOST_KEYS = 1000;

export const deleteObjects: Operation<typeof S3, "DeleteObjects"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const objects = input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > MOST_KEYS) throw malformedXml();
  const Deleted: S3.DeletedObject[] = [];
  const Errors: S3._Error[] = [];
  for (const { Key, VersionId } of objects) {
    try {
      const { BypassGovernanceRetention } = input;
      const done = deleteVersion(context, bucket, { Key, VersionId, BypassGovernanceRetention });
      Deleted.push({
        Key,
        ...(VersionId === undefined ? {} : { VersionId }),
        ...(done.DeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: done.VersionId } : {}),
      });
    } catch (error) {
      if (!(error instanceof ServiceException)) throw error;
      Errors.push({ Key, VersionId, Code: error.code, Message: error.message });
    }
  }
  return { ...(input.Delete?.Quiet ? {} : { Deleted }), Errors };
};
