/** What S3 says about a bucket: one question for each configuration, as aws_s3_bucket still has them all. */
import type { Grant, LifecycleRule } from "@aws-sdk/client-s3";
import type { Aws } from "../framework/aws.ts";
import type { FoundIn, Identified } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { prefixOf } from "../framework/names.ts";
import { policyFound } from "../framework/policy.ts";
import { tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { corsFound } from "./bucket-cors-configuration.ts";
import { encryptionFound } from "./bucket-server-side-encryption-configuration.ts";
import { routingRulesText } from "./bucket-website-configuration.ts";
import { HOSTED_ZONES, websiteDomain } from "./endpoints.ts";

type Bucket = S3Resources["aws_s3_bucket"];

export async function bucketFound(state: Identified<Bucket>, aws: Aws): Promise<FoundIn<Bucket> | undefined> {
  const Bucket = state.id;
  const head = await unless(aws.call("s3", "HeadBucket", { Bucket }), "NotFound", "NoSuchBucket");
  if (!head) return undefined;
  const ask = { Bucket };
  const region = head.BucketRegion ?? aws.region;
  const policy = await unless(aws.call("s3", "GetBucketPolicy", ask), "NoSuchBucketPolicy");
  const acl = await aws.call("s3", "GetBucketAcl", ask);
  const cors = await unless(aws.call("s3", "GetBucketCors", ask), "NoSuchCORSConfiguration");
  const versioning = await aws.call("s3", "GetBucketVersioning", ask);
  const acceleration = await aws.call("s3", "GetBucketAccelerateConfiguration", ask);
  const payment = await aws.call("s3", "GetBucketRequestPayment", ask);
  const { LoggingEnabled: logging } = await aws.call("s3", "GetBucketLogging", ask);
  const lifecycle = await unless(
    aws.call("s3", "GetBucketLifecycleConfiguration", ask),
    "NoSuchLifecycleConfiguration",
  );
  const encryption = await unless(
    aws.call("s3", "GetBucketEncryption", ask),
    "ServerSideEncryptionConfigurationNotFoundError",
  );
  const lock = await unless(aws.call("s3", "GetObjectLockConfiguration", ask), "ObjectLockConfigurationNotFoundError");
  const tagging = await unless(aws.call("s3", "GetBucketTagging", ask), "NoSuchTagSet");
  const retention = lock?.ObjectLockConfiguration?.Rule?.DefaultRetention;
  return {
    acceleration_status: acceleration.Status,
    arn: `arn:${aws.partition}:s3:::${Bucket}`,
    bucket: Bucket,
    bucket_prefix: prefixOf(Bucket),
    bucket_domain_name: `${Bucket}.s3.amazonaws.com`,
    bucket_regional_domain_name: `${Bucket}.s3.${region}.amazonaws.com`,
    cors_rule: (cors?.CORSRules ?? []).map(corsFound),
    grant: grantsFound(acl.Grants),
    hosted_zone_id: HOSTED_ZONES[region],
    lifecycle_rule: (lifecycle?.Rules ?? []).map(ruleFound),
    logging: logging ? [{ target_bucket: logging.TargetBucket, target_prefix: logging.TargetPrefix }] : [],
    object_lock_configuration: lock?.ObjectLockConfiguration
      ? [
          {
            object_lock_enabled: lock.ObjectLockConfiguration.ObjectLockEnabled,
            rule: retention
              ? [{ default_retention: [{ days: retention.Days, mode: retention.Mode, years: retention.Years }] }]
              : [],
          },
        ]
      : [],
    object_lock_enabled: lock?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled",
    policy: policyFound(state.policy, policy?.Policy),
    region,
    request_payer: payment.Payer,
    server_side_encryption_configuration: encryption
      ? [{ rule: encryptionFound(encryption.ServerSideEncryptionConfiguration?.Rules) }]
      : [],
    tags: tagMap(tagging?.TagSet),
    versioning: [{ enabled: versioning.Status === "Enabled", mfa_delete: versioning.MFADelete === "Enabled" }],
    ...(await websiteFound(aws, Bucket, region)),
  };
}

/** Nothing at all without a website: its domain and endpoint stay absent, too. */
export async function websiteFound(aws: Aws, Bucket: string, region: string) {
  const site = await unless(aws.call("s3", "GetBucketWebsite", { Bucket }), "NoSuchWebsiteConfiguration");
  if (!site) return { website: [] };
  const redirect = site.RedirectAllRequestsTo;
  const domain = websiteDomain(region);
  return {
    website: [
      {
        error_document: site.ErrorDocument?.Key,
        index_document: site.IndexDocument?.Suffix,
        redirect_all_requests_to: redirect && [redirect.Protocol, redirect.HostName].filter(Boolean).join("://"),
        routing_rules: routingRulesText(site.RoutingRules),
      },
    ],
    website_domain: domain,
    website_endpoint: `${Bucket}.${domain}`,
  };
}

function grantsFound(grants: readonly Grant[] | undefined) {
  const byGrantee = new Map<string, { id?: string; permissions: string[]; type?: string; uri?: string }>();
  for (const { Grantee, Permission } of grants ?? []) {
    const key = `${Grantee?.Type} ${Grantee?.ID} ${Grantee?.URI}`;
    const known = byGrantee.get(key);
    if (known) known.permissions.push(Permission ?? "");
    else
      byGrantee.set(key, {
        ...(Grantee?.ID && { id: Grantee.ID }),
        permissions: [Permission ?? ""],
        ...(Grantee?.Type && { type: Grantee.Type }),
        ...(Grantee?.URI && { uri: Grantee.URI }),
      });
  }
  return [...byGrantee.values()];
}

function ruleFound(rule: LifecycleRule) {
  const { Filter: filter, Expiration: expiration } = rule;
  return {
    abort_incomplete_multipart_upload_days: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    enabled: rule.Status === "Enabled",
    expiration: expiration
      ? [
          {
            date: expiration.Date && awsTime(expiration.Date)?.slice(0, 10),
            days: expiration.Days,
            expired_object_delete_marker: expiration.ExpiredObjectDeleteMarker,
          },
        ]
      : [],
    id: rule.ID,
    noncurrent_version_expiration: rule.NoncurrentVersionExpiration
      ? [{ days: rule.NoncurrentVersionExpiration.NoncurrentDays }]
      : [],
    noncurrent_version_transition: (rule.NoncurrentVersionTransitions ?? []).map((one) => ({
      days: one.NoncurrentDays,
      storage_class: one.StorageClass,
    })),
    prefix: filter?.And?.Prefix ?? filter?.Prefix ?? rule.Prefix,
    tags: tagMap(filter?.And?.Tags ?? (filter?.Tag ? [filter.Tag] : [])),
    transition: (rule.Transitions ?? []).map((one) => ({
      date: one.Date && awsTime(one.Date)?.slice(0, 10),
      days: one.Days,
      storage_class: one.StorageClass,
    })),
  };
}
