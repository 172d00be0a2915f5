import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { notify } from "./notifications.ts";
import { versionMember } from "./object-answer.ts";
import { checkTags } from "./object-tags.ts";
import { replaceVersion, requireObject } from "./objects.ts";

export const putObjectTagging: Operation<typeof S3, "PutObjectTagging"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId, "PUT");
  const tags = input.Tagging?.TagSet ?? [];
  checkTags(tags, 10);
  replaceVersion(context, bucket.name, { ...record, tags });
  notify(context, bucket, record, "ObjectTagging:Put");
  return versionMember(bucket, record);
};
