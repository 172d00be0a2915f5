import type {
  ExpirationStatus,
  LifecycleRule,
  LifecycleRuleAndOperator,
  LifecycleRuleFilter,
  Tag,
  TransitionDefaultMinimumObjectSize,
  TransitionStorageClass,
} from "@aws-sdk/client-s3";
import { given } from "../framework/given.ts";
import { tagList, tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { lifecycleFaults } from "./bucket-lifecycle-faults.ts";
import { planRules } from "./bucket-lifecycle-plan.ts";
import { bucketPart, importedBucket } from "./part.ts";

type Lifecycle = S3Resources["aws_s3_bucket_lifecycle_configuration"];
type Rule = Lifecycle["rule"][number];

export const awsS3BucketLifecycleConfiguration = bucketPart<Lifecycle>({
  title: "S3 Bucket Lifecycle Configuration",
  cause: "below",
  absent: "NoSuchLifecycleConfiguration",
  importId: importedBucket,
  faults: lifecycleFaults,
  plan: planRules,
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketLifecycleConfiguration", {
      ...bucket,
      LifecycleConfiguration: { Rules: planned.rule.map(lifecycleRule) },
      TransitionDefaultMinimumObjectSize: given(planned.transition_default_minimum_object_size) as
        | TransitionDefaultMinimumObjectSize
        | undefined,
    }),
  async found(aws, bucket) {
    const answer = await aws.call("s3", "GetBucketLifecycleConfiguration", bucket);
    return {
      rule: (answer.Rules ?? []).map(ruleFound),
      transition_default_minimum_object_size: answer.TransitionDefaultMinimumObjectSize,
    };
  },
  remove: (aws, bucket) => aws.call("s3", "DeleteBucketLifecycle", bucket),
});

function lifecycleRule(rule: Rule): LifecycleRule {
  const [abort] = rule.abort_incomplete_multipart_upload;
  const [expiration] = rule.expiration;
  const [old] = rule.noncurrent_version_expiration;
  return {
    ID: rule.id,
    Status: rule.status as ExpirationStatus,
    ...(rule.filter.length > 0 && { Filter: filterInput(rule.filter) }),
    // A rule of the older kind has its prefix beside it; AWS wants one or the other.
    ...(rule.filter.length === 0 && (rule.prefix ? { Prefix: rule.prefix } : { Filter: {} })),
    ...(abort && {
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: abort.days_after_initiation ?? undefined },
    }),
    ...(expiration && {
      Expiration: {
        ...(expiration.date && { Date: new Date(expiration.date) }),
        ...(expiration.days && { Days: expiration.days }),
        ...(expiration.expired_object_delete_marker && { ExpiredObjectDeleteMarker: true }),
      },
    }),
    ...(old && {
      NoncurrentVersionExpiration: {
        NoncurrentDays: old.noncurrent_days,
        NewerNoncurrentVersions: given(old.newer_noncurrent_versions),
      },
    }),
    ...(rule.noncurrent_version_transition.length > 0 && {
      NoncurrentVersionTransitions: rule.noncurrent_version_transition.map((one) => ({
        NoncurrentDays: one.noncurrent_days,
        NewerNoncurrentVersions: given(one.newer_noncurrent_versions),
        StorageClass: one.storage_class as TransitionStorageClass,
      })),
    }),
    ...(rule.transition.length > 0 && {
      Transitions: rule.transition.map((one) => ({
        ...(one.date ? { Date: new Date(one.date) } : { Days: one.days ?? 0 }),
        StorageClass: one.storage_class as TransitionStorageClass,
      })),
    }),
  };
}

/** As it is given: AWS refuses a filter that says more than one thing. */
function filterInput([filter]: Rule["filter"]): LifecycleRuleFilter {
  const [and] = filter?.and ?? [];
  const [tag] = filter?.tag ?? [];
  return {
    ...(and && { And: andInput(and) }),
    ...(tag && { Tag: { Key: tag.key, Value: tag.value } }),
    ObjectSizeGreaterThan: filter?.object_size_greater_than ?? undefined,
    ObjectSizeLessThan: filter?.object_size_less_than ?? undefined,
    Prefix: filter?.prefix ?? undefined,
  };
}

const andInput = (and: Rule["filter"][number]["and"][number]): LifecycleRuleAndOperator => ({
  Prefix: and.prefix ?? undefined,
  ObjectSizeGreaterThan: and.object_size_greater_than ?? undefined,
  ObjectSizeLessThan: given(and.object_size_less_than),
  ...(Object.keys(and.tags).length > 0 && { Tags: tagList(and.tags) }),
});

const ruleFound = (rule: LifecycleRule) => ({
  abort_incomplete_multipart_upload: rule.AbortIncompleteMultipartUpload
    ? [{ days_after_initiation: rule.AbortIncompleteMultipartUpload.DaysAfterInitiation }]
    : [],
  expiration: rule.Expiration
    ? [
        {
          date: awsTime(rule.Expiration.Date),
          days: rule.Expiration.Days ?? 0,
          expired_object_delete_marker: rule.Expiration.ExpiredObjectDeleteMarker ?? false,
        },
      ]
    : [],
  filter: filtersFound(rule.Filter),
  id: rule.ID,
  noncurrent_version_expiration: rule.NoncurrentVersionExpiration
    ? [
        {
          newer_noncurrent_versions: rule.NoncurrentVersionExpiration.NewerNoncurrentVersions,
          noncurrent_days: rule.NoncurrentVersionExpiration.NoncurrentDays,
        },
      ]
    : [],
  noncurrent_version_transition: (rule.NoncurrentVersionTransitions ?? []).map((one) => ({
    newer_noncurrent_versions: one.NewerNoncurrentVersions,
    noncurrent_days: one.NoncurrentDays,
    storage_class: one.StorageClass,
  })),
  prefix: rule.Prefix ?? "",
  status: rule.Status,
  transition: (rule.Transitions ?? []).map((one) => ({
    date: awsTime(one.Date),
    days: one.Days,
    storage_class: one.StorageClass,
  })),
});

function filtersFound(filter: LifecycleRuleFilter = {}) {
  const { And: and, ObjectSizeGreaterThan, ObjectSizeLessThan, Prefix, Tag: tag } = filter;
  // One that says nothing was put where the configuration has none: an empty block is an empty prefix.
  const says = [and, ObjectSizeGreaterThan, ObjectSizeLessThan, Prefix, tag].some((one) => one !== undefined);
  if (!says) return [];
  const found = {
    and: and
      ? [
          {
            object_size_greater_than: and.ObjectSizeGreaterThan ?? 0,
            object_size_less_than: and.ObjectSizeLessThan ?? 0,
            prefix: and.Prefix ?? "",
            tags: tags(and.Tags),
          },
        ]
      : [],
    object_size_greater_than: ObjectSizeGreaterThan,
    object_size_less_than: ObjectSizeLessThan,
    // Here, unlike elsewhere, no prefix is not an empty one.
    prefix: Prefix,
    tag: tag ? [{ key: tag.Key, value: tag.Value }] : [],
  };
  return [found];
}

const tags = (list: readonly Tag[] | undefined) => (list && list.length > 0 ? tagMap(list) : null);
