/** From what a function returns to the HTTP answer of its URL. Rules as recorded on AWS. */
import type { EndpointResponse } from "../../../cloud/service.ts";

interface ProxyResponse {
  readonly statusCode?: number | string;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

type Headers = [string, string][];

/** An object with a status is an HTTP answer; anything else is its body. */
export function bufferedResponse(payload: Uint8Array): EndpointResponse {
  const text = Buffer.from(payload).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { status: 200, headers: [["Content-Type", "application/json"]], body: payload };
  }
  if (isProxyResponse(value)) {
    const body = Buffer.from(value.body ?? "", value.isBase64Encoded ? "base64" : "utf8");
    return { status: Number(value.statusCode), headers: proxyHeaders(value), body };
  }
  const body = typeof value === "string" ? value : JSON.stringify(value);
  return { status: 200, headers: [["Content-Type", "application/json"]], body: Buffer.from(body) };
}

export const internalError = (): EndpointResponse => ({
  status: 502,
  headers: [
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", "InternalServerErrorException"],
  ],
  body: Buffer.from("Internal Server Error"),
});

const PRELUDE_END = Buffer.alloc(8);

/**
 * A streamed answer: status and headers come first as JSON up to eight zero bytes when the function wrote them; without
 * them the stream is the body.
 */
export async function streamedResponse(
  contentType: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<EndpointResponse> {
  if (!contentType.startsWith("application/vnd.awslambda.http-integration-response")) {
    return { status: 200, headers: [["Content-Type", contentType]], body: chunks };
  }
  const iterator = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) return internalError();
    head = Buffer.concat([head, value]);
    const end = head.indexOf(PRELUDE_END);
    if (end < 0) continue;
    const prelude = JSON.parse(head.toString("utf8", 0, end)) as ProxyResponse;
    const rest = head.subarray(end + PRELUDE_END.length);
    const headers = proxyHeaders(prelude, "application/octet-stream");
    return { status: Number(prelude.statusCode ?? 200), headers, body: continued(rest, iterator) };
  }
}

async function* continued(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function isProxyResponse(value: unknown): value is ProxyResponse {
  return typeof value === "object" && value !== null && "statusCode" in value;
}

function proxyHeaders({ headers = {}, cookies = [] }: ProxyResponse, defaultType = "application/json"): Headers {
  const result: Headers = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  if (!result.some(([name]) => name.toLowerCase() === "content-type")) result.push(["Content-Type", defaultType]);
  for (const cookie of cookies) result.push(["Set-Cookie", cookie]);
  return result;
}
