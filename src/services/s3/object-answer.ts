/** The members that several answers about an object share. */
import type * as S3 from "@aws-sdk/client-s3";
import type { BucketRecord } from "./buckets.ts";
import { checksumMembers } from "./checksums.ts";
import type { Encryption, ObjectRecord } from "./objects.ts";

export function encryptionMembers({ encryption }: Pick<ObjectRecord, "encryption">): Encryption {
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled, SSECustomerAlgorithm, SSECustomerKeyMD5 } = encryption;
  return {
    ...(ServerSideEncryption === undefined ? {} : { ServerSideEncryption }),
    ...(SSEKMSKeyId === undefined ? {} : { SSEKMSKeyId }),
    ...(BucketKeyEnabled ? { BucketKeyEnabled } : {}),
    ...(SSECustomerAlgorithm === undefined ? {} : { SSECustomerAlgorithm }),
    ...(SSECustomerKeyMD5 === undefined ? {} : { SSECustomerKeyMD5 }),
  };
}

/** The version id, where the bucket has versions. */
export function versionMember(
  bucket: BucketRecord,
  { versionId }: Pick<ObjectRecord, "versionId">,
): { VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: versionId };
}

/** What GetObject and HeadObject tell alike. */
export function objectMembers(bucket: BucketRecord, record: ObjectRecord, checksumMode: string | undefined) {
  const { headers, lock } = record;
  return {
    AcceptRanges: "bytes",
    LastModified: record.modified,
    ETag: `"${record.etag}"`,
    ...versionMember(bucket, record),
    ...headers,
    Metadata: { ...record.metadata },
    ...encryptionMembers(record),
    ...(record.storageClass === "STANDARD" ? {} : { StorageClass: record.storageClass as S3.StorageClass }),
    ...(checksumMode === "ENABLED" ? checksumMembers(record.checksum) : {}),
    ...(lock.mode === undefined ? {} : { ObjectLockMode: lock.mode, ObjectLockRetainUntilDate: lock.until }),
    ...(lock.hold === undefined ? {} : { ObjectLockLegalHoldStatus: lock.hold }),
  };
}
