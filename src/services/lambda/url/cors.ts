/** CORS of function URLs: Lambda answers preflights itself and adds headers to the function's answers. */
import type { Cors } from "@aws-sdk/client-lambda";
import type { EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";

type Headers = [string, string][];

export function preflightResponse(cors: Cors | undefined, request: EndpointRequest): EndpointResponse | undefined {
  if (!cors || request.method !== "OPTIONS" || headerOf(request, "access-control-request-method") === undefined)
    return undefined;
  const headers = corsHeaders(cors, request);
  if (headers.length > 0) {
    if (cors.AllowMethods?.length) headers.push(["Access-Control-Allow-Methods", cors.AllowMethods.join(",")]);
    if (cors.AllowHeaders?.length) headers.push(["Access-Control-Allow-Headers", cors.AllowHeaders.join(",")]);
    if (cors.MaxAge !== undefined) headers.push(["Access-Control-Max-Age", String(cors.MaxAge)]);
  }
  return { status: 200, headers, body: new Uint8Array() };
}

/** The headers that go with any answer to an allowed origin; none for others. */
export function corsHeaders(cors: Cors | undefined, request: EndpointRequest): Headers {
  const origin = headerOf(request, "origin");
  if (!cors || origin === undefined || !allows(cors.AllowOrigins ?? [], origin)) return [];
  const any = cors.AllowOrigins?.includes("*") && !cors.AllowCredentials;
  const headers: Headers = [["Access-Control-Allow-Origin", any ? "*" : origin]];
  if (!any) headers.push(["Vary", "Origin"]);
  if (cors.AllowCredentials) headers.push(["Access-Control-Allow-Credentials", "true"]);
  if (cors.ExposeHeaders?.length) headers.push(["Access-Control-Expose-Headers", cors.ExposeHeaders.join(",")]);
  return headers;
}

function allows(patterns: readonly string[], origin: string): boolean {
  return patterns.some((pattern) => {
    if (pattern === "*" || pattern === origin) return true;
    const [before = "", after] = pattern.split("*");
    return after !== undefined && origin.startsWith(before) && origin.endsWith(after);
  });
}
