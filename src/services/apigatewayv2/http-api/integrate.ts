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
import { internalServerError, message, responseOf } from "./response.ts";
import { callAction } from "./service-integration.ts";

const LONGEST = 30_000;

export async function integrate(call: ApiCall, context: OperationContext): Promise<EndpointResponse> {
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
    if (!answer || answer.error !== undefined) return internalServerError();
    return responseOf(answer.payload, integration.PayloadFormatVersion ?? "1.0");
  } catch (error) {
    if (error instanceof TimedOut) return message(503, "Service Unavailable");
    if (!(error instanceof ServiceException)) throw error;
    return error.code === "TooManyRequestsException" ? message(503, "Service Unavailable") : internalServerError();
  }
}

/** The route as a function's policy names it. */
function sourceArnOf({ api, stage, route, place }: ApiCall, partition: string): string {
  const [method, path] = route.RouteKey === "$default" ? ["", "$default"] : (route.RouteKey as string).split(" ");
  return `arn:${partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/${
    method === "ANY" ? "*" : method
  }${path}`;
}
