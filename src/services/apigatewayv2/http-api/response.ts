/** From what a function returns to the HTTP answer, by payload format version. */
import type { EndpointResponse } from "../../../cloud/service.ts";

type Headers = [string, string][];

export const message = (status: number, text: string): EndpointResponse => ({
  status,
  headers: [["Content-Type", "application/json"]],
  body: Buffer.from(JSON.stringify({ message: text })),
});

export const internalServerError = (): EndpointResponse => message(500, "Internal Server Error");

interface ProxyAnswer {
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

/** Format 2.0 takes anything without a statusCode as the body; 1.0 insists on a whole answer. */
export function responseOf(payload: Uint8Array, version: string): EndpointResponse {
  const text = Buffer.from(payload).toString("utf8");
  let value: unknown;
  try {
    value = text === "" ? null : JSON.parse(text);
  } catch {
    return internalServerError();
  }
  const answer =
    typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ProxyAnswer) : undefined;
  if (version === "2.0" && answer?.statusCode === undefined) {
    const body = typeof value === "string" ? value : text;
    return { status: 200, headers: [["Content-Type", "application/json"]], body: Buffer.from(body) };
  }
  return answer ? proxyResponse(answer) : internalServerError();
}

function proxyResponse(answer: ProxyAnswer): EndpointResponse {
  const status = Number(answer.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return internalServerError();
  const headers = headersOf(answer);
  if (!headers || (answer.body !== undefined && answer.body !== null && typeof answer.body !== "string")) {
    return internalServerError();
  }
  if (!headers.some(([name]) => name.toLowerCase() === "content-type"))
    headers.unshift(["Content-Type", "text/plain;charset=UTF-8"]);
  const body = Buffer.from(
    (answer.body as string | undefined) ?? "",
    answer.isBase64Encoded === true ? "base64" : "utf8",
  );
  return { status, headers, body };
}

function headersOf({ headers, multiValueHeaders, cookies }: ProxyAnswer): Headers | undefined {
  const result: Headers = [];
  const many = entries(multiValueHeaders);
  const single = entries(headers);
  if (!many || !single) return undefined;
  for (const [name, values] of many) {
    if (!Array.isArray(values)) return undefined;
    for (const value of values) result.push([name, String(value)]);
  }
  for (const [name, value] of single) {
    if (many.some(([given]) => given.toLowerCase() === name.toLowerCase())) continue;
    result.push([name, String(value)]);
  }
  if (Array.isArray(cookies)) for (const cookie of cookies) result.push(["Set-Cookie", String(cookie)]);
  return result;
}

function entries(value: unknown): [string, unknown][] | undefined {
  if (value === undefined || value === null) return [];
  return typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : undefined;
}
