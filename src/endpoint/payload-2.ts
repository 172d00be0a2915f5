/** The event of payload format 2.0, which HTTP APIs and function URLs share. As AWS documents and was recorded. */
import type { EndpointRequest } from "../cloud/service.ts";
import {
  bodyOf,
  commonLogTime,
  forwardingHeaders,
  isHopByHop,
  joined,
  newTrace,
  type Pairs,
  queryPairs,
  withAdded,
} from "./request-parts.ts";

export interface Payload2Input {
  readonly request: EndpointRequest;
  /** Path and query as the function is to see them. */
  readonly path: string;
  readonly query: string;
  readonly routeKey: string;
  readonly stage: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly requestId: string;
  readonly now: number;
  /** Headers that are added unless the client sent them. */
  readonly added: Pairs;
  readonly authorizer?: object | undefined;
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  readonly stageVariables?: Readonly<Record<string, string>> | undefined;
}

export function payload2(input: Payload2Input): object {
  const { request, path, query, routeKey, now } = input;
  const headers = joined(payload2Headers(input), (name) => (name === "cookie" ? "; " : ","));
  const cookies = headers["cookie"]?.split(/;\s*/).filter((cookie) => cookie !== "");
  delete headers["cookie"];
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies && cookies.length > 0 && { cookies }),
    headers,
    ...some("queryStringParameters", joined(queryPairs(query))),
    requestContext: {
      accountId: input.accountId,
      apiId: input.apiId,
      ...(input.authorizer && { authorizer: input.authorizer }),
      domainName: headers["host"],
      domainPrefix: input.apiId,
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: input.requestId,
      routeKey,
      stage: input.stage,
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...some("pathParameters", input.pathParameters),
    ...some("stageVariables", input.stageVariables),
    ...bodyOf(request),
  };
}

/** Lower-case names; headers of the connection are left out. */
function payload2Headers({ request, added, now }: Payload2Input): Pairs {
  const sent = request.headers.filter(([name]) => !isHopByHop(name));
  return withAdded(sent, [...added, ...forwardingHeaders(request, newTrace(now))]).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
}

const some = (name: string, values: Readonly<Record<string, string>> | undefined): object =>
  values && Object.keys(values).length > 0 ? { [name]: values } : {};
