import type * as S3 from "@aws-sdk/client-s3";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { invalidArgument } from "./fault.ts";
import { checkEncoding, listedObject, listingText, mostKeys } from "./listing.ts";
import type { ObjectRecord } from "./objects.ts";
import { objectKey, objectPrefix, versionsOf } from "./objects.ts";

export const listObjectVersions: Operation<typeof S3, "ListObjectVersions"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const { Prefix: prefix = "", Delimiter: delimiter, KeyMarker = "", VersionIdMarker, EncodingType } = input;
  checkEncoding(EncodingType);
  if (VersionIdMarker !== undefined && KeyMarker === "") {
    // Source: AWS, recorded.
    throw invalidArgument(
      "A version-id marker cannot be specified without a key marker.",
      "version-id-marker",
      VersionIdMarker,
    );
  }
  const most = mostKeys(input.MaxKeys);
  const text = listingText(EncodingType);
  const prefixes = new Set<string>();
  const shown: { readonly record: ObjectRecord; readonly latest: boolean }[] = [];
  let truncated = false;
  /** Where the next page goes on: behind a version, or behind everything that a prefix folds. */
  let next: { readonly key: string; readonly versionId?: string } | undefined;
  for (const { record, latest } of allVersions(context, bucket.name, KeyMarker, VersionIdMarker)) {
    if (!record.key.startsWith(prefix)) continue;
    const at = delimiter ? record.key.indexOf(delimiter, prefix.length) : -1;
    const folded = at === -1 ? undefined : record.key.slice(0, at + (delimiter?.length ?? 0));
    if (folded !== undefined && (prefixes.has(folded) || folded === KeyMarker)) continue;
    if (shown.length + prefixes.size >= most) {
      truncated = true;
      break;
    }
    if (folded === undefined) shown.push({ record, latest });
    else prefixes.add(folded);
    next = folded === undefined ? record : { key: folded };
  }
  return {
    Name: bucket.name,
    Prefix: text(prefix),
    KeyMarker: text(KeyMarker),
    VersionIdMarker: VersionIdMarker ?? "",
    MaxKeys: input.MaxKeys ?? 1000,
    IsTruncated: truncated,
    ...(delimiter ? { Delimiter: text(delimiter) } : {}),
    ...(EncodingType === undefined ? {} : { EncodingType }),
    ...(truncated && next ? { NextKeyMarker: text(next.key), NextVersionIdMarker: next.versionId } : {}),
    Versions: shown
      .filter(({ record }) => !record.deleteMarker)
      .map(({ record, latest }) => ({
        ...listedObject(record, text),
        StorageClass: record.storageClass as S3.ObjectVersionStorageClass,
        VersionId: record.versionId,
        IsLatest: latest,
        Owner: record.acl.Owner,
      })),
    DeleteMarkers: shown
      .filter(({ record }) => record.deleteMarker)
      .map(({ record, latest }) => ({
        Key: text(record.key),
        VersionId: record.versionId,
        IsLatest: latest,
        LastModified: record.modified,
        Owner: record.acl.Owner,
      })),
    CommonPrefixes: [...prefixes].map((one) => ({ Prefix: text(one) })),
  };
};

function* allVersions(context: OperationContext, bucket: string, keyMarker: string, versionMarker: string | undefined) {
  const prefix = objectPrefix(bucket);
  for (const { value: current } of context.store.range<ObjectRecord>({ prefix, from: objectKey(bucket, keyMarker) })) {
    const versions = versionsOf(context, bucket, current.key);
    const resume = current.key === keyMarker;
    if (resume && versionMarker === undefined) continue;
    const start = resume ? versions.findIndex(({ versionId }) => versionId === versionMarker) + 1 : 0;
    for (const [at, record] of versions.entries()) {
      if (at >= start) yield { record, latest: at === 0 };
    }
  }
}
