import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { checkWebsite } from "./website/configuration.ts";

export const putBucketWebsite: Operation<typeof S3, "PutBucketWebsite"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const website = input.WebsiteConfiguration ?? {};
  checkWebsite(website);
  saveConfig(context, bucket, "website", website);
  return {};
};
