/** Routes: which requests go to which integration. */
import type { Route } from "@aws-sdk/client-apigatewayv2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { autoDeploy } from "./deployments.ts";
import { page } from "./page.ts";
import { type Api, allParts, findPart, newPartId, removePart, requireApi, requirePart, savePart } from "./store.ts";

const HTTP_ROUTE_KEY = /^(?:\$default|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/\S*)$/;

function checkRoute(context: OperationContext, api: Api, route: Route): void {
  if (api.ProtocolType === "HTTP" && !HTTP_ROUTE_KEY.test(route.RouteKey as string)) {
    throw new ServiceException(
      "BadRequestException",
      "The provided route key is not formatted properly for HTTP protocol",
    );
  }
  const others = allParts<Route>(context.store, context, api.ApiId, "route");
  if (others.some(({ RouteKey, RouteId }) => RouteKey === route.RouteKey && RouteId !== route.RouteId)) {
    throw new ServiceException("ConflictException", `Route with key ${route.RouteKey} already exists for this API`);
  }
  const target = /^integrations\/(.+)$/.exec(route.Target ?? "")?.[1];
  if (target !== undefined && !findPart(context.store, context, api.ApiId, "integration", target)) {
    throw new ServiceException("NotFoundException", "Invalid Integration identifier specified");
  }
  const needsAuthorizer = route.AuthorizationType === "JWT" || route.AuthorizationType === "CUSTOM";
  if (needsAuthorizer && !findPart(context.store, context, api.ApiId, "authorizer", route.AuthorizerId ?? "")) {
    throw new ServiceException("NotFoundException", "Invalid Authorizer identifier specified");
  }
}

export const createRoute: Operation<ApiGatewayV2, "CreateRoute"> = (input, context) => {
  const api = requireApi(context.store, context, input.ApiId);
  const route: Route = {
    RouteKey: input.RouteKey,
    RouteId: newPartId(),
    ApiKeyRequired: false,
    AuthorizationType: "NONE",
    ...given(input, ["ApiId"]),
  };
  checkRoute(context, api, route);
  savePart(context.store, context, api.ApiId, "route", route.RouteId as string, route);
  autoDeploy(context, api.ApiId);
  return route;
};

export const getRoute: Operation<ApiGatewayV2, "GetRoute"> = ({ ApiId, RouteId }, context) =>
  requirePart<Route>(context.store, context, ApiId, "route", RouteId);

export const getRoutes: Operation<ApiGatewayV2, "GetRoutes"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  return page(allParts<Route>(context.store, context, ApiId, "route"), input);
};

export const updateRoute: Operation<ApiGatewayV2, "UpdateRoute"> = (input, context) => {
  const { ApiId, RouteId, ...changes } = input;
  const next = changed(requirePart<Route>(context.store, context, ApiId, "route", RouteId), changes);
  checkRoute(context, requireApi(context.store, context, ApiId), next);
  savePart(context.store, context, ApiId as string, "route", RouteId as string, next);
  autoDeploy(context, ApiId as string);
  return next;
};

export const deleteRoute: Operation<ApiGatewayV2, "DeleteRoute"> = ({ ApiId, RouteId }, context) => {
  requirePart(context.store, context, ApiId, "route", RouteId);
  removePart(context.store, context, ApiId as string, "route", RouteId as string);
  autoDeploy(context, ApiId as string);
  return {};
};

export const deleteRouteRequestParameter: Operation<ApiGatewayV2, "DeleteRouteRequestParameter"> = (input, context) => {
  const { ApiId, RouteId, RequestParameterKey } = input;
  const route = requirePart<Route>(context.store, context, ApiId, "route", RouteId);
  const { [RequestParameterKey as string]: _gone, ...RequestParameters } = route.RequestParameters ?? {};
  savePart(context.store, context, ApiId as string, "route", RouteId as string, { ...route, RequestParameters });
  return {};
};
