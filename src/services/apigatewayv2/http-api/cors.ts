/** CORS of an HTTP API: preflight answers, and the headers that answers to other origins get. */
import type { EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import type { CorsConfiguration } from "../store.ts";

/** The answer to a preflight; undefined when the request is none. An origin that is not allowed gets no headers. */
export function preflight(request: EndpointRequest, cors: CorsConfiguration): EndpointResponse | undefined {
  const method = headerOf(request, "access-control-request-method");
  if (request.method !== "OPTIONS" || method === undefined || headerOf(request, "origin") === undefined)
    return undefined;
  const headers = originHeaders(request, cors);
  if (headers.length > 0) {
    const methods = cors.AllowMethods ?? [];
    if (methods.length > 0) headers.push(["access-control-allow-methods", methods.join(",")]);
    const names = cors.AllowHeaders ?? [];
    if (names.length > 0) headers.push(["access-control-allow-headers", names.join(",")]);
    if (cors.MaxAge !== undefined) headers.push(["access-control-max-age", String(cors.MaxAge)]);
  }
  return { status: 204, headers, body: new Uint8Array() };
}

/** What an integration says of CORS gives way to what the API is configured to say. */
export function withCors(
  request: EndpointRequest,
  cors: CorsConfiguration,
  response: EndpointResponse,
): EndpointResponse {
  const kept = response.headers.filter(([name]) => !name.toLowerCase().startsWith("access-control-"));
  const added = originHeaders(request, cors);
  if (added.length > 0 && cors.ExposeHeaders?.length) {
    added.push(["access-control-expose-headers", cors.ExposeHeaders.join(",")]);
  }
  return { ...response, headers: [...kept, ...added] };
}

function originHeaders(request: EndpointRequest, cors: CorsConfiguration): [string, string][] {
  const origin = headerOf(request, "origin");
  const allowed = cors.AllowOrigins ?? [];
  if (origin === undefined || !allowed.some((pattern) => originMatches(pattern, origin))) return [];
  return [
    ["access-control-allow-origin", allowed.includes("*") && !cors.AllowCredentials ? "*" : origin],
    ...(cors.AllowCredentials ? ([["access-control-allow-credentials", "true"]] as [string, string][]) : []),
  ];
}

function originMatches(pattern: string, origin: string): boolean {
  if (pattern === "*" || pattern === origin) return true;
  const scheme = /^(https?:\/\/)\*$/.exec(pattern)?.[1];
  return scheme !== undefined && origin.startsWith(scheme);
}
