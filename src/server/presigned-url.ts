/**
 * A presigned URL says all that a signature needs, and is good for the time it names: version 4 for some seconds,
 * version 2 until a moment.
 */
import type { Clock } from "../cloud/clock.ts";
import { ServiceException } from "../wire/service-exception.ts";
import { parseQuery } from "../wire/url-encoding.ts";

type Values = ReadonlyMap<string, readonly string[]>;
type Headers = Readonly<Record<string, string | undefined>>;

const VERSION_4 = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders"];
const ONE_WEEK = 604_800;

/** Throws S3's refusal of a presigned URL that lacks something, is malformed, or whose time is over. */
export function checkPresigned(query: string, headers: Headers, clock: Clock): void {
  if (!/X-Amz-|AWSAccessKeyId=|Signature=/.test(query)) return;
  const values = parseQuery(query);
  if (VERSION_4.some((name) => values.has(name))) checkVersion4(values, headers, clock);
  else if (values.has("AWSAccessKeyId") || values.has("Signature")) checkVersion2(values, clock);
}

function checkVersion4(values: Values, headers: Headers, clock: Clock): void {
  if (![...VERSION_4, "X-Amz-Expires"].every((name) => values.has(name))) {
    throw badParameters(
      `Query-string authentication version 4 requires the ${VERSION_4.join(", ")}, and X-Amz-Expires parameters.`,
    );
  }
  const given = (name: string): string => values.get(name)?.[0] ?? "";
  // Source: AWS, recorded.
  if (!/^[^/]+\/\d{8}\/[^/]+\/[^/]+\/aws4_request$/.test(given("X-Amz-Credential"))) {
    throw badParameters(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  const text = given("X-Amz-Expires");
  const seconds = Number(text);
  if (text === "" || Number.isNaN(seconds)) throw badParameters("X-Amz-Expires should be a number");
  if (seconds < 0) throw badParameters("X-Amz-Expires must be non-negative");
  if (seconds > ONE_WEEK)
    throw badParameters(`X-Amz-Expires must be less than a week (in seconds) that is ${ONE_WEEK}`);
  refuseExpired(signedAt(given("X-Amz-Date")) + seconds * 1000, clock, { "X-Amz-Expires": text });
  checkSignedHeaders(given("X-Amz-SignedHeaders"), headers);
}

const badParameters = (message: string): ServiceException =>
  new ServiceException("AuthorizationQueryParametersError", message, {}, 400);

const denied = (message: string, members: object = {}): ServiceException =>
  new ServiceException("AccessDenied", message, { ...members }, 403);

/** Amazon's own headers must have been known to whoever signed. Source: AWS, recorded. */
function checkSignedHeaders(signed: string, headers: Headers): void {
  const known = new Set(signed.toLowerCase().split(";"));
  const unsigned = Object.keys(headers).filter((name) => name.startsWith("x-amz-") && !known.has(name));
  if (unsigned.length > 0)
    throw denied("There were headers present in the request which were not signed", {
      HeadersNotSigned: unsigned.join(", "),
    });
}

function checkVersion2(values: Values, clock: Clock): void {
  // Source: AWS, recorded.
  if (!["Signature", "Expires", "AWSAccessKeyId"].every((name) => values.has(name)))
    throw denied("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
  refuseExpired(Number(values.get("Expires")?.[0]) * 1000, clock, {});
}

function refuseExpired(end: number, clock: Clock, members: object): void {
  if (Number.isNaN(end) || end > clock.now()) return;
  throw denied("Request has expired", {
    ...members,
    Expires: wholeSeconds(end),
    ServerTime: wholeSeconds(clock.now()),
  });
}

/** X-Amz-Date, such as 20260101T000000Z. */
function signedAt(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function wholeSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
