/** A presigned URL is good for the time it names. */
import type { Clock } from "../cloud/clock.ts";
import { ServiceException } from "../wire/service-exception.ts";
import { parseQuery } from "../wire/url-encoding.ts";

/** Throws S3's refusal of a URL whose time is over. */
export function checkExpiry(query: string, clock: Clock): void {
  if (!query.includes("X-Amz-Expires=")) return;
  const values = parseQuery(query);
  const date = values.get("X-Amz-Date")?.[0] ?? "";
  const seconds = Number(values.get("X-Amz-Expires")?.[0]);
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const expires = new Date(signed + seconds * 1000);
  if (Number.isNaN(expires.getTime()) || expires.getTime() > clock.now()) return;
  throw new ServiceException(
    "AccessDenied",
    "Request has expired",
    {
      "X-Amz-Expires": String(seconds),
      Expires: `${expires.toISOString().slice(0, 19)}Z`,
      ServerTime: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
    },
    403,
  );
}
