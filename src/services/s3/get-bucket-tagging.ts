import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketTagging: Operation<typeof S3, "GetBucketTagging"> = (input, context) => ({
  TagSet: requireConfig<S3.Tag[]>(
    context,
    requireBucket(context, input),
    "tagging",
    "NoSuchTagSet",
    "The TagSet does not exist",
  ),
});
