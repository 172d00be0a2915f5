/** Runs a route's integration. */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { functionArnIn, invokeFunction } from "../../../endpoint/invoke-function.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { ApiCall } from "./call.ts";
import { eventOf } from "./event.ts";
import { proxyToHttp } from "./proxy-http.ts";
import { internalServerError, message, responseOf } from "./response.ts";

export async function integrate(call: ApiCall, context: OperationContext): Promise<EndpointResponse> {
  const { integration } = call;
  if (integration.IntegrationType === "HTTP_PROXY") return proxyToHttp(call, context.signal);
  if (integration.IntegrationSubtype !== undefined) {
    return message(501, `Terrarium does not implement the integration ${integration.IntegrationSubtype}`);
  }
  const functionArn = functionArnIn(integration.IntegrationUri ?? "");
  if (functionArn === undefined) return internalServerError();
  try {
    const answer = await invokeFunction(context, {
      functionArn,
      place: call.place,
      sourceArn: sourceArnOf(call, context.partition),
      credentials: integration.CredentialsArn,
      payload: JSON.stringify(eventOf(call)),
    });
    if (!answer || answer.error !== undefined) return internalServerError();
    return responseOf(answer.payload, integration.PayloadFormatVersion ?? "1.0");
  } catch (error) {
    if (error instanceof ServiceException) return internalServerError();
    throw error;
  }
}

/** The route as a function's policy names it. */
function sourceArnOf({ api, stage, route, place }: ApiCall, partition: string): string {
  const [method, path] = route.RouteKey === "$default" ? ["", "$default"] : (route.RouteKey as string).split(" ");
  return `arn:${partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/${
    method === "ANY" ? "*" : method
  }${path}`;
}
