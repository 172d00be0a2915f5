/** Undoes what lies between a request's bytes and its body: gzip, and S3's aws-chunked coding with its trailers. */
import { gunzipSync } from "node:zlib";
import { decodeAwsChunked } from "../wire/aws-chunked.ts";
import type { WireRequest } from "../wire/message.ts";
import { ServiceException } from "../wire/service-exception.ts";

const MOST_UNZIPPED = 512 * 1024 * 1024;

export function plainRequest(request: WireRequest, service: string): WireRequest {
  const { headers } = request;
  const encoding = headers["content-encoding"];
  if (service === "s3") {
    const chunked = encoding?.includes("aws-chunked") || headers["x-amz-content-sha256"]?.startsWith("STREAMING-");
    return chunked ? withoutChunks(request) : request;
  }
  return encoding === "gzip" ? unzipped(request) : request;
}

function withoutChunks(request: WireRequest): WireRequest {
  const { body, trailers } = decodeAwsChunked(request.body);
  const headers: Record<string, string> = { ...request.headers, ...trailers };
  // What remains of the coding is the object's own.
  const rest = (headers["content-encoding"] ?? "").split(",").filter((name) => name.trim() !== "aws-chunked");
  if (rest.join("") === "") delete headers["content-encoding"];
  else headers["content-encoding"] = rest.join(",").trim();
  headers["content-length"] = String(body.length);
  return { ...request, headers, body };
}

function unzipped(request: WireRequest): WireRequest {
  try {
    return { ...request, body: gunzipSync(request.body, { maxOutputLength: MOST_UNZIPPED }) };
  } catch {
    throw new ServiceException("SerializationException", "The request body is not valid gzip data.", {}, 400);
  }
}
