import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { isPublicPolicy } from "./public-access.ts";

export const getBucketPolicyStatus: Operation<typeof S3, "GetBucketPolicyStatus"> = (input, context) => {
  const text = requireConfig<string>(
    context,
    requireBucket(context, input),
    "policy",
    "NoSuchBucketPolicy",
    "The bucket policy does not exist",
  );
  return { PolicyStatus: { IsPublic: isPublicPolicy(text) } };
};
