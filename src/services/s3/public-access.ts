/** Block Public Access: what a bucket's setting keeps out. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import { parsePolicy } from "../../cloud/policy/document.ts";
import { findConfig } from "./bucket-config.ts";
import type { BucketRecord } from "./buckets.ts";

export function publicAccessBlock(context: OperationContext, bucket: BucketRecord) {
  return findConfig<S3.PublicAccessBlockConfiguration>(context, bucket, "public-access-block") ?? {};
}

/** Whether a bucket policy lets everybody in: an Allow for all principals that no condition narrows to known ones. */
export function isPublicPolicy(text: string): boolean {
  return parsePolicy(text).statements.some(
    ({ effect, principals, conditions }) =>
      effect === "Allow" &&
      Object.values(principals ?? {}).some((names) => names.includes("*")) &&
      !conditions.some(({ operator, key, values }) => narrows(operator, key, values)),
  );
}

const NARROWING = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

function narrows(operator: string, key: string, values: readonly string[]): boolean {
  return NARROWING.has(key.toLowerCase()) && !/not/i.test(operator) && !values.includes("*");
}
