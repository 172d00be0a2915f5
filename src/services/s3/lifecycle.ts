/** A bucket's lifecycle rules: checked and kept. */
import type * as S3 from "@aws-sdk/client-s3";
import { lowerHexadecimal, randomId } from "../../cloud/ids.ts";
import { invalidArgument, invalidRequest, malformedXml } from "./fault.ts";

export interface Lifecycle {
  readonly Rules: S3.LifecycleRule[];
  readonly TransitionDefaultMinimumObjectSize: S3.TransitionDefaultMinimumObjectSize;
}

export function checkedRules(rules: readonly S3.LifecycleRule[] | undefined): S3.LifecycleRule[] {
  if (!rules?.length) throw malformedXml();
  const ids = rules.flatMap(({ ID }) => ID ?? []);
  if (new Set(ids).size < ids.length)
    throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
  return rules.map((rule) => {
    checkRule(rule);
    return { ...rule, ID: rule.ID ?? randomId(48, lowerHexadecimal) };
  });
}

function checkRule(rule: S3.LifecycleRule): void {
  const dates = [rule.Expiration?.Date, ...(rule.Transitions ?? []).map(({ Date: date }) => date)];
  // Source: AWS, recorded.
  if (dates.some((date) => date !== undefined && date.getTime() % 86_400_000 !== 0)) {
    throw invalidArgument("'Date' must be at midnight GMT");
  }
  if (rule.Expiration?.Days !== undefined && rule.Expiration.Days <= 0) {
    throw invalidArgument("'Days' for Expiration action must be a positive integer");
  }
  if (rule.ID !== undefined && rule.ID.length > 255)
    throw invalidArgument("ID length should not exceed allowed limit of 255");
  const acts =
    rule.Expiration ??
    rule.Transitions ??
    rule.NoncurrentVersionExpiration ??
    rule.NoncurrentVersionTransitions ??
    rule.AbortIncompleteMultipartUpload;
  if (acts === undefined) throw invalidRequest("At least one action needs to be specified in a rule");
}
