/**
 * When a lifecycle rule lets an object go or move on. Days are counted from its making to the midnight after them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../../cloud/operation.ts";
import { findConfig } from "../bucket-config.ts";
import type { BucketRecord } from "../buckets.ts";
import type { ObjectRecord } from "../objects.ts";
import type { UploadRecord } from "../uploads.ts";
import type { Lifecycle } from "./rules.ts";

export const DAY = 86_400_000;

/** Something that a rule lets happen, at the earliest time of all rules that do. */
export interface Due {
  readonly at: number;
  readonly rule: S3.LifecycleRule;
}

export const midnightAfter = (from: Date, days: number): number =>
  (Math.floor((from.getTime() + days * DAY) / DAY) + 1) * DAY;

export function activeRules(context: Pick<OperationContext, "store">, bucket: BucketRecord): S3.LifecycleRule[] {
  const rules = findConfig<Lifecycle>(context, bucket, "lifecycle")?.Rules ?? [];
  return rules.filter(({ Status }) => Status === "Enabled");
}

const prefixOf = ({ Filter, Prefix }: S3.LifecycleRule): string =>
  Filter?.Prefix ?? Filter?.And?.Prefix ?? Prefix ?? "";

export function fits(
  rule: S3.LifecycleRule,
  { key, size, tags }: Pick<ObjectRecord, "key" | "size" | "tags">,
): boolean {
  const { Filter } = rule;
  const { ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = { ...Filter, ...Filter?.And };
  const wanted = [...(Filter?.Tag ? [Filter.Tag] : []), ...(Filter?.And?.Tags ?? [])];
  return (
    key.startsWith(prefixOf(rule)) &&
    wanted.every((tag) => tags.some(({ Key, Value }) => Key === tag.Key && Value === tag.Value)) &&
    (above === undefined || size > above) &&
    (below === undefined || size < below)
  );
}

const earliest = (all: readonly Due[]): Due | undefined =>
  all.reduce<Due | undefined>((first, one) => (first && first.at <= one.at ? first : one), undefined);

/** When a current version expires. */
export function expiryOf(rules: readonly S3.LifecycleRule[], record: ObjectRecord): Due | undefined {
  return earliest(
    rules.flatMap((rule) => {
      const { Days, Date: date } = rule.Expiration ?? {};
      if ((Days ?? date) === undefined || !fits(rule, record)) return [];
      return [{ rule, at: date ? date.getTime() : midnightAfter(record.modified, Days as number) }];
    }),
  );
}

/** `x-amz-expiration` of answers about a current version. */
export function expirationMember(
  context: OperationContext,
  bucket: BucketRecord,
  record: ObjectRecord,
): { readonly Expiration?: string } {
  const due = expiryOf(activeRules(context, bucket), record);
  if (!due) return {};
  const id = encodeURIComponent(due.rule.ID ?? "");
  return { Expiration: `expiry-date="${new Date(due.at).toUTCString()}", rule-id="${id}"` };
}

/** When an upload that is not completed is given up. */
export function abortionOf(
  rules: readonly S3.LifecycleRule[],
  { initiated, facts }: Pick<UploadRecord, "initiated" | "facts">,
): Due | undefined {
  return earliest(
    rules.flatMap((rule) => {
      const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
      if (days === undefined || !facts.key.startsWith(prefixOf(rule))) return [];
      return [{ rule, at: midnightAfter(initiated, days) }];
    }),
  );
}

export function abortMembers(
  context: OperationContext,
  bucket: BucketRecord,
  upload: UploadRecord,
): { readonly AbortDate?: Date; readonly AbortRuleId?: string } {
  const due = abortionOf(activeRules(context, bucket), upload);
  return due ? { AbortDate: new Date(due.at), AbortRuleId: due.rule.ID as string } : {};
}
