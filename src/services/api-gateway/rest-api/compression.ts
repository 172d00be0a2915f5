/**
 * Payload compression, for APIs with a minimum size: compressed requests are unpacked before anything is made of them,
 * and answers of that size are packed as the client accepts.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html
 */
import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import type { EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import { GatewayFault } from "./gateway-fault.ts";

const UNPACK: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: (body) => gunzipSync(body),
  deflate: (body) => inflateSync(body),
  identity: (body) => body,
};

const PACK: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
};

const isNot =
  (...names: readonly string[]) =>
  ([name]: readonly [string, string]): boolean =>
    !names.includes(name.toLowerCase());

/** Throws a GatewayFault for an encoding that there is not, and for bytes that are none of it. */
export function unpacked(request: EndpointRequest): EndpointRequest {
  const encoding = headerOf(request, "content-encoding")?.toLowerCase();
  if (encoding === undefined) return request;
  const unpack = UNPACK[encoding];
  if (!unpack) throw new GatewayFault("UNSUPPORTED_MEDIA_TYPE");
  try {
    const body = unpack(request.body);
    return { ...request, headers: request.headers.filter(isNot("content-encoding", "content-length")), body };
  } catch {
    throw new GatewayFault("BAD_REQUEST_BODY");
  }
}

export function packed(request: EndpointRequest, response: EndpointResponse, minimum: number): EndpointResponse {
  const { headers, body } = response;
  const done = headers.some(([name]) => name.toLowerCase() === "content-encoding");
  if (done || !(body instanceof Uint8Array) || body.length < minimum || body.length === 0) return response;
  const accepted = (headerOf(request, "accept-encoding") ?? "")
    .split(",")
    .map((one) => one.split(";")[0]?.trim().toLowerCase() ?? "");
  const encoding = accepted.find((one) => PACK[one] !== undefined);
  if (encoding === undefined) return response;
  const kept = headers.filter(isNot("content-length"));
  return { ...response, headers: [...kept, ["Content-Encoding", encoding]], body: PACK[encoding]?.(body) ?? body };
}
