import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { checkBucketPolicy } from "./bucket-policy.ts";
import { requireBucket } from "./buckets.ts";
import { accessDenied } from "./fault.ts";
import { isPublicPolicy, publicAccessBlock } from "./public-access.ts";

export const putBucketPolicy: Operation<typeof S3, "PutBucketPolicy"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const { Policy: text = "" } = input;
  checkBucketPolicy(text, bucket.name);
  if (publicAccessBlock(context, bucket).BlockPublicPolicy && isPublicPolicy(text)) {
    throw accessDenied(
      `User: ${context.principal.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:${context.partition}:s3:::${bucket.name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    );
  }
  saveConfig(context, bucket, "policy", text);
  return {};
};
