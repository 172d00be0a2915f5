/** What HeadObject says, as the object types name it. */
import type { HeadObjectOutput } from "@aws-sdk/client-s3";

export const headFound = (head: HeadObjectOutput) => ({
  bucket_key_enabled: head.BucketKeyEnabled,
  cache_control: head.CacheControl,
  content_disposition: head.ContentDisposition,
  content_encoding: head.ContentEncoding,
  content_language: head.ContentLanguage,
  content_type: head.ContentType,
  etag: head.ETag?.replaceAll('"', ""),
  ...(head.SSEKMSKeyId && { kms_key_id: head.SSEKMSKeyId }),
  // Lower case, as HTTP's headers are.
  metadata: Object.fromEntries(Object.entries(head.Metadata ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
  object_lock_legal_hold_status: head.ObjectLockLegalHoldStatus,
  object_lock_mode: head.ObjectLockMode,
  object_lock_retain_until_date: head.ObjectLockRetainUntilDate?.toISOString().replace(".000Z", "Z"),
  server_side_encryption: head.ServerSideEncryption,
  // S3 leaves out the ordinary class.
  storage_class: head.StorageClass ?? "STANDARD",
  version_id: head.VersionId,
  website_redirect: head.WebsiteRedirectLocation,
  checksums: {
    checksum_crc32: head.ChecksumCRC32,
    checksum_crc32c: head.ChecksumCRC32C,
    checksum_crc64nvme: head.ChecksumCRC64NVME,
    checksum_sha1: head.ChecksumSHA1,
    checksum_sha256: head.ChecksumSHA256,
  },
});
