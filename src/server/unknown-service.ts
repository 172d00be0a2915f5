/** Requests for services that Terrarium has no shapes of: 501 in the form that the client can read. */
import type { ServiceCodec } from "../wire/codec.ts";
import type { WireRequest, WireResponse } from "../wire/message.ts";
import { otherProtocol, plainJsonCodec, serviceCodec } from "../wire/service-codec.ts";
import { parseQuery } from "../wire/url-encoding.ts";
import { escapeXml } from "../wire/xml-writer.ts";
import { notImplemented } from "./cloud.ts";

const codecs = new Map<string, ServiceCodec | undefined>();
const MOST_REMEMBERED = 200;

/** What reads a request and writes its answer; undefined for a service that there are no shapes of. */
export function codecOf(service: string, request: WireRequest): ServiceCodec | undefined {
  const other = otherProtocol(service, request);
  if (other !== undefined) return serviceCodec(service, other);
  const plain = plainJsonCodec(service, request);
  if (plain !== undefined) return plain;
  if (codecs.has(service)) return codecs.get(service);
  let codec: ServiceCodec | undefined;
  // A name out of a request becomes a file's name only if it looks like a service's.
  if (/^[a-z0-9-]{2,40}$/.test(service)) {
    try {
      codec = serviceCodec(service);
    } catch {
      codec = undefined;
    }
  }
  if (codecs.size >= MOST_REMEMBERED) codecs.clear();
  codecs.set(service, codec);
  return codec;
}

export function unknownServiceAnswer(service: string, request: WireRequest, requestId: string): WireResponse {
  const target = request.headers["x-amz-target"];
  const form = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const action = form ? parseQuery(request.body.toString("latin1")).get("Action")?.[0] : undefined;
  const operation = target?.split(".").pop() ?? action ?? `${request.method} ${request.path}`;
  const { code, message } = notImplemented(service, operation);
  const headers: Record<string, string> = { "x-amzn-RequestId": requestId };
  if (form) {
    headers["Content-Type"] = "text/xml";
    const body = `<ErrorResponse><Error><Type>Receiver</Type><Code>${code}</Code><Message>${escapeXml(
      message,
    )}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status: 501, headers, body };
  }
  headers["Content-Type"] = "application/json";
  headers["x-amzn-ErrorType"] = code;
  return { status: 501, headers, body: JSON.stringify({ __type: code, message }) };
}
