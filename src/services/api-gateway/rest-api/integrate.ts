/** Runs a method's integration within its time. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { TimedOut, within } from "../../../endpoint/time-limit.ts";
import type { RestCall } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";
import { httpIntegration, passedHeaders } from "./http-integration.ts";
import { callsFunction, lambdaMapped, lambdaProxy } from "./lambda-integration.ts";
import { mockIntegration } from "./mock-integration.ts";
import { methodResponse } from "./response-mapping.ts";
import { serviceIntegration } from "./service-integration.ts";

const LONGEST = 29_000;

export async function integrate(call: RestCall): Promise<EndpointResponse> {
  const begin = performance.now();
  try {
    const limit = call.integration.timeoutInMillis ?? LONGEST;
    return await within(call.operation.clock, limit, run(call));
  } catch (error) {
    if (error instanceof TimedOut) throw new GatewayFault("INTEGRATION_TIMEOUT");
    throw error;
  } finally {
    call.context["integrationLatency"] = Math.round(performance.now() - begin);
  }
}

async function run(call: RestCall): Promise<EndpointResponse> {
  switch (call.integration.type) {
    case "AWS_PROXY":
      return traced(call, await lambdaProxy(call));
    case "AWS":
      return callsFunction(call)
        ? traced(call, methodResponse(call, await lambdaMapped(call)))
        : methodResponse(call, await serviceIntegration(call));
    case "HTTP":
      return methodResponse(call, await httpIntegration(call, false));
    case "HTTP_PROXY": {
      const { status, headers, body } = await httpIntegration(call, true);
      return { status, headers: passedHeaders(headers), body };
    }
    default:
      return methodResponse(call, mockIntegration(call));
  }
}

/** Answers of functions carry the trace, as recorded. */
const traced = ({ trace }: RestCall, response: EndpointResponse): EndpointResponse => ({
  ...response,
  headers: [...response.headers, ["X-Amzn-Trace-Id", `${trace};Sampled=0`]],
});
