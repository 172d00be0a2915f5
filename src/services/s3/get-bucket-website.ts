import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketWebsite: Operation<typeof S3, "GetBucketWebsite"> = (input, context) =>
  requireConfig<S3.WebsiteConfiguration>(
    context,
    requireBucket(context, input),
    "website",
    "NoSuchWebsiteConfiguration",
    "The specified bucket does not have a website configuration",
  );
