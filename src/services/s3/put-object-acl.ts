import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { checkAclRequest, isPublic, requestedAcl } from "./access-control.ts";
import { requireBucket } from "./buckets.ts";
import { accessDenied } from "./fault.ts";
import { notify } from "./notifications.ts";
import { replaceVersion, requireObject } from "./objects.ts";
import { refuseAclWhenOff } from "./ownership.ts";
import { publicAccessBlock } from "./public-access.ts";

export const putObjectAcl: Operation<typeof S3, "PutObjectAcl"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId, "PUT");
  checkAclRequest(input);
  refuseAclWhenOff(context, bucket);
  const acl = requestedAcl(input, bucket.account);
  if (isPublic(acl) && publicAccessBlock(context, bucket).BlockPublicAcls) throw accessDenied();
  replaceVersion(context, bucket.name, { ...record, acl });
  notify(context, bucket, record, "ObjectAcl:Put");
  return {};
};
