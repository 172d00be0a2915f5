import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { checkDeleteCondition } from "./conditions.ts";
import { deleteVersion } from "./deletion.ts";
import { invalidArgument } from "./fault.ts";
import { currentVersion } from "./objects.ts";

export const deleteObject: Operation<typeof S3, "DeleteObject"> = (input, context) => {
  const bucket = requireBucket(context, input);
  if (input.BypassGovernanceRetention && !bucket.objectLock) {
    // Source: AWS, recorded.
    throw invalidArgument("x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.");
  }
  if (input.IfMatch !== undefined) {
    checkDeleteCondition(input.Key ?? "", currentVersion(context, bucket.name, input.Key ?? ""), input.IfMatch);
  }
  return deleteVersion(context, bucket, input);
};
