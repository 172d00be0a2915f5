import type {
  DeleteMarkerReplicationStatus,
  Destination,
  ExistingObjectReplicationStatus,
  MetricsStatus,
  OwnerOverride,
  ReplicaModificationsStatus,
  ReplicationRule,
  ReplicationRuleFilter,
  ReplicationRuleStatus,
  ReplicationTimeStatus,
  SseKmsEncryptedObjectsStatus,
  StorageClass,
} from "@aws-sdk/client-s3";
import { given } from "../framework/given.ts";
import { tagList, tagMap } from "../framework/tags.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

type Replication = S3Resources["aws_s3_bucket_replication_configuration"];
type Rule = Replication["rule"][number];

export const awsS3BucketReplicationConfiguration = bucketPart<Replication>({
  title: "S3 Bucket Replication Configuration",
  absent: "ReplicationConfigurationNotFoundError",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketReplication", {
      ...bucket,
      Token: given(planned.token),
      ReplicationConfiguration: { Role: planned.role, Rules: planned.rule.map(ruleInput) },
    }),
  async found(aws, bucket) {
    const { ReplicationConfiguration } = await aws.call("s3", "GetBucketReplication", bucket);
    return { role: ReplicationConfiguration?.Role, rule: (ReplicationConfiguration?.Rules ?? []).map(ruleFound) };
  },
  remove: (aws, bucket) => aws.call("s3", "DeleteBucketReplication", bucket),
});

function ruleInput(rule: Rule): ReplicationRule {
  const [destination] = rule.destination;
  const [markers] = rule.delete_marker_replication;
  const [existing] = rule.existing_object_replication;
  const [criteria] = rule.source_selection_criteria;
  const [replicas] = criteria?.replica_modifications ?? [];
  const [encrypted] = criteria?.sse_kms_encrypted_objects ?? [];
  return {
    ID: given(rule.id),
    Status: rule.status as ReplicationRuleStatus,
    Destination: destination && destinationInput(destination),
    ...(markers && { DeleteMarkerReplication: { Status: markers.status as DeleteMarkerReplicationStatus } }),
    ...(existing && { ExistingObjectReplication: { Status: existing.status as ExistingObjectReplicationStatus } }),
    // Rules with a filter are of the newer kind, and have a priority.
    ...(rule.filter.length > 0
      ? { Filter: filterInput(rule.filter), Priority: rule.priority ?? 0 }
      : { Prefix: rule.prefix ?? "" }),
    ...(criteria && {
      SourceSelectionCriteria: {
        ...(replicas && { ReplicaModifications: { Status: replicas.status as ReplicaModificationsStatus } }),
        ...(encrypted && { SseKmsEncryptedObjects: { Status: encrypted.status as SseKmsEncryptedObjectsStatus } }),
      },
    }),
  };
}

function destinationInput(destination: Rule["destination"][number]): Destination {
  const [owner] = destination.access_control_translation;
  const [encryption] = destination.encryption_configuration;
  const [metrics] = destination.metrics;
  const [time] = destination.replication_time;
  return {
    Account: given(destination.account),
    Bucket: destination.bucket,
    StorageClass: given(destination.storage_class) as StorageClass | undefined,
    ...(owner && { AccessControlTranslation: { Owner: owner.owner as OwnerOverride } }),
    ...(encryption && { EncryptionConfiguration: { ReplicaKmsKeyID: encryption.replica_kms_key_id } }),
    ...(metrics && {
      Metrics: {
        Status: metrics.status as MetricsStatus,
        ...(metrics.event_threshold[0] && { EventThreshold: { Minutes: metrics.event_threshold[0].minutes } }),
      },
    }),
    ...(time && {
      ReplicationTime: { Status: time.status as ReplicationTimeStatus, Time: { Minutes: time.time[0]?.minutes } },
    }),
  };
}

function filterInput([filter]: Rule["filter"]): ReplicationRuleFilter {
  const [and] = filter?.and ?? [];
  const [tag] = filter?.tag ?? [];
  if (and) return { And: { Prefix: given(and.prefix), Tags: tagList(and.tags) } };
  if (tag) return { Tag: { Key: tag.key, Value: tag.value } };
  return { Prefix: filter?.prefix ?? "" };
}

const status = (found: { readonly Status?: string | undefined } | undefined) =>
  found ? [{ status: found.Status }] : [];

function ruleFound(rule: ReplicationRule) {
  const criteria = rule.SourceSelectionCriteria;
  const { And: and, Tag: tag, Prefix: prefix } = rule.Filter ?? {};
  return {
    delete_marker_replication: status(rule.DeleteMarkerReplication),
    destination: rule.Destination ? [destinationFound(rule.Destination)] : [],
    existing_object_replication: status(rule.ExistingObjectReplication),
    filter: rule.Filter
      ? [
          {
            prefix,
            and: and ? [{ prefix: and.Prefix, tags: tagMap(and.Tags) }] : [],
            tag: tag ? [{ key: tag.Key, value: tag.Value }] : [],
          },
        ]
      : [],
    id: rule.ID,
    prefix: rule.Prefix,
    priority: rule.Priority,
    source_selection_criteria: criteria
      ? [
          {
            replica_modifications: status(criteria.ReplicaModifications),
            sse_kms_encrypted_objects: status(criteria.SseKmsEncryptedObjects),
          },
        ]
      : [],
    status: rule.Status,
  };
}

const destinationFound = (destination: Destination) => ({
  access_control_translation: destination.AccessControlTranslation
    ? [{ owner: destination.AccessControlTranslation.Owner }]
    : [],
  account: destination.Account,
  bucket: destination.Bucket,
  encryption_configuration: destination.EncryptionConfiguration
    ? [{ replica_kms_key_id: destination.EncryptionConfiguration.ReplicaKmsKeyID }]
    : [],
  metrics: destination.Metrics
    ? [
        {
          event_threshold: destination.Metrics.EventThreshold
            ? [{ minutes: destination.Metrics.EventThreshold.Minutes }]
            : [],
          status: destination.Metrics.Status,
        },
      ]
    : [],
  replication_time: destination.ReplicationTime
    ? [
        {
          status: destination.ReplicationTime.Status,
          time: destination.ReplicationTime.Time ? [{ minutes: destination.ReplicationTime.Time.Minutes }] : [],
        },
      ]
    : [],
  storage_class: destination.StorageClass,
});
