/** From what a function returns to the HTTP answer of its URL. Rules as recorded on AWS. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { answerHeaders, asAnswer, type ProxyAnswer, proxyResponse } from "../../../endpoint/proxy-answer.ts";

/** An object with a status is an HTTP answer; anything else is its body. */
export function bufferedResponse(payload: Uint8Array): EndpointResponse {
  const text = Buffer.from(payload).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { status: 200, headers: [["Content-Type", "application/json"]], body: payload };
  }
  const answer = asAnswer(value);
  if (answer && "statusCode" in answer) return proxyResponse(answer, "application/json") ?? internalError();
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
    const prelude = JSON.parse(head.toString("utf8", 0, end)) as ProxyAnswer;
    const rest = head.subarray(end + PRELUDE_END.length);
    const headers = answerHeaders(prelude, "application/octet-stream") ?? [];
    return { status: Number(prelude.statusCode ?? 200), headers, body: continued(rest, iterator) };
  }
}

async function* continued(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
