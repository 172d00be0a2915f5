/** Runs a method's integration within its time. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { TimedOut, within } from "../../../endpoint/time-limit.ts";
import type { RestCall } from "./call.ts";
import { tellIntegration } from "./context-variables.ts";
import { GatewayFault } from "./gateway-fault.ts";
import { httpIntegration, passedHeaders } from "./http-integration.ts";
import type { IntegrationAnswer } from "./integration-answer.ts";
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
    const fault = error instanceof TimedOut ? new GatewayFault("INTEGRATION_TIMEOUT") : error;
    if (fault instanceof GatewayFault) tellIntegration(call.context, { error: fault.message });
    throw fault;
  } finally {
    tellIntegration(call.context, { latency: Math.round(performance.now() - begin) });
  }
}

async function run(call: RestCall): Promise<EndpointResponse> {
  switch (call.integration.type) {
    case "AWS_PROXY": {
      const response = await lambdaProxy(call);
      tellIntegration(call.context, { status: response.status });
      return traced(call, response);
    }
    case "AWS":
      return callsFunction(call)
        ? traced(call, methodResponse(call, told(call, await lambdaMapped(call))))
        : methodResponse(call, told(call, await serviceIntegration(call)));
    case "HTTP":
      return methodResponse(call, told(call, await httpIntegration(call, false)));
    case "HTTP_PROXY": {
      const { status, headers, body } = told(call, await httpIntegration(call, true));
      return { status, headers: passedHeaders(headers), body };
    }
    default:
      return methodResponse(call, mockIntegration(call));
  }
}

/** What the access log says of the integration is known before its answer is mapped, which may fail. */
function told(call: RestCall, answer: IntegrationAnswer): IntegrationAnswer {
  tellIntegration(call.context, { status: answer.status, integrationStatus: answer.status });
  return answer;
}

/** Answers of functions carry the trace, as recorded. */
const traced = ({ trace }: RestCall, response: EndpointResponse): EndpointResponse => ({
  ...response,
  headers: [...response.headers, ["X-Amzn-Trace-Id", `${trace};Sampled=0`]],
});
