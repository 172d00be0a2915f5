/** What a put, a copy and a completed upload have in common: the request's facts become a version's record. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { asksForAcl, requestedAcl } from "./access-control.ts";
import { findConfig } from "./bucket-config.ts";
import type { BucketRecord } from "./buckets.ts";
import { objectEncryption } from "./encryption.ts";
import { invalidArgument, invalidRequest } from "./fault.ts";
import { tagsFromHeader } from "./object-tags.ts";
import type { ObjectHeaders, ObjectLock, ObjectRecord } from "./objects.ts";
import { ownershipOf } from "./ownership.ts";

export interface ObjectRequest extends ObjectHeaders, AclParameters {
  readonly Key?: string | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly StorageClass?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly ServerSideEncryption?: S3.ServerSideEncryption | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

interface AclParameters {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

/** The part of a record that is known before the bytes are. */
export type ObjectFacts = Pick<
  ObjectRecord,
  "key" | "headers" | "metadata" | "storageClass" | "tags" | "acl" | "encryption" | "lock"
>;

const STORAGE_CLASSES = new Set([
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "DEEP_ARCHIVE",
  "GLACIER_IR",
]);

export function objectFacts(context: OperationContext, bucket: BucketRecord, request: ObjectRequest): ObjectFacts {
  const { Key: key = "", StorageClass: storageClass = "STANDARD" } = request;
  if (Buffer.byteLength(key) > 1024) {
    throw new ServiceException("KeyTooLongError", "Your key is too long", {
      Size: Buffer.byteLength(key),
      MaxSizeAllowed: 1024,
    });
  }
  checkMetadata(request.Metadata);
  if (!STORAGE_CLASSES.has(storageClass)) {
    throw new ServiceException("InvalidStorageClass", "The storage class you specified is not valid", {
      StorageClassRequested: storageClass,
    });
  }
  if (ownershipOf(context, bucket) === "BucketOwnerEnforced" && asksForAcl(request)) {
    throw new ServiceException("AccessControlListNotSupported", "The bucket does not allow ACLs");
  }
  return {
    key,
    headers: headersOf(request),
    metadata: request.Metadata ?? {},
    storageClass,
    tags: tagsFromHeader(request.Tagging),
    acl: requestedAcl(request, bucket.account),
    encryption: objectEncryption(context, bucket, request),
    lock: requestedLock(context, bucket, request),
  };
}

const MOST_METADATA = 2048;

/** Names and values together are counted, in bytes. */
function checkMetadata(metadata: Readonly<Record<string, string>> = {}): void {
  const size = Object.entries(metadata).reduce((sum, pair) => sum + Buffer.byteLength(pair.join("")), 0);
  if (size <= MOST_METADATA) return;
  throw new ServiceException(
    "MetadataTooLarge",
    "Your metadata headers exceed the maximum allowed metadata size",
    { Size: size, MaxSizeAllowed: MOST_METADATA },
    400,
  );
}

function headersOf(request: ObjectHeaders): ObjectHeaders {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Expires } = request;
  return {
    CacheControl,
    ContentDisposition,
    ContentEncoding,
    ContentLanguage,
    ContentType: ContentType ?? "binary/octet-stream",
    Expires,
    WebsiteRedirectLocation: request.WebsiteRedirectLocation,
  };
}

/** The lock a request asks for, or the bucket's default retention. */
function requestedLock(context: OperationContext, bucket: BucketRecord, request: ObjectRequest): ObjectLock {
  const { ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus } = request;
  const asks = ObjectLockMode ?? ObjectLockRetainUntilDate ?? ObjectLockLegalHoldStatus;
  if (asks !== undefined && !bucket.objectLock) throw invalidRequest("Bucket is missing Object Lock Configuration");
  if ((ObjectLockMode === undefined) !== (ObjectLockRetainUntilDate === undefined)) {
    throw invalidArgument(
      "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
      ObjectLockMode === undefined ? "x-amz-object-lock-retain-until-date" : "x-amz-object-lock-mode",
    );
  }
  const hold = ObjectLockLegalHoldStatus as ObjectLock["hold"];
  if (ObjectLockMode !== undefined) {
    return { mode: ObjectLockMode as ObjectLock["mode"], until: ObjectLockRetainUntilDate, hold };
  }
  const retention = findConfig<S3.ObjectLockConfiguration>(context, bucket, "object-lock")?.Rule?.DefaultRetention;
  if (!retention?.Mode) return { hold };
  const days = retention.Days ?? (retention.Years ?? 0) * 365;
  return { mode: retention.Mode, until: new Date(context.clock.now() + days * 86_400_000), hold };
}
