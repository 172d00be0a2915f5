/** Runs a route's integration. */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import { functionArnIn, invokeFunction } from "../../../endpoint/invoke-function.ts";
import { TimedOut, within } from "../../../endpoint/time-limit.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { ApiCall } from "./call.ts";
import { eventOf } from "./event.ts";
import { proxyToHttp } from "./proxy-http.ts";
import { internalServerError, message, refused, responseOf } from "./response.ts";
import { callAction } from "./service-integration.ts";

const LONGEST = 30_000;

const NOT_ALLOWED =
  "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.";
const MALFORMED =
  "The response from the Lambda function doesn't match the format that API Gateway expects. See the Lambda documentation for details.";

export async function integrate(call: ApiCall, context: OperationContext): Promise<EndpointResponse> {
  const begin = context.clock.now();
  const response = await run(call, context);
  const { status } = response;
  const { facts } = call;
  const latency = context.clock.now() - begin;
  const { integrationStatus = status, integrationErrorMessage: error } = facts;
  Object.assign(facts, {
    integrationStatus,
    integrationLatency: latency,
    integration: { status, integrationStatus, latency, error },
  });
  return response;
}

async function run(call: ApiCall, context: OperationContext): Promise<EndpointResponse> {
  const { integration, stage } = call;
  if (integration.IntegrationType === "HTTP_PROXY") return proxyToHttp(call, context);
  if (integration.IntegrationSubtype !== undefined) return callAction(call, context);
  const functionArn = functionArnIn(substitute(integration.IntegrationUri ?? "", {}, stage.StageVariables ?? {}, ""));
  if (functionArn === undefined) return internalServerError();
  try {
    const work = invokeFunction(context, {
      functionArn,
      place: call.place,
      sourceArn: sourceArnOf(call, context.partition),
      credentials: integration.CredentialsArn,
      payload: JSON.stringify(eventOf(call)),
    });
    const answer = await within(context.clock, integration.TimeoutInMillis ?? LONGEST, work);
    if (!answer) return failed(call, NOT_ALLOWED);
    call.facts["integrationStatus"] = answer.status;
    const response =
      answer.error === undefined && responseOf(answer.payload, integration.PayloadFormatVersion ?? "1.0");
    return response || failed(call, MALFORMED);
  } catch (error) {
    if (error instanceof TimedOut) return message(503, "Service Unavailable");
    if (!(error instanceof ServiceException)) throw error;
    return error.code === "TooManyRequestsException" ? message(503, "Service Unavailable") : internalServerError();
  }
}

/** Clients learn no more than that; the access log says why. */
function failed(call: ApiCall, why: string): EndpointResponse {
  call.facts["integrationErrorMessage"] = why;
  return refused(call, internalServerError());
}

/** The route as a function's policy names it. */
function sourceArnOf({ api, stage, route, place }: ApiCall, partition: string): string {
  const [method, path] = route.RouteKey === "$default" ? ["", "$default"] : (route.RouteKey as string).split(" ");
  return `arn:${partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/${
    method === "ANY" ? "*" : method
  }${path}`;
}
