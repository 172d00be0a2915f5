/** Resource types and data sources of S3: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import type { S3DataSources } from "../schema/s3-data.generated.ts";

export const S3_RESOURCES: {
  readonly [Name in keyof S3Resources]?: () => Promise<Behaviour<S3Resources[Name]>>;
} = {
  aws_s3_bucket: async () => (await import("./bucket.ts")).awsS3Bucket,
  aws_s3_bucket_notification: async () => (await import("./bucket-notification.ts")).awsS3BucketNotification,
  aws_s3_bucket_public_access_block: async () =>
    (await import("./bucket-public-access-block.ts")).awsS3BucketPublicAccessBlock,
  aws_s3_bucket_policy: async () => (await import("./bucket-policy.ts")).awsS3BucketPolicy,
  aws_s3_bucket_server_side_encryption_configuration: async () =>
    (await import("./bucket-server-side-encryption-configuration.ts")).awsS3BucketServerSideEncryptionConfiguration,
  aws_s3_bucket_acl: async () => (await import("./bucket-acl.ts")).awsS3BucketAcl,
  aws_s3_bucket_lifecycle_configuration: async () =>
    (await import("./bucket-lifecycle-configuration.ts")).awsS3BucketLifecycleConfiguration,
  aws_s3_bucket_versioning: async () => (await import("./bucket-versioning.ts")).awsS3BucketVersioning,
  aws_s3_bucket_ownership_controls: async () =>
    (await import("./bucket-ownership-controls.ts")).awsS3BucketOwnershipControls,
  aws_s3_bucket_website_configuration: async () =>
    (await import("./bucket-website-configuration.ts")).awsS3BucketWebsiteConfiguration,
  aws_s3_bucket_cors_configuration: async () =>
    (await import("./bucket-cors-configuration.ts")).awsS3BucketCorsConfiguration,
  aws_s3_bucket_logging: async () => (await import("./bucket-logging.ts")).awsS3BucketLogging,
  aws_s3_bucket_object_lock_configuration: async () =>
    (await import("./bucket-object-lock-configuration.ts")).awsS3BucketObjectLockConfiguration,
  aws_s3_bucket_replication_configuration: async () =>
    (await import("./bucket-replication-configuration.ts")).awsS3BucketReplicationConfiguration,
  aws_s3_bucket_request_payment_configuration: async () =>
    (await import("./bucket-smaller-parts.ts")).awsS3BucketRequestPaymentConfiguration,
  aws_s3_bucket_accelerate_configuration: async () =>
    (await import("./bucket-smaller-parts.ts")).awsS3BucketAccelerateConfiguration,
  aws_s3_object: async () => (await import("./object.ts")).awsS3Object,
  aws_s3_bucket_object: async () => (await import("./object.ts")).awsS3BucketObject,
  aws_s3_object_copy: async () => (await import("./object-copy.ts")).awsS3ObjectCopy,
};

export const S3_DATA_SOURCES: {
  readonly [Name in keyof S3DataSources]?: () => Promise<DataBehaviour<S3DataSources[Name]>>;
} = {
  aws_s3_bucket: async () => (await import("./bucket.ts")).awsS3BucketData,
  aws_s3_bucket_policy: async () => (await import("./bucket-policy.ts")).awsS3BucketPolicyData,
  aws_s3_object: async () => (await import("./object-data.ts")).awsS3ObjectData,
  aws_s3_objects: async () => (await import("./object-data.ts")).awsS3Objects,
  aws_canonical_user_id: async () => (await import("./canonical-user-id.ts")).awsCanonicalUserId,
};
