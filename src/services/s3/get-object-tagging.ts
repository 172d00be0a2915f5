import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { versionMember } from "./object-answer.ts";
import { requireObject } from "./objects.ts";

export const getObjectTagging: Operation<typeof S3, "GetObjectTagging"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  return { TagSet: [...record.tags], ...versionMember(bucket, record) };
};
