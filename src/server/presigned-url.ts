/** A presigned URL is good for the time it names: version 4 for some seconds, version 2 until a moment. */
import type { Clock } from "../cloud/clock.ts";
import { ServiceException } from "../wire/service-exception.ts";
import { parseQuery } from "../wire/url-encoding.ts";

/** Throws S3's refusal of a URL whose time is over. */
export function checkExpiry(query: string, clock: Clock): void {
  if (!query.includes("Expires=")) return;
  const values = parseQuery(query);
  const seconds = values.get("X-Amz-Expires")?.[0];
  const end = seconds === undefined ? endOfVersion2(values) : signedAt(values) + Number(seconds) * 1000;
  if (Number.isNaN(end) || end > clock.now()) return;
  throw new ServiceException(
    "AccessDenied",
    "Request has expired",
    {
      ...(seconds === undefined ? {} : { "X-Amz-Expires": seconds }),
      Expires: wholeSeconds(end),
      ServerTime: wholeSeconds(clock.now()),
    },
    403,
  );
}

function endOfVersion2(values: ReadonlyMap<string, readonly string[]>): number {
  return values.has("AWSAccessKeyId") ? Number(values.get("Expires")?.[0]) * 1000 : Number.NaN;
}

/** X-Amz-Date, such as 20260101T000000Z. */
function signedAt(values: ReadonlyMap<string, readonly string[]>): number {
  const date = values.get("X-Amz-Date")?.[0] ?? "";
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function wholeSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
