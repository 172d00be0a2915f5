import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { checkAclRequest, isPublic, requestedAcl } from "./access-control.ts";
import { requireBucket, saveBucket } from "./buckets.ts";
import { accessDenied } from "./fault.ts";
import { refuseAclWhenOff } from "./ownership.ts";
import { publicAccessBlock } from "./public-access.ts";

export const putBucketAcl: Operation<typeof S3, "PutBucketAcl"> = (input, context) => {
  const bucket = requireBucket(context, input);
  checkAclRequest(input);
  refuseAclWhenOff(context, bucket);
  const acl = requestedAcl(input, bucket.account);
  if (isPublic(acl) && publicAccessBlock(context, bucket).BlockPublicAcls) throw accessDenied();
  saveBucket(context, { ...bucket, acl });
  return {};
};
