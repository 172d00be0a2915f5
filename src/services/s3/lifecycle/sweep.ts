/**
 * What lifecycle rules do, at every midnight of the cloud's clock: current versions expire, older ones go for good,
 * markers that hide nothing go, storage classes change, uploads are given up.
 */
import type * as S3 from "@aws-sdk/client-s3";
import type { Cloud } from "../../../cloud/cloud.ts";
import { lowerHexadecimal, randomId } from "../../../cloud/ids.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { partitionOf } from "../../../cloud/regions.ts";
import { type BucketRecord, bucketPrefix } from "../buckets.ts";
import { deleteCurrent } from "../deletion.ts";
import { notify } from "../notifications.ts";
import {
  currentVersion,
  type ObjectRecord,
  objectPrefix,
  removeVersion,
  replaceVersion,
  versionsOf,
} from "../objects.ts";
import { removeUpload, type UploadRecord, uploadPrefix } from "../uploads.ts";
import { abortionOf, activeRules, DAY, expiryOf, fits, midnightAfter } from "./expiration.ts";
import { classDueOf } from "./transition.ts";

/** Returns the function that ends it. */
export function sweepDaily(cloud: Cloud): () => void {
  let cancel = (): void => undefined;
  const plan = (): void => {
    cancel = cloud.clock.at((Math.floor(cloud.clock.now() / DAY) + 1) * DAY, () => {
      sweep(cloud);
      plan();
    });
  };
  plan();
  return () => cancel();
}

// Each list is read whole before what is in it is changed.
function sweep(cloud: Cloud): void {
  for (const { value: bucket } of Array.from(cloud.store.range<BucketRecord>({ prefix: bucketPrefix }))) {
    const rules = activeRules(cloud, bucket);
    if (rules.length > 0) sweepBucket(contextOf(cloud, bucket), bucket, rules);
  }
}

function sweepBucket(context: OperationContext, bucket: BucketRecord, rules: readonly S3.LifecycleRule[]): void {
  const { store, clock } = context;
  for (const { value } of Array.from(store.range<ObjectRecord>({ prefix: objectPrefix(bucket.name) })))
    sweepKey(context, bucket, rules, value);
  for (const { value } of Array.from(store.range<UploadRecord>({ prefix: uploadPrefix(bucket.name) }))) {
    const due = abortionOf(rules, value);
    if (due && due.at <= clock.now()) removeUpload(context, value);
  }
}

function sweepKey(
  context: OperationContext,
  bucket: BucketRecord,
  rules: readonly S3.LifecycleRule[],
  current: ObjectRecord,
): void {
  const now = context.clock.now();
  if (!current.deleteMarker) {
    const due = expiryOf(rules, current);
    if (due && due.at <= now) {
      if (!isLocked(current, now) || bucket.versioning !== undefined)
        deleteCurrent(context, bucket, current.key, "LifecycleExpiration");
    } else moveOn(context, bucket, rules, current);
  }
  sweepOlder(context, bucket, rules, current.key);
  const left = currentVersion(context, bucket.name, current.key);
  if (left?.deleteMarker && isExpiredMarker(context, bucket, rules, left)) removeVersion(context, bucket.name, left);
}

function moveOn(
  context: OperationContext,
  bucket: BucketRecord,
  rules: readonly S3.LifecycleRule[],
  record: ObjectRecord,
): void {
  const storageClass = classDueOf(context, bucket, rules, record);
  if (storageClass === undefined) return;
  const moved = { ...record, storageClass };
  replaceVersion(context, bucket.name, moved);
  notify(context, bucket, moved, "LifecycleTransition");
}

/** Versions that newer ones have replaced; they count as such from when the next newer one was made. */
function sweepOlder(
  context: OperationContext,
  bucket: BucketRecord,
  rules: readonly S3.LifecycleRule[],
  key: string,
): void {
  const now = context.clock.now();
  const versions = versionsOf(context, bucket.name, key);
  versions.slice(1).forEach((version, newer) => {
    const since = (versions[newer] as ObjectRecord).modified;
    const gone = rules.some((rule) => {
      const { NoncurrentDays, NewerNoncurrentVersions = 0 } = rule.NoncurrentVersionExpiration ?? {};
      if (NoncurrentDays === undefined || !fits(rule, version)) return false;
      return newer >= NewerNoncurrentVersions && midnightAfter(since, NoncurrentDays) <= now;
    });
    if (!gone || isLocked(version, now)) return;
    removeVersion(context, bucket.name, version);
    notify(context, bucket, version, "LifecycleExpiration:Delete");
  });
}

/** A marker that hides no version goes by a rule for such markers, or by one of days once they have passed. */
function isExpiredMarker(
  context: OperationContext,
  bucket: BucketRecord,
  rules: readonly S3.LifecycleRule[],
  marker: ObjectRecord,
): boolean {
  if (versionsOf(context, bucket.name, marker.key).length > 1) return false;
  return rules.some((rule) => {
    const { Days, ExpiredObjectDeleteMarker } = rule.Expiration ?? {};
    if (!fits(rule, marker)) return false;
    if (ExpiredObjectDeleteMarker) return true;
    return Days !== undefined && midnightAfter(marker.modified, Days) <= context.clock.now();
  });
}

const isLocked = ({ lock }: ObjectRecord, now: number): boolean =>
  lock.hold === "ON" || (lock.until !== undefined && lock.until.getTime() > now);

function contextOf(cloud: Cloud, { account, region }: BucketRecord): OperationContext {
  const name = "s3.amazonaws.com";
  return {
    cloud,
    account,
    region,
    partition: partitionOf(region),
    requestId: randomId(16, lowerHexadecimal).toUpperCase(),
    principal: { type: "service", arn: name, userId: name },
    store: cloud.store,
    clock: cloud.clock,
    bus: cloud.bus,
    endpoint: cloud.endpoint,
    headers: {},
    signal: new AbortController().signal,
    call: (service, operation, input, options) =>
      cloud.call(service, operation, input, { account, region, ...options }),
  };
}
