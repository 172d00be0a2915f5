/**
 * Objects: the current version of each key under its bucket, older ones apart, so that a listing reads what it shows.
 * Bodies are files; the record names them.
 */
import type * as S3 from "@aws-sdk/client-s3";
import { randomId } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { AccessControl } from "./access-control.ts";
import { dropBody } from "./bodies.ts";
import type { BucketRecord } from "./buckets.ts";
import type { ChecksumAlgorithm } from "./checksums.ts";
import { invalidArgument, noSuchKey, noSuchVersion } from "./fault.ts";

export interface ChecksumRecord {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

export interface ObjectRecord {
  readonly key: string;
  /** "null" for what was put while the bucket had no versioning. */
  readonly versionId: string;
  readonly deleteMarker: boolean;
  /** Greater for later versions. */
  readonly order: number;
  readonly size: number;
  readonly etag: string;
  readonly modified: Date;
  /** Name of the body's file; empty for no bytes. */
  readonly file: string;
  readonly checksum: ChecksumRecord | undefined;
  readonly storageClass: string;
  /** The headers that come back as they went in. */
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly S3.Tag[];
  readonly acl: AccessControl;
  readonly encryption: Encryption;
  readonly parts: readonly PartSummary[];
  readonly lock: ObjectLock;
}

export interface ObjectHeaders {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

export interface Encryption {
  readonly ServerSideEncryption?: S3.ServerSideEncryption | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

export interface PartSummary {
  readonly number: number;
  readonly size: number;
  readonly checksum: string | undefined;
}

export interface ObjectLock {
  readonly mode?: "GOVERNANCE" | "COMPLIANCE" | undefined;
  readonly until?: Date | undefined;
  readonly hold?: "ON" | "OFF" | undefined;
}

export const objectKey = (bucket: string, key: string): Key => ["s3", "object", bucket, key];
export const objectPrefix = (bucket: string): Key => ["s3", "object", bucket];
// Newest first.
const olderKey = (bucket: string, record: ObjectRecord): Key => ["s3", "older", bucket, record.key, -record.order];

export function currentVersion({ store }: OperationContext, bucket: string, key: string): ObjectRecord | undefined {
  return store.get<ObjectRecord>(objectKey(bucket, key));
}

/** All versions of a key, newest first. */
export function versionsOf(context: OperationContext, bucket: string, key: string): ObjectRecord[] {
  const current = currentVersion(context, bucket, key);
  const older = [...context.store.range<ObjectRecord>({ prefix: ["s3", "older", bucket, key] })];
  return [...(current ? [current] : []), ...older.map(({ value }) => value)];
}

export function findVersion(
  context: OperationContext,
  bucket: string,
  key: string,
  versionId: string | undefined,
): ObjectRecord | undefined {
  if (versionId === undefined) return currentVersion(context, bucket, key);
  checkVersionId(versionId);
  return versionsOf(context, bucket, key).find((version) => version.versionId === versionId);
}

/** The object a request names; a delete marker hides it. `method` is the request's, which a refusal names. */
export function requireObject(
  context: OperationContext,
  bucket: string,
  key: string,
  versionId: string | undefined,
  method: "GET" | "PUT" | "DELETE" = "GET",
): ObjectRecord {
  const found = findVersion(context, bucket, key, versionId);
  if (!found) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  if (!found.deleteMarker) return found;
  if (versionId !== undefined) throw markerNotAllowed(found, method);
  const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": found.versionId };
  throw new ServiceException("NoSuchKey", "The specified key does not exist.", { Key: key, headers }, 404);
}

/** A delete marker can be deleted only. */
export function markerNotAllowed({ versionId }: ObjectRecord, Method: string): ServiceException {
  return new ServiceException(
    "MethodNotAllowed",
    "The specified method is not allowed against this resource.",
    {
      Method,
      ResourceType: "DeleteMarker",
      headers: { "x-amz-delete-marker": "true", "x-amz-version-id": versionId, Allow: "DELETE" },
    },
    405,
  );
}

/** Makes a version the current one. What it replaces is kept where the bucket keeps versions. */
export function pushVersion(context: OperationContext, bucket: BucketRecord, record: ObjectRecord): void {
  const { store } = context;
  const current = currentVersion(context, bucket.name, record.key);
  if (current && (bucket.versioning === undefined || current.versionId === record.versionId)) {
    dropBody(context, current);
  } else if (current) {
    store.put(olderKey(bucket.name, current), current);
  }
  if (record.versionId === "null" && bucket.versioning !== undefined) dropOlderNull(context, bucket, record.key);
  store.put(objectKey(bucket.name, record.key), record);
}

// While versioning is suspended there is at most one version "null".
function dropOlderNull(context: OperationContext, bucket: BucketRecord, key: string): void {
  const [, ...older] = versionsOf(context, bucket.name, key);
  const stale = older.find(({ versionId }) => versionId === "null");
  if (!stale) return;
  context.store.delete(olderKey(bucket.name, stale));
  dropBody(context, stale);
}

/** Changes a version in place: tags, ACL, lock. */
export function replaceVersion(context: OperationContext, bucket: string, record: ObjectRecord): void {
  const current = currentVersion(context, bucket, record.key);
  const key = current?.versionId === record.versionId ? objectKey(bucket, record.key) : olderKey(bucket, record);
  context.store.put(key, record);
}

/** Removes one version for good; the next older one becomes current. */
export function removeVersion(context: OperationContext, bucket: string, record: ObjectRecord): void {
  const { store } = context;
  const [current, next] = versionsOf(context, bucket, record.key);
  if (current?.versionId === record.versionId) {
    store.delete(objectKey(bucket, record.key));
    if (next) {
      store.delete(olderKey(bucket, next));
      store.put(objectKey(bucket, next.key), next);
    }
  } else {
    store.delete(olderKey(bucket, record));
  }
  dropBody(context, record);
}

export function newVersionId(bucket: BucketRecord): string {
  return bucket.versioning === "Enabled" ? randomId(32, VERSION_ALPHABET) : "null";
}

/** What cannot be a version's id is refused before any is looked for. */
export function checkVersionId(versionId: string): void {
  if (versionId !== "null" && !/^[A-Za-z0-9._]{32}$/.test(versionId))
    throw invalidArgument("Invalid version id specified", "versionId", versionId);
}

const VERSION_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

/** Later for later calls, also within one millisecond. */
export function nextOrder({ store }: OperationContext): number {
  const key = ["s3", "order"];
  const next = (store.get<number>(key) ?? 0) + 1;
  store.put(key, next);
  return next;
}
