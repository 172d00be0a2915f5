/** From what a function returns to the HTTP answer, by payload format version. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { asAnswer, proxyResponse } from "../../../endpoint/proxy-answer.ts";
import type { ApiCall } from "./call.ts";

export const message = (status: number, text: string): EndpointResponse => ({
  status,
  headers: [["Content-Type", "application/json"]],
  body: Buffer.from(JSON.stringify({ message: text })),
});

export const internalServerError = (): EndpointResponse => message(500, "Internal Server Error");

/** Notes for the access log that API Gateway itself has answered so. */
export function refused(call: ApiCall, response: EndpointResponse): EndpointResponse {
  const { message: told = "" } = JSON.parse(Buffer.from(response.body as Uint8Array).toString() || "{}") as {
    readonly message?: string;
  };
  call.facts["error"] = { message: told, messageString: JSON.stringify(told) };
  return response;
}

const DEFAULT_TYPE = "text/plain;charset=UTF-8";

/** Format 2.0 takes anything without a statusCode as the body; 1.0 insists on a whole answer. Undefined for what is none. */
export function responseOf(payload: Uint8Array, version: string): EndpointResponse | undefined {
  const text = Buffer.from(payload).toString("utf8");
  let value: unknown;
  try {
    value = text === "" ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
  const answer = asAnswer(value);
  if (version === "2.0" && answer?.statusCode === undefined) {
    const body = typeof value === "string" ? value : text;
    return { status: 200, headers: [["Content-Type", "application/json"]], body: Buffer.from(body) };
  }
  if (!answer) return undefined;
  // Lists of a header's values belong to format 1.0, cookies to 2.0.
  const { multiValueHeaders, cookies, ...rest } = answer;
  return proxyResponse({ ...rest, ...(version === "2.0" ? { cookies } : { multiValueHeaders }) }, DEFAULT_TYPE);
}
