/**
 * Static websites: a bucket's objects as pages, under `BUCKET.s3-website.localhost` and the names that AWS gives them,
 * with the region after a dot or a hyphen. https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html
 */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Endpoint, EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { headerOf, splitUrl } from "../../../endpoint/request-parts.ts";
import type { OperationCodec } from "../../../wire/codec.ts";
import { s3ErrorStatus } from "../../../wire/s3-error-status.ts";
import { serviceCodec } from "../../../wire/service-codec.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { requireConfig } from "../bucket-config.ts";
import { type BucketRecord, requireBucket } from "../buckets.ts";
import { crossOrigin } from "../cross-origin.ts";
import { accessDenied, noSuchKey } from "../fault.ts";
import { currentVersion, type ObjectRecord } from "../objects.ts";
import { type PageOptions, page, told } from "./page.ts";
import { mayEverybodyList, mayEverybodyRead } from "./public-read.ts";
import { type Redirection, redirectionByRule, redirectionOfAll, type WebsiteRequest } from "./routing.ts";

const HOST =
  /^(.+?)\.s3-website(?:[.-][a-z0-9-]+)?\.(?:localhost|localhost\.localstack\.cloud|amazonaws\.com|amazonaws\.com\.cn)$/;

const bucketOf = (host: string): string | undefined => HOST.exec(host.toLowerCase().replace(/:\d+$/, ""))?.[1];

export const websiteEndpoint: Endpoint = {
  claims: ({ host }) => bucketOf(host) !== undefined,
  async handle(request, context) {
    const bucket = bucketOf(request.host) as string;
    try {
      const allowed = allowedOrigins(request, bucket, context);
      if (request.method === "OPTIONS") return { status: 200, headers: allowed, body: new Uint8Array() };
      const answered = await answerTo(request, bucket, context);
      const body = request.method === "HEAD" ? new Uint8Array() : answered.body;
      return { ...answered, headers: [...answered.headers, ...allowed], body };
    } catch (error) {
      if (!(error instanceof ServiceException)) throw error;
      return page(statusOf(error), told(error), { requestId: context.requestId });
    }
  },
};

const statusOf = ({ status, code }: ServiceException): number => status ?? s3ErrorStatus(code);

function allowedOrigins(request: EndpointRequest, bucket: string, { store }: OperationContext) {
  if (headerOf(request, "origin") === undefined && request.method !== "OPTIONS") return [];
  const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  return Object.entries(crossOrigin({ method: request.method, path: `/${bucket}${request.url}`, headers }, store));
}

/** One site, as one request sees it. */
interface Visit extends WebsiteRequest {
  readonly bucket: BucketRecord;
  readonly website: S3.WebsiteConfiguration;
  readonly request: EndpointRequest;
  readonly context: OperationContext;
}

async function answerTo(request: EndpointRequest, name: string, context: OperationContext): Promise<EndpointResponse> {
  const { method, url, host } = request;
  if (method !== "GET" && method !== "HEAD") {
    throw new ServiceException(
      "MethodNotAllowed",
      "The specified method is not allowed against this resource.",
      { Method: method, ResourceType: "OBJECT" },
      405,
    );
  }
  const bucket = requireBucket(context, { Bucket: name });
  const website = requireConfig<S3.WebsiteConfiguration>(
    context,
    bucket,
    "website",
    "NoSuchWebsiteConfiguration",
    "The specified bucket does not have a website configuration",
  );
  const key = decoded(splitUrl(url)[0].slice(1));
  const visit: Visit = { bucket, website, request, context, host, key, url };
  const elsewhere = redirectionOfAll(website, visit) ?? redirectionByRule(website, visit);
  return elsewhere ? redirection(elsewhere) : await document(visit);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const redirection = ({ status, location }: Redirection): EndpointResponse => ({
  status,
  headers: [["Location", location]],
  body: new Uint8Array(),
});

/** The object that a path names: its own, or the index of the folder. */
async function document(visit: Visit): Promise<EndpointResponse> {
  const { key, website, context, request } = visit;
  const suffix = website.IndexDocument?.Suffix ?? "";
  try {
    const record = readable(visit, key === "" || key.endsWith("/") ? `${key}${suffix}` : key);
    const moved = record.headers.WebsiteRedirectLocation;
    if (moved !== undefined) return redirection({ status: 301, location: moved });
    return await shown(visit, record);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    if (key !== "" && !key.endsWith("/") && find(visit, `${key}/${suffix}`))
      return page(
        302,
        { code: "Found", message: "Resource Found", details: {} },
        { requestId: context.requestId, headers: [["Location", `${splitUrl(request.url)[0]}/`]] },
      );
    return await refusal(visit, error);
  }
}

function find({ context, bucket }: Visit, key: string): ObjectRecord | undefined {
  const found = currentVersion(context, bucket.name, key);
  return found?.deleteMarker ? undefined : found;
}

function readable(visit: Visit, key: string): ObjectRecord {
  const { context, bucket } = visit;
  const record = find(visit, key);
  if (!record) throw mayEverybodyList(context, bucket) ? noSuchKey(key) : accessDenied();
  if (!mayEverybodyRead(context, bucket, key, record.acl)) throw accessDenied();
  return record;
}

const READ_HEADERS: Readonly<Record<string, string>> = {
  range: "Range",
  "if-match": "IfMatch",
  "if-none-match": "IfNoneMatch",
};
const READ_DATES: Readonly<Record<string, string>> = {
  "if-modified-since": "IfModifiedSince",
  "if-unmodified-since": "IfUnmodifiedSince",
};

/** The object as GetObject gives it, headers and all. */
async function shown({ context, bucket, request }: Visit, { key }: ObjectRecord): Promise<EndpointResponse> {
  const input: Record<string, unknown> = { Bucket: bucket.name, Key: key };
  for (const [name, value] of request.headers) {
    const member = READ_HEADERS[name.toLowerCase()];
    const date = READ_DATES[name.toLowerCase()];
    if (member) input[member] = value;
    if (date && !Number.isNaN(Date.parse(value))) input[date] = new Date(value);
  }
  const codec = serviceCodec("s3");
  try {
    const output = await context.call("s3", "GetObject", input);
    const { status, headers, body } = (codec.operation("GetObject") as OperationCodec).encode(
      output,
      context.requestId,
    );
    return { status, headers: Object.entries(headers), body: typeof body === "string" ? Buffer.from(body) : body };
  } catch (error) {
    if (!(error instanceof ServiceException) || error.status !== 304) throw error;
    const { headers } = codec.encodeError(error, context.requestId);
    return { status: 304, headers: Object.entries(headers), body: new Uint8Array() };
  }
}

/** A rule for the error, the site's own page, or S3's. */
async function refusal(visit: Visit, error: ServiceException): Promise<EndpointResponse> {
  const { website, context } = visit;
  const status = statusOf(error);
  const elsewhere = redirectionByRule(website, visit, status);
  if (elsewhere) return redirection(elsewhere);
  const options: PageOptions = { requestId: context.requestId };
  const own = website.ErrorDocument?.Key;
  if (own === undefined) return page(status, told(error), options);
  try {
    const { headers, body } = await shown(
      { ...visit, request: { ...visit.request, headers: [] } },
      readable(visit, own),
    );
    const { code, message, details } = told(error);
    const facts = [
      ["x-amz-error-code", code],
      ["x-amz-error-message", message],
      ...Object.entries(details).map(([name, value]) => [`x-amz-error-detail-${name}`, encodeURI(value)]),
    ] as unknown as readonly (readonly [string, string])[];
    return { status, headers: [...headers, ...facts], body };
  } catch (second) {
    if (!(second instanceof ServiceException)) throw second;
    return page(status, told(error), { ...options, customPage: told(second) });
  }
}
