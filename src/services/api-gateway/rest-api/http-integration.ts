/** HTTP and HTTP_PROXY integrations. */
import { buffer } from "node:stream/consumers";
import { receivedHeaders, sendHttp } from "../../../endpoint/http-request.ts";
import type { RestCall } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";
import type { IntegrationAnswer } from "./integration-answer.ts";
import { integrationRequest } from "./request-mapping.ts";

export async function httpIntegration(call: RestCall, proxy: boolean): Promise<IntegrationAnswer> {
  const { uri, method, headers, query, body } = integrationRequest(call, proxy);
  const url = addressOf(uri);
  if (!url) {
    call.log("Execution failed due to configuration error: Invalid endpoint address");
    throw new GatewayFault("API_CONFIGURATION_ERROR");
  }
  for (const [name, value] of query) url.searchParams.append(name, value);
  const apiId = call.snapshot.api.id;
  const sent: Record<string, string> = {
    accept: "application/json",
    "user-agent": `AmazonAPIGateway_${apiId}`,
    ...headers,
    "x-amzn-apigateway-api-id": apiId,
    "x-amzn-trace-id": call.trace,
    ...(proxy && {
      "x-forwarded-for": call.request.sourceIp,
      "x-forwarded-port": /:(\d+)$/.exec(call.request.host)?.[1] ?? "80",
      "x-forwarded-proto": "http",
    }),
    ...(body.length > 0 && { "content-length": String(body.length) }),
  };
  try {
    const insecure = call.integration.tlsConfig?.insecureSkipVerification;
    const incoming = await sendHttp({ url, method, headers: sent, body, insecure });
    const status = incoming.statusCode ?? 502;
    return { status, headers: receivedHeaders(incoming), body: await buffer(incoming), selector: String(status) };
  } catch {
    call.log("Execution failed due to configuration error: Network error communicating with endpoint");
    throw new GatewayFault("INTEGRATION_FAILURE", {
      status: 504,
      message: "Network error communicating with endpoint",
    });
  }
}

function addressOf(uri: string): URL | undefined {
  return /[{}]/.test(uri) || !URL.canParse(uri) ? undefined : new URL(uri);
}

/**
 * Headers that API Gateway gives another name, and those it drops.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const REMAPPED = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "host",
  "server",
  "user-agent",
  "www-authenticate",
  "x-amzn-requestid",
]);
const DROPPED = new Set([
  "expect",
  "keep-alive",
  "max-forwards",
  "proxy-authenticate",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export function passedHeaders(headers: IntegrationAnswer["headers"]): [string, string][] {
  return headers.flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    if (DROPPED.has(lower)) return [];
    return [[REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name, value]];
  });
}
