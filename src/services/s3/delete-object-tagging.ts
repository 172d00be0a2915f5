import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { notify } from "./notifications.ts";
import { versionMember } from "./object-answer.ts";
import { replaceVersion, requireObject } from "./objects.ts";

export const deleteObjectTagging: Operation<typeof S3, "DeleteObjectTagging"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId, "DELETE");
  replaceVersion(context, bucket.name, { ...record, tags: [] });
  notify(context, bucket, record, "ObjectTagging:Delete");
  return versionMember(bucket, record);
};
