import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { invalidRequest, malformedXml } from "./fault.ts";

export const putBucketAccelerateConfiguration: Operation<typeof S3, "PutBucketAccelerateConfiguration"> = (
  input,
  context,
) => {
  const bucket = requireBucket(context, input);
  if (bucket.name.includes(".")) {
    throw invalidRequest("S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
  }
  if (input.AccelerateConfiguration?.Status === undefined) throw malformedXml();
  saveConfig(context, bucket, "accelerate", input.AccelerateConfiguration);
  return {};
};
