import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketVersioning: Operation<typeof S3, "GetBucketVersioning"> = (input, context) => {
  const { versioning, mfaDelete } = requireBucket(context, input);
  return {
    ...(versioning === undefined ? {} : { Status: versioning }),
    ...(mfaDelete === undefined ? {} : { MFADelete: mfaDelete }),
  };
};
