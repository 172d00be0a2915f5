import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { versionMember } from "./object-answer.ts";
import { currentVersion, markerNotAllowed, requireObject } from "./objects.ts";

export const getObjectTagging: Operation<typeof S3, "GetObjectTagging"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const current = input.VersionId === undefined ? currentVersion(context, bucket.name, input.Key ?? "") : undefined;
  // Unlike other reads, this one tells of a marker that hides the object.
  if (current?.deleteMarker) throw markerNotAllowed(current, "GET");
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  return { TagSet: [...record.tags], ...versionMember(bucket, record) };
};
