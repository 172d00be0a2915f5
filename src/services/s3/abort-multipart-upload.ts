import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { removeUpload, requireUpload } from "./uploads.ts";

export const abortMultipartUpload: Operation<typeof S3, "AbortMultipartUpload"> = (input, context) => {
  removeUpload(context, requireUpload(context, requireBucket(context, input), input.Key, input.UploadId));
  return {};
};
