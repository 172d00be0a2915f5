/** The data plane of HTTP APIs: from a request to its stage, its route, its integration, its answer. */
import type { Integration, Stage } from "@aws-sdk/client-apigatewayv2";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Endpoint, EndpointRequest, EndpointResponse } from "../../../cloud/service.ts";
import { apiHome } from "../../../endpoint/api-home.ts";
import { type ExecuteApiAddress, executeApiAddress } from "../../../endpoint/execute-api-address.ts";
import type { Store } from "../../../store/store.ts";
import { servedBy } from "../deployments.ts";
import { findPart, type Place, requireApi } from "../store.ts";
import { preflight, withCors } from "./cors.ts";
import { integrate } from "./integrate.ts";
import { matchRoute } from "./match-route.ts";
import { internalServerError, message } from "./response.ts";

export const httpApiEndpoint: Endpoint = {
  // An API that does not exist is refused here.
  claims(request, store) {
    const address = executeApiAddress(request);
    return address !== undefined && apiHome(store, address.apiId)?.service !== "api-gateway";
  },
  async handle(request, context) {
    const response = await answer(request, context);
    return { ...response, headers: [...response.headers, ["Apigw-Requestid", context.requestId]] };
  },
};

const notFound = (): EndpointResponse => message(404, "Not Found");

async function answer(request: EndpointRequest, context: OperationContext): Promise<EndpointResponse> {
  const { store } = context;
  const address = executeApiAddress(request);
  const place = address && apiHome(store, address.apiId);
  if (!address || !place) return notFound();
  const api = requireApi(store, place, address.apiId);
  if (api.ProtocolType !== "HTTP") return message(501, "Terrarium does not implement WebSocket APIs");

  const located = locate(store, place, address);
  if (!located) return notFound();
  const { stage, path } = located;
  const cors = api.CorsConfiguration;
  const early = cors && preflight(request, cors);
  if (early) return early;

  const served = servedBy(store, place, api.ApiId, stage);
  const match = served && matchRoute(served.routes, request.method, path);
  if (!match) return notFound();
  const { AuthorizationType = "NONE", Target } = match.route;
  if (AuthorizationType !== "NONE") {
    return message(501, `Terrarium does not implement routes with authorization ${AuthorizationType}`);
  }
  const integration = served.integrations.find(({ IntegrationId }) => `integrations/${IntegrationId}` === Target) as
    | Integration
    | undefined;
  if (!integration) return internalServerError();
  const response = await integrate(
    {
      request,
      place,
      api,
      stage,
      route: match.route,
      integration,
      rawPath: stage.StageName === "$default" ? path : `/${stage.StageName}${path}`,
      query: address.query,
      pathParameters: match.parameters,
      requestId: context.requestId,
      now: context.clock.now(),
    },
    context,
  );
  return cors ? withCors(request, cors, response) : response;
}

// A first segment that names a stage is that stage; otherwise the path is $default's.
function locate(
  store: Store,
  place: Place,
  address: ExecuteApiAddress,
): { readonly stage: Stage; readonly path: string } | undefined {
  const find = (name: string): Stage | undefined => findPart<Stage>(store, place, address.apiId, "stage", name);
  if (address.stage !== undefined) {
    const stage = find(address.stage);
    return stage && { stage, path: address.path };
  }
  const [, first = ""] = address.path.split("/");
  const named = first === "" ? undefined : find(decodeURIComponent(first));
  if (named) return { stage: named, path: address.path.slice(first.length + 1) || "/" };
  const fallback = find("$default");
  return fallback && { stage: fallback, path: address.path };
}
