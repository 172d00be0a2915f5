import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketCors: Operation<typeof S3, "GetBucketCors"> = (input, context) => ({
  CORSRules: requireConfig<S3.CORSRule[]>(
    context,
    requireBucket(context, input),
    "cors",
    "NoSuchCORSConfiguration",
    "The CORS configuration does not exist",
  ),
});
