import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getPublicAccessBlock: Operation<typeof S3, "GetPublicAccessBlock"> = (input, context) => ({
  PublicAccessBlockConfiguration: requireConfig<S3.PublicAccessBlockConfiguration>(
    context,
    requireBucket(context, input),
    "public-access-block",
    "NoSuchPublicAccessBlockConfiguration",
    "The public access block configuration was not found",
  ),
});
