/** What a function gets of a request to an HTTP API: payload formats 2.0 and 1.0, as AWS documents them. */
import { randomBytes } from "node:crypto";
import type { ApiCall } from "./call.ts";

const TEXT_TYPE =
  /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)\b|application\/[\w.-]+\+(json|xml)\b)/i;

export function eventOf(call: ApiCall): object {
  return call.integration.PayloadFormatVersion === "2.0" ? version2(call) : version1(call);
}

function version2(call: ApiCall): object {
  const { api, stage, route, request, rawPath, query, pathParameters } = call;
  const headers = joined(headerList(call), ",");
  const cookies = headers["cookie"]?.split(/;\s*/).filter((cookie) => cookie !== "");
  delete headers["cookie"];
  return {
    version: "2.0",
    routeKey: route.RouteKey,
    rawPath,
    rawQueryString: query,
    ...(cookies && cookies.length > 0 ? { cookies } : {}),
    headers,
    ...optional("queryStringParameters", joined(queryList(query), ",")),
    requestContext: {
      accountId: call.place.account,
      apiId: api.ApiId,
      ...(call.authorizer ? { authorizer: call.authorizer } : {}),
      domainName: headers["host"],
      domainPrefix: api.ApiId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: call.requestId,
      routeKey: route.RouteKey,
      stage: stage.StageName,
      time: clf(call.now),
      timeEpoch: call.now,
    },
    ...optional("pathParameters", pathParameters),
    ...optional("stageVariables", stage.StageVariables ?? {}),
    ...bodyOf(call),
  };
}

function version1(call: ApiCall): object {
  const { api, stage, route, request, rawPath, query, pathParameters } = call;
  const headers = headerList(call);
  const parameters = queryList(query);
  const resourcePath = (route.RouteKey as string).replace(/^\S+ /, "");
  const { body, isBase64Encoded } = bodyOf(call);
  return {
    version: "1.0",
    resource: resourcePath,
    path: rawPath,
    httpMethod: request.method,
    headers: last(headers),
    multiValueHeaders: grouped(headers),
    queryStringParameters: orNull(last(parameters)),
    multiValueQueryStringParameters: orNull(grouped(parameters)),
    requestContext: {
      accountId: call.place.account,
      apiId: api.ApiId,
      ...(call.authorizer ? { authorizer: call.authorizer } : {}),
      domainName: request.host,
      domainPrefix: api.ApiId,
      extendedRequestId: call.requestId,
      httpMethod: request.method,
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAmr: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: request.sourceIp,
        user: null,
        userAgent: last(headers)["user-agent"] ?? "",
        userArn: null,
      },
      path: rawPath,
      protocol: "HTTP/1.1",
      requestId: call.requestId,
      requestTime: clf(call.now),
      requestTimeEpoch: call.now,
      resourceId: route.RouteKey,
      resourcePath,
      stage: stage.StageName,
    },
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(stage.StageVariables ?? {}),
    body: body ?? null,
    isBase64Encoded,
  };
}

type Pairs = readonly (readonly [string, string])[];

/** Names in lower case; what a client does not send, API Gateway adds. */
function headerList({ request, now }: ApiCall): Pairs {
  const sent: [string, string][] = request.headers.map(([name, value]) => [name.toLowerCase(), value]);
  const port = /:(\d+)$/.exec(request.host)?.[1] ?? "80";
  const trace = `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
  const added: Pairs = [
    ["host", request.host],
    ["content-length", String(request.body.length)],
    ["x-amzn-trace-id", trace],
    ["x-forwarded-for", request.sourceIp],
    ["x-forwarded-port", port],
    ["x-forwarded-proto", "http"],
  ];
  return [...sent, ...added.filter(([name]) => !sent.some(([given]) => given === name))].filter(
    ([name]) => name !== "connection",
  );
}

const queryList = (query: string): Pairs => [...new URLSearchParams(query)];

function joined(pairs: Pairs, separator: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const before = result[name];
    result[name] = before === undefined ? value : `${before}${separator}${value}`;
  }
  return result;
}

const last = (pairs: Pairs): Record<string, string> => Object.fromEntries(pairs);

function grouped(pairs: Pairs): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const [name, value] of pairs) (result[name] ??= []).push(value);
  return result;
}

const optional = (name: string, values: Readonly<Record<string, string>>): object =>
  Object.keys(values).length > 0 ? { [name]: values } : {};

const orNull = <Values extends object>(values: Values): Values | null =>
  Object.keys(values).length > 0 ? values : null;

function bodyOf({ request }: ApiCall): { readonly body?: string; readonly isBase64Encoded: boolean } {
  if (request.body.length === 0) return { isBase64Encoded: false };
  const bytes = Buffer.from(request.body);
  const type = request.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "text/plain";
  return TEXT_TYPE.test(type)
    ? { body: bytes.toString("utf8"), isBase64Encoded: false }
    : { body: bytes.toString("base64"), isBase64Encoded: true };
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Time in common log format: 21/Apr/2020:15:08:21 +0000. */
function clf(now: number): string {
  const iso = new Date(now).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
