/** The data plane of HTTP APIs: from a request to its stage, its route, its integration, its answer. */
import type { Integration } from "@aws-sdk/client-apigatewayv2";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Endpoint, EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { logAccess } from "../../../endpoint/access-log.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import { takeToken } from "../../../endpoint/throttle.ts";
import { servedBy } from "../deployments.ts";
import { authorize, isRefusal } from "./authorize.ts";
import type { ApiCall } from "./call.ts";
import { contextOf } from "./context-variables.ts";
import { preflight, withCors } from "./cors.ts";
import { integrate } from "./integrate.ts";
import { isOwnRequest, type Location, locate } from "./locate.ts";
import { matchRoute } from "./match-route.ts";
import { internalServerError, message, refused } from "./response.ts";

export const httpApiEndpoint: Endpoint = {
  claims: isOwnRequest,
  async handle(request, context) {
    const location = locate(request, context.store);
    const response = location ? await answer(request, location, context) : message(404, "Not Found");
    return { ...response, headers: [...response.headers, ["Apigw-Requestid", context.requestId]] };
  },
};

async function answer(
  request: EndpointRequest,
  location: Location,
  context: OperationContext,
): Promise<EndpointResponse> {
  const { place, api, stage, path } = location;
  if (api.ProtocolType !== "HTTP") return message(403, "Forbidden");
  const cors = api.CorsConfiguration;
  const early = cors && preflight(request, cors);
  if (early) return early;
  const served = servedBy(context.store, place, api.ApiId, stage);
  const match = served && matchRoute(served.routes, request.method, path);
  if (!match) return message(404, "Not Found");
  const { route } = match;
  const integration = served.integrations.find(({ IntegrationId }) => `integrations/${IntegrationId}` === route.Target);
  const call: ApiCall = {
    ...location,
    request,
    route,
    integration: integration ?? {},
    pathParameters: match.parameters,
    requestId: context.requestId,
    facts: {},
    now: context.clock.now(),
  };
  const response = await serve(call, integration, context);
  writeAccessLog(call, response, context);
  return cors ? withCors(request, cors, response) : response;
}

async function serve(
  call: ApiCall,
  integration: Integration | undefined,
  context: OperationContext,
): Promise<EndpointResponse> {
  if (!integration) return refused(call, internalServerError());
  if (!mayGo(call, context)) return refused(call, message(429, "Too Many Requests"));
  const authorized = await authorize(call, context);
  return isRefusal(authorized) ? refused(call, authorized) : integrate(authorized, context);
}

/** The route's own limit before the stage's. */
function mayGo({ stage, route, api }: ApiCall, { cloud }: OperationContext): boolean {
  const own = stage.RouteSettings?.[route.RouteKey ?? ""];
  const settings = own?.ThrottlingRateLimit === undefined ? stage.DefaultRouteSettings : own;
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings ?? {};
  if (!rate || !burst) return true;
  return takeToken(cloud, ["http-api", api.ApiId, stage.StageName, route.RouteKey].join("/"), { rate, burst });
}

function writeAccessLog(call: ApiCall, { status, body }: EndpointResponse, context: OperationContext): void {
  const { stage, api } = call;
  const { DestinationArn, Format } = stage.AccessLogSettings ?? {};
  if (!DestinationArn || !Format) return;
  const responseLength = body instanceof Uint8Array ? body.length : "-";
  const responseLatency = context.clock.now() - call.now;
  const variables = { ...contextOf(call), ...call.facts, status, responseLength, responseLatency };
  const line = substitute(Format, variables, stage.StageVariables ?? {}, "-");
  logAccess(context, DestinationArn, `${api.ApiId}/${stage.StageName}`, line);
}
