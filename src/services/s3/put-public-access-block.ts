import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const putPublicAccessBlock: Operation<typeof S3, "PutPublicAccessBlock"> = (input, context) => {
  const given = input.PublicAccessBlockConfiguration;
  saveConfig(context, requireBucket(context, input), "public-access-block", {
    BlockPublicAcls: given?.BlockPublicAcls ?? false,
    IgnorePublicAcls: given?.IgnorePublicAcls ?? false,
    BlockPublicPolicy: given?.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: given?.RestrictPublicBuckets ?? false,
  });
  return {};
};
