/** Configurations written inside aws_s3_bucket, where they stood before they became resource types of their own. */
import type {
  BucketAccelerateStatus,
  BucketCannedACL,
  LifecycleRule,
  Payer,
  Permission,
  Protocol,
  RoutingRule,
  TransitionStorageClass,
  Type,
} from "@aws-sdk/client-s3";
import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";
import { differs, given, present } from "../framework/given.ts";
import { uniqueName } from "../framework/names.ts";
import { tagList } from "../framework/tags.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { corsRule } from "./bucket-cors-configuration.ts";
import { encryptionRule } from "./bucket-server-side-encryption-configuration.ts";

type Attributes = S3Resources["aws_s3_bucket"];

/** Puts what differs; of a new bucket, what is there at all. */
export async function putInline(
  aws: Aws,
  Bucket: string,
  prior: Attributes | null,
  planned: Attributes,
): Promise<void> {
  for (const [name, put] of Object.entries(PUTS)) {
    const value = planned[name as keyof typeof PUTS];
    const isSet = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (prior ? differs(prior, planned, name as keyof Attributes) : isSet) await put(aws, Bucket, planned);
  }
}

const PUTS = {
  policy: (aws, Bucket, { policy }) =>
    policy
      ? aws.call("s3", "PutBucketPolicy", { Bucket, Policy: policy })
      : aws.call("s3", "DeleteBucketPolicy", { Bucket }),
  cors_rule: (aws, Bucket, { cors_rule: rules }) =>
    rules.length > 0
      ? aws.call("s3", "PutBucketCors", { Bucket, CORSConfiguration: { CORSRules: rules.map(corsRule) } })
      : aws.call("s3", "DeleteBucketCors", { Bucket }),
  website: (aws, Bucket, planned) =>
    planned.website.length > 0
      ? aws.call("s3", "PutBucketWebsite", { Bucket, WebsiteConfiguration: websiteInput(planned) })
      : aws.call("s3", "DeleteBucketWebsite", { Bucket }),
  versioning: (aws, Bucket, { versioning: [versioning] }) =>
    aws.call("s3", "PutBucketVersioning", {
      Bucket,
      VersioningConfiguration: {
        Status: versioning?.enabled ? "Enabled" : "Suspended",
        ...(versioning?.mfa_delete && { MFADelete: "Enabled" }),
      },
    }),
  // A canned list goes with the bucket's creation.
  acl: async (aws, Bucket, { acl, id }) =>
    id === null ? undefined : aws.call("s3", "PutBucketAcl", { Bucket, ACL: (acl ?? "private") as BucketCannedACL }),
  grant: async (aws, Bucket, planned) => {
    const { Owner } = await aws.call("s3", "GetBucketAcl", { Bucket });
    return aws.call("s3", "PutBucketAcl", { Bucket, AccessControlPolicy: { Owner, Grants: grantsInput(planned) } });
  },
  logging: (aws, Bucket, { logging: [logging] }) =>
    aws.call("s3", "PutBucketLogging", {
      Bucket,
      BucketLoggingStatus: logging
        ? { LoggingEnabled: { TargetBucket: logging.target_bucket, TargetPrefix: logging.target_prefix ?? "" } }
        : {},
    }),
  lifecycle_rule: (aws, Bucket, { lifecycle_rule: rules }) =>
    rules.length > 0
      ? aws.call("s3", "PutBucketLifecycleConfiguration", {
          Bucket,
          LifecycleConfiguration: { Rules: rules.map(lifecycleInput) },
        })
      : aws.call("s3", "DeleteBucketLifecycle", { Bucket }),
  acceleration_status: (aws, Bucket, { acceleration_status: Status }) =>
    aws.call("s3", "PutBucketAccelerateConfiguration", {
      Bucket,
      AccelerateConfiguration: { Status: (Status || "Suspended") as BucketAccelerateStatus },
    }),
  request_payer: (aws, Bucket, { request_payer }) =>
    aws.call("s3", "PutBucketRequestPayment", {
      Bucket,
      RequestPaymentConfiguration: { Payer: (request_payer || "BucketOwner") as Payer },
    }),
  replication_configuration: async () => {
    throw new Refusal(
      "replication_configuration inside aws_s3_bucket is not supported: use aws_s3_bucket_replication_configuration",
    );
  },
  server_side_encryption_configuration: (aws, Bucket, { server_side_encryption_configuration: [encryption] }) =>
    encryption
      ? aws.call("s3", "PutBucketEncryption", {
          Bucket,
          ServerSideEncryptionConfiguration: { Rules: encryption.rule.map(encryptionRule) },
        })
      : aws.call("s3", "DeleteBucketEncryption", { Bucket }),
  object_lock_configuration: async (aws, Bucket, { object_lock_configuration: [lock] }) => {
    const retention = lock?.rule[0]?.default_retention[0];
    if (!retention) return undefined;
    return aws.call("s3", "PutObjectLockConfiguration", {
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: {
          DefaultRetention: {
            Mode: retention.mode as "GOVERNANCE" | "COMPLIANCE",
            Days: given(retention.days),
            Years: given(retention.years),
          },
        },
      },
    });
  },
} as const satisfies {
  readonly [Name in keyof Attributes]?: (aws: Aws, bucket: string, planned: Attributes) => Promise<unknown>;
};

function websiteInput({ website: [site] }: Attributes) {
  const redirect = /^(?:(https?):\/\/)?(.*)$/.exec(site?.redirect_all_requests_to ?? "");
  return {
    ...(site?.index_document && { IndexDocument: { Suffix: site.index_document } }),
    ...(site?.error_document && { ErrorDocument: { Key: site.error_document } }),
    ...(redirect?.[2] && {
      RedirectAllRequestsTo: { HostName: redirect[2], Protocol: redirect[1] as Protocol | undefined },
    }),
    ...(site?.routing_rules && { RoutingRules: JSON.parse(site.routing_rules) as RoutingRule[] }),
  };
}

const grantsInput = ({ grant }: Attributes) =>
  grant.flatMap((one) =>
    one.permissions.map((permission) => ({
      Grantee: { Type: one.type as Type, ID: given(one.id), URI: given(one.uri) },
      Permission: permission as Permission,
    })),
  );

function lifecycleInput(rule: Attributes["lifecycle_rule"][number]): LifecycleRule {
  const tags = tagList(rule.tags);
  const [expiration] = rule.expiration;
  const [old] = rule.noncurrent_version_expiration;
  return {
    ID: rule.id || uniqueName("tf-s3-lifecycle-"),
    Status: rule.enabled ? "Enabled" : "Disabled",
    Filter: tags.length > 0 ? { And: { Prefix: rule.prefix ?? "", Tags: tags } } : { Prefix: rule.prefix ?? "" },
    ...(rule.abort_incomplete_multipart_upload_days && {
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: rule.abort_incomplete_multipart_upload_days },
    }),
    ...(expiration && {
      Expiration: {
        ...(expiration.date && { Date: new Date(`${expiration.date}T00:00:00Z`) }),
        ...(expiration.days && { Days: expiration.days }),
        ...(expiration.expired_object_delete_marker && { ExpiredObjectDeleteMarker: true }),
      },
    }),
    ...(old?.days && { NoncurrentVersionExpiration: { NoncurrentDays: old.days } }),
    ...(rule.transition.length > 0 && {
      Transitions: rule.transition.map((one) => ({
        ...(one.date ? { Date: new Date(`${one.date}T00:00:00Z`) } : { Days: one.days ?? 0 }),
        StorageClass: one.storage_class as TransitionStorageClass,
      })),
    }),
    ...(rule.noncurrent_version_transition.length > 0 && {
      NoncurrentVersionTransitions: rule.noncurrent_version_transition.map((one) => ({
        NoncurrentDays: present(one.days),
        StorageClass: one.storage_class as TransitionStorageClass,
      })),
    }),
  };
}
