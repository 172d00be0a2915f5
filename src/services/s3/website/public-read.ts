/** What everybody may do with a bucket: a website's visitors have no other rights. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { evaluate } from "../../../cloud/policy/evaluate.ts";
import { type AccessControl, letsEverybodyRead } from "../access-control.ts";
import { findConfig } from "../bucket-config.ts";
import type { BucketRecord } from "../buckets.ts";
import { publicAccessBlock } from "../public-access.ts";

export function mayEverybodyRead(
  context: OperationContext,
  bucket: BucketRecord,
  key: string,
  acl: AccessControl,
): boolean {
  return byAcl(context, bucket, acl) || byPolicy(context, bucket, "s3:GetObject", `/${key}`);
}

/** Who may not list a bucket is not told which objects it lacks. */
export function mayEverybodyList(context: OperationContext, bucket: BucketRecord): boolean {
  return byAcl(context, bucket, bucket.acl) || byPolicy(context, bucket, "s3:ListBucket", "");
}

function byAcl(context: OperationContext, bucket: BucketRecord, acl: AccessControl): boolean {
  return publicAccessBlock(context, bucket).IgnorePublicAcls !== true && letsEverybodyRead(acl);
}

function byPolicy(context: OperationContext, bucket: BucketRecord, action: string, path: string): boolean {
  const document = findConfig<string>(context, bucket, "policy");
  if (document === undefined || publicAccessBlock(context, bucket).RestrictPublicBuckets === true) return false;
  const resource = `arn:${context.partition}:s3:::${bucket.name}`;
  const { outcome } = evaluate(
    {
      action,
      resource: `${resource}${path}`,
      caller: { arn: "", account: "" },
      context: new Map([["aws:securetransport", ["false"]]]),
    },
    { identity: [], resource: { id: resource, type: "Resource Policy", document } },
  );
  return outcome === "allowed";
}
