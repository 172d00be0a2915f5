import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";

// us-east-1 is the region without a name.
export const getBucketLocation: Operation<typeof S3, "GetBucketLocation"> = (input, context) => {
  const { region } = requireBucket(context, input);
  return region === "us-east-1" ? {} : { LocationConstraint: region as S3.BucketLocationConstraint };
};
