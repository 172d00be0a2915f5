import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { requireObject } from "./objects.ts";

export const getObjectAcl: Operation<typeof S3, "GetObjectAcl"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const { acl } = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  return { Owner: acl.Owner, Grants: [...acl.Grants] };
};
