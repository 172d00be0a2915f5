import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { removeConfig, saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { checkTags } from "./object-tags.ts";

export const putBucketTagging: Operation<typeof S3, "PutBucketTagging"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const tags = input.Tagging?.TagSet ?? [];
  checkTags(tags, 50, "bucket");
  if (tags.length > 0) saveConfig(context, bucket, "tagging", tags);
  else removeConfig(context, bucket, "tagging");
  return {};
};
