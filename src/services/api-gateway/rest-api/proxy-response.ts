/** From what a function of a Lambda proxy integration returns to the HTTP answer. Rules as recorded on AWS. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { answerHeaders, asAnswer, statusOf } from "../../../endpoint/proxy-answer.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import { acceptsBinary } from "./binary.ts";
import type { RestCall } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";

const MEMBERS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export function proxyResponseOf(call: RestCall, payload: Uint8Array): EndpointResponse {
  const answer = asAnswer(parsed(payload));
  if (!answer || Object.keys(answer).some((name) => !MEMBERS.has(name))) throw malformed(call);
  const { statusCode = 200, body = null, isBase64Encoded } = answer;
  const status = statusOf(statusCode);
  const headers = answerHeaders(answer, "application/json");
  if (status === undefined || !headers || (body !== null && typeof body !== "string")) throw malformed(call);
  const text = body ?? "";
  const binary =
    isBase64Encoded === true &&
    acceptsBinary(call.snapshot.api.binaryMediaTypes, headerOf(call.request, "accept") ?? "application/json");
  if (binary && !BASE64.test(text)) throw new GatewayFault("API_CONFIGURATION_ERROR");
  return { status, headers, body: Buffer.from(text, binary ? "base64" : "utf8") };
}

function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString("utf8"));
  } catch {
    return undefined;
  }
}

export function malformed(call: RestCall): GatewayFault {
  call.log("Execution failed due to configuration error: Malformed Lambda proxy response");
  return new GatewayFault("API_CONFIGURATION_ERROR", { status: 502 });
}
