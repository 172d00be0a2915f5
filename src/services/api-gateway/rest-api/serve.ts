/** The way of a request that has found its stage: resource, authorization, key, limits, validation, integration. */
import type { MethodSetting } from "@aws-sdk/client-api-gateway";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { takeToken } from "../../../endpoint/throttle.ts";
import { checkApiKey } from "./api-key.ts";
import { authorize } from "./authorize.ts";
import type { RestCall, StageCall } from "./call.ts";
import { packed, unpacked } from "./compression.ts";
import { GatewayFault } from "./gateway-fault.ts";
import { gatewayResponse } from "./gateway-response.ts";
import { integrate } from "./integrate.ts";
import { matchResource } from "./match-resource.ts";
import { validateRequest } from "./validate-request.ts";

const MOST_BODY = 10 * 1024 * 1024;

/** Refusals become gateway responses. Throws NotBuilt. */
export async function serve(call: StageCall): Promise<EndpointResponse> {
  const minimum = call.snapshot.api.minimumCompressionSize;
  if (minimum === undefined) return answer(call);
  return packed(call.request, await answer(call, true), minimum);
}

async function answer(sent: StageCall, mayBePacked = false): Promise<EndpointResponse> {
  let call = sent;
  try {
    if (mayBePacked) call = { ...sent, request: unpacked(sent.request) };
    if (call.request.body.length > MOST_BODY) throw new GatewayFault("REQUEST_TOO_LARGE");
    const found = findMethod(call);
    await authorize(found);
    throttle(found);
    checkApiKey(found);
    validateRequest(found);
    return await integrate(found);
  } catch (error) {
    if (error instanceof GatewayFault) return gatewayResponse(call, error);
    throw error;
  }
}

function findMethod(call: StageCall): RestCall {
  const match = matchResource(call.snapshot.resources, call.request.method, call.path);
  const integration = match?.method.methodIntegration;
  if (!match || !integration) throw new GatewayFault("MISSING_AUTHENTICATION_TOKEN");
  const { node, method, parameters: pathParameters } = match;
  call.context["resourceId"] = node.id;
  call.context["resourcePath"] = node.path;
  return { ...call, node, method, integration, pathParameters };
}

/** The stage's settings for the method, or for all of them. */
function throttle({ stage, node, request, snapshot, operation }: RestCall): void {
  const settings = stage.methodSettings as Readonly<Record<string, MethodSetting>> | undefined;
  const name = `${node.path.replace(/^\//, "")}/${request.method}`;
  const own = settings?.[name] ?? settings?.["*/*"];
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = own ?? {};
  if (rate === undefined || burst === undefined || rate < 0) return;
  const bucket = ["rest-api", snapshot.api.id, stage.stageName, settings?.[name] ? name : ""].join("/");
  if (!takeToken(operation.cloud, bucket, { rate, burst })) throw new GatewayFault("THROTTLED");
}
