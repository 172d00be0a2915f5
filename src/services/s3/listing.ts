/** Walks a bucket's keys in order, folding those that share a prefix up to the delimiter into one entry. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import { invalidArgument } from "./fault.ts";
import type { ObjectRecord } from "./objects.ts";
import { objectKey, objectPrefix } from "./objects.ts";

export interface ListingRequest {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  /** Keys greater than this one. */
  readonly after: string | undefined;
  readonly most: number;
}

export interface Listing {
  readonly records: ObjectRecord[];
  readonly commonPrefixes: string[];
  readonly truncated: boolean;
  /** Key or common prefix that came last. */
  readonly last: string | undefined;
}

// Sorts behind every key that starts with the same text.
const BEHIND = "\u{10FFFF}";

export function listKeys(context: OperationContext, bucket: string, request: ListingRequest): Listing {
  const { prefix, delimiter, most } = request;
  const records: ObjectRecord[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  if (most === 0) return { records, commonPrefixes, truncated: false, last };
  let after = startAfter(request);
  for (;;) {
    let jump: string | undefined;
    for (const { value: record } of keysFrom(context, bucket, prefix, after)) {
      if (!record.key.startsWith(prefix)) break;
      if (record.deleteMarker) continue;
      const folded = foldedPrefix(record.key, prefix, delimiter);
      if (records.length + commonPrefixes.length >= most) return { records, commonPrefixes, truncated: true, last };
      last = folded ?? record.key;
      if (folded === undefined) {
        records.push(record);
      } else {
        commonPrefixes.push(folded);
        jump = folded + BEHIND;
        break;
      }
    }
    if (jump === undefined) return { records, commonPrefixes, truncated: false, last };
    after = jump;
  }
}

function keysFrom(context: OperationContext, bucket: string, prefix: string, after: string | undefined) {
  const bound =
    after !== undefined && after >= prefix ? { after: objectKey(bucket, after) } : { from: objectKey(bucket, prefix) };
  return context.store.range<ObjectRecord>({ prefix: objectPrefix(bucket), ...bound });
}

// A marker that is a common prefix has everything below it behind it.
function startAfter({ prefix, delimiter, after }: ListingRequest): string | undefined {
  if (after === undefined || delimiter === undefined) return after;
  return after.startsWith(prefix) && after.endsWith(delimiter) ? after + BEHIND : after;
}

function foldedPrefix(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (delimiter === undefined || delimiter === "") return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}

/** Text of a listing under `encoding-type=url`. */
export function listingText(encoding: string | undefined): (text: string) => string {
  if (encoding !== "url") return (text) => text;
  return (text) =>
    encodeURIComponent(text)
      .replaceAll("%2F", "/")
      .replaceAll("%20", "+")
      .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function checkEncoding(encoding: string | undefined): void {
  if (encoding !== undefined && encoding !== "url") {
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding);
  }
}

export function mostKeys(given: number | undefined): number {
  if (given !== undefined && given < 0)
    throw invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647", "maxKeys", String(given));
  return Math.min(given ?? 1000, 1000);
}

/** One object as listings tell it. */
export function listedObject(record: ObjectRecord, text: (key: string) => string): S3._Object {
  return {
    Key: text(record.key),
    LastModified: record.modified,
    ETag: `"${record.etag}"`,
    Size: record.size,
    StorageClass: record.storageClass as S3.ObjectStorageClass,
    ...(record.checksum ? { ChecksumAlgorithm: [record.checksum.algorithm], ChecksumType: record.checksum.type } : {}),
  };
}
