/** Events of WebSocket APIs, in the form of AWS's published samples. */
import { randomBytes } from "node:crypto";
import type { EndpointRequest } from "../../../cloud/service.ts";
import {
  commonLogTime,
  forwardingHeaders,
  grouped,
  headerOf,
  isHopByHop,
  lastOf,
  newTrace,
  orNull,
  queryPairs,
  withAdded,
} from "../../../endpoint/request-parts.ts";
import type { Location } from "../http-api/locate.ts";

export type EventType = "CONNECT" | "MESSAGE" | "DISCONNECT";

/** What an event of any kind knows of its connection. */
export interface Origin {
  readonly id: string;
  readonly location: Location;
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  readonly domainName: string;
  readonly authorizer: Readonly<Record<string, unknown>> | undefined;
}

export type EventContext = Readonly<Record<string, unknown>> & { readonly requestId: string };

/** Ids as API Gateway gives them to connections, requests and messages. */
export const newId = (): string => `${randomBytes(11).toString("base64url").slice(0, 15)}=`;

export function eventContext(origin: Origin, routeKey: string, eventType: EventType, now: number): EventContext {
  const { api, stage } = origin.location;
  const requestId = newId();
  return {
    routeKey,
    ...(eventType === "MESSAGE" && { messageId: newId() }),
    ...(origin.authorizer && { authorizer: origin.authorizer }),
    eventType,
    extendedRequestId: requestId,
    requestTime: commonLogTime(now),
    messageDirection: "IN",
    stage: stage.StageName,
    connectedAt: origin.connectedAt,
    requestTimeEpoch: now,
    identity: { ...(origin.userAgent !== undefined && { userAgent: origin.userAgent }), sourceIp: origin.sourceIp },
    requestId,
    domainName: origin.domainName,
    connectionId: origin.id,
    apiId: api.ApiId,
  };
}

/** Headers and query of the request that opens a connection. */
export function requestMembers(request: EndpointRequest, { query, stage }: Location, now: number): object {
  const sent = request.headers
    .filter(([name]) => !isHopByHop(name))
    .map(([name, value]) => [name.toLowerCase() === "host" ? "Host" : name, value] as const);
  const headers = withAdded(sent, forwardingHeaders(request, newTrace(now)));
  const parameters = queryPairs(query);
  return {
    headers: lastOf(headers),
    multiValueHeaders: grouped(headers),
    ...(parameters.length > 0 && {
      queryStringParameters: lastOf(parameters),
      multiValueQueryStringParameters: grouped(parameters),
    }),
    ...(orNull(stage.StageVariables ?? {}) && { stageVariables: stage.StageVariables }),
  };
}

/** What a disconnect event has for headers. */
export const disconnectHeaders = (domainName: string): object => ({
  headers: { Host: domainName, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" },
  multiValueHeaders: { Host: [domainName], "x-api-key": [""], "X-Forwarded-For": [""], "x-restapi": [""] },
});

export const userAgentOf = (request: EndpointRequest): string | undefined => headerOf(request, "user-agent");
