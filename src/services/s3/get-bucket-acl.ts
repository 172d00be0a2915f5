import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketAcl: Operation<typeof S3, "GetBucketAcl"> = (input, context) => {
  const { acl } = requireBucket(context, input);
  return { Owner: acl.Owner, Grants: [...acl.Grants] };
};
