/** Amazon S3: buckets with their configurations, objects with their versions, spoken in restXml. */

import type { Service } from "../../cloud/service.ts";
import { abortMultipartUpload } from "./abort-multipart-upload.ts";
import {
  deleteBucketAnalyticsConfiguration,
  getBucketAnalyticsConfiguration,
  listBucketAnalyticsConfigurations,
  putBucketAnalyticsConfiguration,
} from "./analytics-configurations.ts";
import { completeMultipartUpload } from "./complete-multipart-upload.ts";
import { copyObject } from "./copy-object.ts";
import { createBucket } from "./create-bucket.ts";
import { createMultipartUpload } from "./create-multipart-upload.ts";
import { crossOrigin } from "./cross-origin.ts";
import { deleteBucket } from "./delete-bucket.ts";
import { deleteBucketCors } from "./delete-bucket-cors.ts";
import { deleteBucketEncryption } from "./delete-bucket-encryption.ts";
import { deleteBucketLifecycle } from "./delete-bucket-lifecycle.ts";
import { deleteBucketOwnershipControls } from "./delete-bucket-ownership-controls.ts";
import { deleteBucketPolicy } from "./delete-bucket-policy.ts";
import { deleteBucketReplication } from "./delete-bucket-replication.ts";
import { deleteBucketTagging } from "./delete-bucket-tagging.ts";
import { deleteBucketWebsite } from "./delete-bucket-website.ts";
import { deleteObject } from "./delete-object.ts";
import { deleteObjectTagging } from "./delete-object-tagging.ts";
import { deleteObjects } from "./delete-objects.ts";
import { deletePublicAccessBlock } from "./delete-public-access-block.ts";
import { withCheckedDocuments } from "./document-schema.ts";
import { getBucketAbac } from "./get-bucket-abac.ts";
import { getBucketAccelerateConfiguration } from "./get-bucket-accelerate-configuration.ts";
import { getBucketAcl } from "./get-bucket-acl.ts";
import { getBucketCors } from "./get-bucket-cors.ts";
import { getBucketEncryption } from "./get-bucket-encryption.ts";
import { getBucketLifecycleConfiguration } from "./get-bucket-lifecycle-configuration.ts";
import { getBucketLocation } from "./get-bucket-location.ts";
import { getBucketLogging } from "./get-bucket-logging.ts";
import { getBucketNotificationConfiguration } from "./get-bucket-notification-configuration.ts";
import { getBucketOwnershipControls } from "./get-bucket-ownership-controls.ts";
import { getBucketPolicy } from "./get-bucket-policy.ts";
import { getBucketPolicyStatus } from "./get-bucket-policy-status.ts";
import { getBucketReplication } from "./get-bucket-replication.ts";
import { getBucketRequestPayment } from "./get-bucket-request-payment.ts";
import { getBucketTagging } from "./get-bucket-tagging.ts";
import { getBucketVersioning } from "./get-bucket-versioning.ts";
import { getBucketWebsite } from "./get-bucket-website.ts";
import { getObject } from "./get-object.ts";
import { getObjectAcl } from "./get-object-acl.ts";
import { getObjectAttributes } from "./get-object-attributes.ts";
import { getObjectLegalHold } from "./get-object-legal-hold.ts";
import { getObjectLockConfiguration } from "./get-object-lock-configuration.ts";
import { getObjectRetention } from "./get-object-retention.ts";
import { getObjectTagging } from "./get-object-tagging.ts";
import { getPublicAccessBlock } from "./get-public-access-block.ts";
import { headBucket } from "./head-bucket.ts";
import { headObject } from "./head-object.ts";
import {
  deleteBucketIntelligentTieringConfiguration,
  getBucketIntelligentTieringConfiguration,
  listBucketIntelligentTieringConfigurations,
  putBucketIntelligentTieringConfiguration,
} from "./intelligent-tiering-configurations.ts";
import {
  deleteBucketInventoryConfiguration,
  getBucketInventoryConfiguration,
  listBucketInventoryConfigurations,
  putBucketInventoryConfiguration,
} from "./inventory-configurations.ts";
import { sweepDaily } from "./lifecycle/sweep.ts";
import { listBuckets } from "./list-buckets.ts";
import { listMultipartUploads } from "./list-multipart-uploads.ts";
import { listObjectVersions } from "./list-object-versions.ts";
import { listObjects } from "./list-objects.ts";
import { listObjectsV2 } from "./list-objects-v2.ts";
import { listParts } from "./list-parts.ts";
import {
  deleteBucketMetricsConfiguration,
  getBucketMetricsConfiguration,
  listBucketMetricsConfigurations,
  putBucketMetricsConfiguration,
} from "./metrics-configurations.ts";
import { postObjectEndpoint } from "./post-object.ts";
import { putBucketAbac } from "./put-bucket-abac.ts";
import { putBucketAccelerateConfiguration } from "./put-bucket-accelerate-configuration.ts";
import { putBucketAcl } from "./put-bucket-acl.ts";
import { putBucketCors } from "./put-bucket-cors.ts";
import { putBucketEncryption } from "./put-bucket-encryption.ts";
import { putBucketLifecycleConfiguration } from "./put-bucket-lifecycle-configuration.ts";
import { putBucketLogging } from "./put-bucket-logging.ts";
import { putBucketNotificationConfiguration } from "./put-bucket-notification-configuration.ts";
import { putBucketOwnershipControls } from "./put-bucket-ownership-controls.ts";
import { putBucketPolicy } from "./put-bucket-policy.ts";
import { putBucketReplication } from "./put-bucket-replication.ts";
import { putBucketRequestPayment } from "./put-bucket-request-payment.ts";
import { putBucketTagging } from "./put-bucket-tagging.ts";
import { putBucketVersioning } from "./put-bucket-versioning.ts";
import { putBucketWebsite } from "./put-bucket-website.ts";
import { putObject } from "./put-object.ts";
import { putObjectAcl } from "./put-object-acl.ts";
import { putObjectLegalHold } from "./put-object-legal-hold.ts";
import { putObjectLockConfiguration } from "./put-object-lock-configuration.ts";
import { putObjectRetention } from "./put-object-retention.ts";
import { putObjectTagging } from "./put-object-tagging.ts";
import { putPublicAccessBlock } from "./put-public-access-block.ts";
import { uploadPart } from "./upload-part.ts";
import { uploadPartCopy } from "./upload-part-copy.ts";
import { websiteEndpoint } from "./website/endpoint.ts";

export const s3: Service = {
  name: "s3",
  crossOrigin,
  endpoints: [websiteEndpoint, postObjectEndpoint],
  start: sweepDaily,
  operations: withCheckedDocuments({
    AbortMultipartUpload: abortMultipartUpload,
    CompleteMultipartUpload: completeMultipartUpload,
    CopyObject: copyObject,
    CreateBucket: createBucket,
    CreateMultipartUpload: createMultipartUpload,
    DeleteBucket: deleteBucket,
    DeleteBucketAnalyticsConfiguration: deleteBucketAnalyticsConfiguration,
    DeleteBucketCors: deleteBucketCors,
    DeleteBucketEncryption: deleteBucketEncryption,
    DeleteBucketIntelligentTieringConfiguration: deleteBucketIntelligentTieringConfiguration,
    DeleteBucketInventoryConfiguration: deleteBucketInventoryConfiguration,
    DeleteBucketLifecycle: deleteBucketLifecycle,
    DeleteBucketMetricsConfiguration: deleteBucketMetricsConfiguration,
    DeleteBucketOwnershipControls: deleteBucketOwnershipControls,
    DeleteBucketPolicy: deleteBucketPolicy,
    DeleteBucketReplication: deleteBucketReplication,
    DeleteBucketTagging: deleteBucketTagging,
    DeleteBucketWebsite: deleteBucketWebsite,
    DeleteObject: deleteObject,
    DeleteObjectTagging: deleteObjectTagging,
    DeleteObjects: deleteObjects,
    DeletePublicAccessBlock: deletePublicAccessBlock,
    GetBucketAbac: getBucketAbac,
    GetBucketAccelerateConfiguration: getBucketAccelerateConfiguration,
    GetBucketAcl: getBucketAcl,
    GetBucketAnalyticsConfiguration: getBucketAnalyticsConfiguration,
    GetBucketCors: getBucketCors,
    GetBucketEncryption: getBucketEncryption,
    GetBucketIntelligentTieringConfiguration: getBucketIntelligentTieringConfiguration,
    GetBucketInventoryConfiguration: getBucketInventoryConfiguration,
    GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration,
    GetBucketLocation: getBucketLocation,
    GetBucketLogging: getBucketLogging,
    GetBucketMetricsConfiguration: getBucketMetricsConfiguration,
    GetBucketNotificationConfiguration: getBucketNotificationConfiguration,
    GetBucketOwnershipControls: getBucketOwnershipControls,
    GetBucketPolicy: getBucketPolicy,
    GetBucketPolicyStatus: getBucketPolicyStatus,
    GetBucketReplication: getBucketReplication,
    GetBucketRequestPayment: getBucketRequestPayment,
    GetBucketTagging: getBucketTagging,
    GetBucketVersioning: getBucketVersioning,
    GetBucketWebsite: getBucketWebsite,
    GetObject: getObject,
    GetObjectAcl: getObjectAcl,
    GetObjectAttributes: getObjectAttributes,
    GetObjectLegalHold: getObjectLegalHold,
    GetObjectLockConfiguration: getObjectLockConfiguration,
    GetObjectRetention: getObjectRetention,
    GetObjectTagging: getObjectTagging,
    GetPublicAccessBlock: getPublicAccessBlock,
    HeadBucket: headBucket,
    HeadObject: headObject,
    ListBucketAnalyticsConfigurations: listBucketAnalyticsConfigurations,
    ListBucketIntelligentTieringConfigurations: listBucketIntelligentTieringConfigurations,
    ListBucketInventoryConfigurations: listBucketInventoryConfigurations,
    ListBucketMetricsConfigurations: listBucketMetricsConfigurations,
    ListBuckets: listBuckets,
    ListMultipartUploads: listMultipartUploads,
    ListObjectVersions: listObjectVersions,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    ListParts: listParts,
    PutBucketAbac: putBucketAbac,
    PutBucketAccelerateConfiguration: putBucketAccelerateConfiguration,
    PutBucketAcl: putBucketAcl,
    PutBucketAnalyticsConfiguration: putBucketAnalyticsConfiguration,
    PutBucketCors: putBucketCors,
    PutBucketEncryption: putBucketEncryption,
    PutBucketIntelligentTieringConfiguration: putBucketIntelligentTieringConfiguration,
    PutBucketInventoryConfiguration: putBucketInventoryConfiguration,
    PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration,
    PutBucketLogging: putBucketLogging,
    PutBucketMetricsConfiguration: putBucketMetricsConfiguration,
    PutBucketNotificationConfiguration: putBucketNotificationConfiguration,
    PutBucketOwnershipControls: putBucketOwnershipControls,
    PutBucketPolicy: putBucketPolicy,
    PutBucketReplication: putBucketReplication,
    PutBucketRequestPayment: putBucketRequestPayment,
    PutBucketTagging: putBucketTagging,
    PutBucketVersioning: putBucketVersioning,
    PutBucketWebsite: putBucketWebsite,
    PutObject: putObject,
    PutObjectAcl: putObjectAcl,
    PutObjectLegalHold: putObjectLegalHold,
    PutObjectLockConfiguration: putObjectLockConfiguration,
    PutObjectRetention: putObjectRetention,
    PutObjectTagging: putObjectTagging,
    PutPublicAccessBlock: putPublicAccessBlock,
    UploadPart: uploadPart,
    UploadPartCopy: uploadPartCopy,
  }),
};
