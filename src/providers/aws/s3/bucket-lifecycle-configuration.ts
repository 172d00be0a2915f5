import type {
  ExpirationStatus,
  LifecycleRule,
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
    // Without a filter the rule is of the older kind, whose prefix stands beside it.
    ...(rule.filter.length > 0 ? { Filter: filterInput(rule.filter) } : { Prefix: rule.prefix ?? "" }),
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

function filterInput([filter]: Rule["filter"]): LifecycleRuleFilter {
  const [and] = filter?.and ?? [];
  const [tag] = filter?.tag ?? [];
  if (and)
    return {
      And: {
        Prefix: and.prefix ?? undefined,
        ObjectSizeGreaterThan: and.object_size_greater_than ?? undefined,
        ObjectSizeLessThan: given(and.object_size_less_than),
        Tags: tagList(and.tags),
      },
    };
  if (tag) return { Tag: { Key: tag.key, Value: tag.value } };
  if (filter?.object_size_greater_than != null) return { ObjectSizeGreaterThan: filter.object_size_greater_than };
  if (filter?.object_size_less_than != null) return { ObjectSizeLessThan: filter.object_size_less_than };
  return { Prefix: filter?.prefix ?? "" };
}

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
  filter: rule.Filter ? [filterFound(rule.Filter)] : [],
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
    days: one.Date ? 0 : (one.Days ?? 0),
    storage_class: one.StorageClass,
  })),
});

function filterFound(filter: LifecycleRuleFilter) {
  const { And: and, Tag: tag } = filter;
  return {
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
    object_size_greater_than: filter.ObjectSizeGreaterThan,
    object_size_less_than: filter.ObjectSizeLessThan,
    prefix: filter.Prefix ?? "",
    tag: tag ? [{ key: tag.Key, value: tag.Value }] : [],
  };
}

const tags = (list: readonly Tag[] | undefined) => (list && list.length > 0 ? tagMap(list) : null);
