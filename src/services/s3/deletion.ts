/** Deleting an object: for good, or by a delete marker where the bucket keeps versions. */

import type { OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { BucketRecord } from "./buckets.ts";
import { accessDenied, invalidArgument } from "./fault.ts";
import { notify } from "./notifications.ts";
import type { ObjectRecord } from "./objects.ts";
import { currentVersion, findVersion, newVersionId, nextOrder, pushVersion, removeVersion } from "./objects.ts";

interface DeletionRequest {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
}

export interface Deletion {
  readonly DeleteMarker?: boolean;
  readonly VersionId?: string;
}

export function deleteVersion(context: OperationContext, bucket: BucketRecord, request: DeletionRequest): Deletion {
  const { Key: key = "", VersionId: versionId } = request;
  if (versionId === undefined) return deleteCurrent(context, bucket, key);
  if (bucket.versioning === undefined && versionId !== "null")
    throw invalidArgument("Invalid version id specified", "versionId", versionId);
  const record = findVersion(context, bucket.name, key, versionId);
  if (!record) return { VersionId: versionId };
  refuseLocked(context, record, request.BypassGovernanceRetention ?? false);
  removeVersion(context, bucket.name, record);
  notify(context, bucket, record, "ObjectRemoved:Delete");
  return { VersionId: versionId, ...(record.deleteMarker ? { DeleteMarker: true } : {}) };
}

/** Without a version named: what is current goes, or is hidden. `by` begins the names of the events that tell of it. */
export function deleteCurrent(
  context: OperationContext,
  bucket: BucketRecord,
  key: string,
  by: "ObjectRemoved" | "LifecycleExpiration" = "ObjectRemoved",
): Deletion {
  const current = currentVersion(context, bucket.name, key);
  if (bucket.versioning === undefined) {
    if (!current) return {};
    removeVersion(context, bucket.name, current);
    notify(context, bucket, current, `${by}:Delete`);
    return {};
  }
  const marker: ObjectRecord = {
    key,
    versionId: newVersionId(bucket),
    deleteMarker: true,
    order: nextOrder(context),
    size: 0,
    etag: "",
    modified: new Date(wholeSeconds(context.clock.now())),
    file: "",
    checksum: undefined,
    storageClass: "STANDARD",
    headers: {},
    metadata: {},
    tags: [],
    acl: bucket.acl,
    encryption: {},
    parts: [],
    lock: {},
  };
  pushVersion(context, bucket, marker);
  notify(context, bucket, marker, `${by}:DeleteMarkerCreated`);
  return { DeleteMarker: true, VersionId: marker.versionId };
}

// Source: AWS, recorded.
function refuseLocked(context: OperationContext, { lock }: ObjectRecord, bypass: boolean): void {
  const retained =
    lock.until !== undefined && lock.until.getTime() > context.clock.now() && (lock.mode === "COMPLIANCE" || !bypass);
  if (retained || lock.hold === "ON") throw accessDenied("Access Denied because object protected by object lock.");
}
