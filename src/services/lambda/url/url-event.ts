/** The event of a function URL: payload format 2.0, as recorded on AWS. */
import { randomBytes } from "node:crypto";
import type { EndpointRequest } from "../../../cloud/service.ts";
import type { UrlRecord } from "../entities.ts";

export interface UrlCaller {
  readonly accessKey: string;
  readonly accountId: string;
  readonly userArn: string;
  readonly userId: string;
}

export interface UrlEventInput {
  readonly request: EndpointRequest;
  readonly record: UrlRecord;
  /** Path and query as the function is to see them. */
  readonly path: string;
  readonly query: string;
  readonly requestId: string;
  readonly now: number;
  readonly caller: UrlCaller | undefined;
}

const TEXT_TYPE = /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.-]+\+(json|xml)\b)/i;

export function urlEvent({ request, record, path, query, requestId, now, caller }: UrlEventInput): object {
  const headers = joinedHeaders(request);
  const domainName = `${record.id}.lambda-url.${record.region}.on.aws`;
  headers["host"] ??= domainName;
  headers["x-amzn-trace-id"] ??= `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
  headers["x-forwarded-for"] ??= request.sourceIp;
  headers["x-forwarded-port"] ??= headers["host"].split(":")[1] ?? "80";
  headers["x-forwarded-proto"] ??= "http";
  const cookies = headers["cookie"]?.split(/;\s*/).filter((cookie) => cookie !== "");
  const parameters = queryParameters(query);
  const text = TEXT_TYPE.test(headers["content-type"] ?? "");
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    ...(cookies && cookies.length > 0 && { cookies }),
    headers,
    ...(parameters && { queryStringParameters: parameters }),
    requestContext: {
      accountId: caller?.accountId ?? "anonymous",
      apiId: record.id,
      ...(caller && { authorizer: { iam: iamContext(caller) } }),
      domainName: headers["host"],
      domainPrefix: record.id,
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId,
      routeKey: "$default",
      stage: "$default",
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(request.body.length > 0 && { body: Buffer.from(request.body).toString(text ? "utf8" : "base64") }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

const iamContext = ({ accessKey, accountId, userArn, userId }: UrlCaller): object => ({
  accessKey,
  accountId,
  callerId: userId,
  cognitoIdentity: null,
  principalOrgId: null,
  userArn,
  userId,
});

/** Lower-case names, repeated ones joined. Headers of the proxy in front are the proxy's. */
function joinedHeaders({ headers }: EndpointRequest): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (key === "connection" || key === "transfer-encoding") continue;
    joined[key] = joined[key] === undefined ? value : `${joined[key]}${key === "cookie" ? "; " : ","}${value}`;
  }
  return joined;
}

function queryParameters(query: string): Record<string, string> | undefined {
  if (query === "") return undefined;
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 18/Apr/2023:17:01:47 +0000 */
function commonLogTime(milliseconds: number): string {
  const [date = "", time = ""] = new Date(milliseconds).toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
