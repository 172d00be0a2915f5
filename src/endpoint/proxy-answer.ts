/** What a function of a proxy integration returns, as an HTTP answer. */
import type { EndpointResponse } from "../cloud/service.ts";

export interface ProxyAnswer {
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

export type Headers = [string, string][];

export const asAnswer = (value: unknown): ProxyAnswer | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;

/** Undefined when the answer is malformed. */
export function proxyResponse(answer: ProxyAnswer, defaultType: string): EndpointResponse | undefined {
  const status = statusOf(answer.statusCode);
  const headers = answerHeaders(answer, defaultType);
  const { body = null } = answer;
  if (status === undefined || !headers || (body !== null && typeof body !== "string")) return undefined;
  return { status, headers, body: Buffer.from(body ?? "", answer.isBase64Encoded === true ? "base64" : "utf8") };
}

/** A number, or a text that is one. */
export function statusOf(value: unknown): number | undefined {
  const status = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

/**
 * Values of `headers` come behind those of `multiValueHeaders`, under the spelling of the latter, as recorded on AWS.
 * Undefined when they have another form.
 */
export function answerHeaders(
  { headers, multiValueHeaders, cookies }: ProxyAnswer,
  defaultType: string,
): Headers | undefined {
  const many = entries(multiValueHeaders);
  const single = entries(headers);
  if (!many || !single) return undefined;
  const result: Headers = [];
  for (const [name, values] of many) {
    if (!Array.isArray(values)) return undefined;
    for (const value of values) result.push([name, String(value)]);
  }
  for (const [name, value] of single) {
    const spelt = many.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[0] ?? name;
    result.push([spelt, String(value)]);
  }
  if (Array.isArray(cookies)) for (const cookie of cookies) result.push(["Set-Cookie", String(cookie)]);
  if (!result.some(([name]) => name.toLowerCase() === "content-type")) result.unshift(["Content-Type", defaultType]);
  return result;
}

function entries(value: unknown): [string, unknown][] | undefined {
  if (value === undefined || value === null) return [];
  return typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : undefined;
}
