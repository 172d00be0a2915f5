/** What browsers are told of requests from pages of other origins, by a bucket's CORS rules. Sentences recorded on AWS or published. */
import type * as S3 from "@aws-sdk/client-s3";
import type { CrossOriginRequest } from "../../cloud/service.ts";
import type { Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { configKey } from "./bucket-config.ts";
import { bucketKey } from "./buckets.ts";

type Headers = Readonly<Record<string, string>>;

/** Headers for the answer; a preflight (OPTIONS) is answered with them alone, or refused. */
export function crossOrigin(request: CrossOriginRequest, store: Store): Headers {
  return request.method === "OPTIONS" ? preflight(request, store) : ofAnswer(request, store);
}

function ofAnswer({ method, path, headers }: CrossOriginRequest, store: Store): Headers {
  const origin = headers["origin"] ?? "";
  const rule = rulesOf(store, bucketOf(path))?.find((one) => allows(one, origin, method, []));
  return rule ? told(rule, origin) : {};
}

function preflight({ path, headers }: CrossOriginRequest, store: Store): Headers {
  const origin = headers["origin"];
  const method = headers["access-control-request-method"];
  if (origin === undefined) throw badRequest("Insufficient information. Origin request header needed.");
  if (method === undefined) throw badRequest(`Invalid Access-Control-Request-Method: ${method ?? null}`);
  const bucket = bucketOf(path);
  if (!store.has(bucketKey(bucket))) throw forbidden("CORSResponse: Bucket not found", "BUCKET", method);
  const rules = rulesOf(store, bucket);
  if (!rules) throw forbidden("CORSResponse: CORS is not enabled for this bucket.", "BUCKET", method);
  const asked = (headers["access-control-request-headers"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const rule = rules.find((one) => allows(one, origin, method, asked));
  if (!rule) {
    throw forbidden(
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
      path.split("/").length > 2 ? "OBJECT" : "BUCKET",
      method,
    );
  }
  return { ...told(rule, origin), ...(asked.length > 0 && { "Access-Control-Allow-Headers": asked.join(", ") }) };
}

const bucketOf = (path: string): string => decodeURIComponent(path.split("/")[1] ?? "");

const rulesOf = (store: Store, bucket: string): readonly S3.CORSRule[] | undefined =>
  store.get<readonly S3.CORSRule[]>(configKey(bucket, "cors"));

function allows(rule: S3.CORSRule, origin: string, method: string, asked: readonly string[]): boolean {
  const { AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [] } = rule;
  return (
    AllowedOrigins.some((one) => matches(one, origin)) &&
    AllowedMethods.includes(method) &&
    asked.every((name) => AllowedHeaders.some((one) => matches(one.toLowerCase(), name)))
  );
}

/** With one star at most. */
function matches(pattern: string, text: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

function told({ AllowedOrigins, AllowedMethods = [], ExposeHeaders = [], MaxAgeSeconds }: S3.CORSRule, origin: string) {
  const all = AllowedOrigins?.includes("*") ?? false;
  return {
    "Access-Control-Allow-Origin": all ? "*" : origin,
    "Access-Control-Allow-Methods": AllowedMethods.join(", "),
    ...(ExposeHeaders.length > 0 && { "Access-Control-Expose-Headers": ExposeHeaders.join(", ") }),
    ...(MaxAgeSeconds !== undefined && { "Access-Control-Max-Age": String(MaxAgeSeconds) }),
    ...(all ? {} : { "Access-Control-Allow-Credentials": "true" }),
    Vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

const badRequest = (message: string): ServiceException => new ServiceException("BadRequest", message, {}, 400);

const forbidden = (message: string, ResourceType: string, Method: string): ServiceException =>
  new ServiceException("AccessForbidden", message, { Method, ResourceType }, 403);
