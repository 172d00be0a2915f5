/** Lambda integrations: proxy (the function gets the request, its answer is the response) and mapped by templates. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import {
  type FunctionAnswer,
  type FunctionCall,
  functionArnIn,
  invokeFunction,
} from "../../../endpoint/invoke-function.ts";
import { asAnswer } from "../../../endpoint/proxy-answer.ts";
import { plainText } from "../../../wire/plain-text.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { type RestCall, stageVariables } from "./call.ts";
import { tellIntegration } from "./context-variables.ts";
import { GatewayFault } from "./gateway-fault.ts";
import type { IntegrationAnswer } from "./integration-answer.ts";
import { proxyEvent } from "./proxy-event.ts";
import { malformed, proxyResponseOf } from "./proxy-response.ts";
import { integrationRequest } from "./request-mapping.ts";
import { requestValues } from "./request-value.ts";

const TENANT = "x-amz-tenant-id";

const LAMBDA = /^arn:[^:]+:apigateway:[^:]+:lambda:path\//;

/** Whether the integration calls a function and not another action of a service. */
export const callsFunction = (call: RestCall): boolean => LAMBDA.test(call.integration.uri ?? "");

export async function lambdaProxy(call: RestCall): Promise<EndpointResponse> {
  // As recorded: Lambda takes POST only, and API Gateway finds out when it calls.
  if (call.integration.httpMethod !== "POST") throw new GatewayFault("INTEGRATION_FAILURE");
  const uri = substitute(call.integration.uri ?? "", {}, stageVariables(call), "");
  const answer = await invoke(call, uri, JSON.stringify(proxyEvent(call)), { tenantId: mappedTenant(call) });
  if (answer.error !== undefined) throw malformed(call);
  return proxyResponseOf(call, answer.payload);
}

export async function lambdaMapped(call: RestCall): Promise<IntegrationAnswer> {
  const { uri, headers, body } = integrationRequest(call, false);
  const answer = await invoke(call, uri, body.length === 0 ? "{}" : body, {
    invocationType: headers["x-amz-invocation-type"],
    tenantId: headers[TENANT],
  });
  const payload = Buffer.from(answer.payload);
  const told: unknown = answer.error === undefined ? undefined : JSON.parse(payload.toString("utf8") || "null");
  const message = asAnswer(told) as { readonly errorMessage?: unknown } | undefined;
  return {
    status: answer.status,
    headers: [["Content-Type", "application/json"]],
    body: payload,
    selector: message === undefined ? "" : plainText(message.errorMessage ?? ""),
  };
}

/** Of a proxy integration's mappings only this one is for the call itself, which the tenant is a header of. */
function mappedTenant(call: RestCall): string | undefined {
  const mappings = Object.entries(call.integration.requestParameters ?? {});
  const source = mappings.find(([target]) => target.toLowerCase() === `integration.request.header.${TENANT}`)?.[1];
  return source === undefined ? undefined : requestValues(call, source).at(-1);
}

async function invoke(
  call: RestCall,
  uri: string,
  payload: string | Uint8Array,
  options: Pick<FunctionCall, "invocationType" | "tenantId">,
): Promise<FunctionAnswer> {
  const functionArn = functionArnIn(uri);
  const { operation, place, integration } = call;
  try {
    const answer =
      functionArn &&
      (await invokeFunction(operation, {
        functionArn,
        place,
        sourceArn: sourceArn(call),
        credentials: integration.credentials,
        payload,
        ...options,
      }));
    if (answer) {
      tellIntegration(call.context, { integrationStatus: answer.status });
      return answer;
    }
    call.log("Execution failed due to configuration error: Invalid permissions on Lambda function");
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    call.log(`Execution failed due to configuration error: ${error.message}`);
  }
  throw new GatewayFault("API_CONFIGURATION_ERROR");
}

/** The method as a function's policy names it: with the resource's path and the method's own name. */
function sourceArn({ operation, place, snapshot, stage, node, method }: RestCall): string {
  const name = method.httpMethod === "ANY" ? "*" : method.httpMethod;
  const path = node.path.replace(/\{[^}]+\}/g, "*");
  return `arn:${operation.partition}:execute-api:${place.region}:${place.account}:${snapshot.api.id}/${stage.stageName}/${name}${path}`;
}
