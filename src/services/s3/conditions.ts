/** Conditional requests: the four headers of reads, If-Match and If-None-Match of writes. */
import { ServiceException } from "../../wire/service-exception.ts";
import { noSuchKey, preconditionFailed } from "./fault.ts";
import type { ObjectRecord } from "./objects.ts";

interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

interface Validators {
  readonly etag: string;
  readonly modified: Date;
}

/** Throws 412 or 304 as HTTP has it: an ETag condition overrides the one on dates. */
export function checkReadConditions(record: Validators, request: ReadConditions): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = request;
  const modified = Math.floor(record.modified.getTime() / 1000) * 1000;
  if (IfMatch !== undefined && !etagMatches(IfMatch, record.etag)) throw preconditionFailed("If-Match");
  if (IfMatch === undefined && IfUnmodifiedSince !== undefined && modified > IfUnmodifiedSince.getTime()) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  const unchanged =
    IfNoneMatch === undefined
      ? IfModifiedSince !== undefined && modified <= IfModifiedSince.getTime()
      : etagMatches(IfNoneMatch, record.etag);
  if (unchanged) {
    throw new ServiceException(
      "NotModified",
      "Not Modified",
      { headers: { ETag: `"${record.etag}"`, "Last-Modified": record.modified.toUTCString() } },
      304,
    );
  }
}

/** The same for the source of a copy, which never answers 304. */
export function checkCopyConditions(record: Validators, request: ReadConditions): void {
  try {
    checkReadConditions(record, request);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    const unchanged = request.IfNoneMatch === undefined ? "If-Modified-Since" : "If-None-Match";
    const condition = error.code === "NotModified" ? unchanged : (error.members["Condition"] as string);
    throw preconditionFailed(`x-amz-copy-source-${condition}`);
  }
}

/** Writes on condition: `If-None-Match: *` creates only, `If-Match` replaces only what it names. */
export function checkWriteConditions(
  key: string,
  current: ObjectRecord | undefined,
  { IfMatch, IfNoneMatch }: Pick<ReadConditions, "IfMatch" | "IfNoneMatch">,
): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined)
    throw notAccepted("If-Match,If-None-Match", "Multiple conditional request headers present in the request");
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*") throw notAccepted("If-None-Match");
  if (IfMatch === "*") throw notAccepted("If-Match");
  const existing = current?.deleteMarker ? undefined : current;
  if (IfNoneMatch !== undefined && existing) throw preconditionFailed("If-None-Match");
  if (IfMatch !== undefined) requireMatch(key, existing, IfMatch);
}

/** Deletions on condition take a star: the object must be there. */
export function checkDeleteCondition(key: string, current: ObjectRecord | undefined, IfMatch: string): void {
  requireMatch(key, current?.deleteMarker ? undefined : current, IfMatch);
}

function requireMatch(key: string, existing: ObjectRecord | undefined, IfMatch: string): void {
  if (!existing) throw noSuchKey(key);
  if (!etagMatches(IfMatch, existing.etag)) throw preconditionFailed("If-Match");
}

function notAccepted(
  Header: string,
  additionalMessage = `We don't accept the provided value of ${Header} header for this API`,
): ServiceException {
  return new ServiceException(
    "NotImplemented",
    "A header you provided implies functionality that is not implemented",
    { Header, additionalMessage },
    501,
  );
}

function etagMatches(header: string, etag: string): boolean {
  return header.split(",").some((one) => {
    const text = one.trim();
    return text === "*" || text.replace(/^W\//, "").replace(/^"|"$/g, "") === etag;
  });
}
