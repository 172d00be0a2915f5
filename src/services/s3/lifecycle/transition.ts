/** Which storage class an object has moved on to. Small objects stay, unless a rule's filter names sizes itself. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../../cloud/operation.ts";
import { findConfig } from "../bucket-config.ts";
import type { BucketRecord } from "../buckets.ts";
import type { ObjectRecord } from "../objects.ts";
import { fits, midnightAfter } from "./expiration.ts";
import type { Lifecycle } from "./rules.ts";

const SMALL = 128 * 1024;
const ARCHIVES: ReadonlySet<string> = new Set(["GLACIER", "DEEP_ARCHIVE"]);
/** Objects move down only. https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
const ORDER = ["STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];

export function classDueOf(
  context: OperationContext,
  bucket: BucketRecord,
  rules: readonly S3.LifecycleRule[],
  record: ObjectRecord,
): string | undefined {
  const minimum = findConfig<Lifecycle>(context, bucket, "lifecycle")?.TransitionDefaultMinimumObjectSize;
  const now = context.clock.now();
  const due = rules
    .filter((rule) => fits(rule, record))
    .flatMap((rule) =>
      (rule.Transitions ?? []).flatMap(({ Days, Date: date, StorageClass = "" }) => {
        const at = date ? date.getTime() : midnightAfter(record.modified, Days ?? 0);
        const small = record.size < SMALL && !namesSizes(rule);
        const stays = small && (minimum !== "varies_by_storage_class" || !ARCHIVES.has(StorageClass));
        return at <= now && !stays ? [StorageClass as string] : [];
      }),
    );
  const lowest = due.reduce((low, one) => Math.max(low, ORDER.indexOf(one)), -1);
  return lowest > ORDER.indexOf(record.storageClass) ? ORDER[lowest] : undefined;
}

function namesSizes({ Filter }: S3.LifecycleRule): boolean {
  const { ObjectSizeGreaterThan, ObjectSizeLessThan } = { ...Filter, ...Filter?.And };
  return (ObjectSizeGreaterThan ?? ObjectSizeLessThan) !== undefined;
}
