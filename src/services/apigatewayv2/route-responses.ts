/** Route responses of WebSocket APIs: kept under their route's id and their own. */
import type { RouteResponse } from "@aws-sdk/client-apigatewayv2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { page } from "./page.ts";
import { allParts, newPartId, removePart, requirePart, savePart } from "./store.ts";

const KIND = "route-response";
const place = (routeId: string | undefined, id: string | undefined) => `${routeId}/${id}`;

export const createRouteResponse: Operation<ApiGatewayV2, "CreateRouteResponse"> = (input, context) => {
  const { ApiId = "", RouteId } = input;
  requirePart(context.store, context, ApiId, "route", RouteId);
  if (input.RouteResponseKey !== "$default") {
    throw new ServiceException("BadRequestException", "RouteResponseKey must be $default");
  }
  if (responsesOf(allParts(context.store, context, ApiId, KIND), RouteId).length > 0) {
    throw new ServiceException(
      "ConflictException",
      `RouteResponse with RouteResponseKey ${input.RouteResponseKey} already exists for this route`,
    );
  }
  const id = newPartId();
  const response = { RouteId, RouteResponseId: id, ...given(input, ["ApiId", "RouteId"]) } as Kept;
  savePart(context.store, context, ApiId, KIND, place(RouteId, id), response);
  return told(response);
};

/** The route is part of what is kept, not of what is told. */
type Kept = RouteResponse & { readonly RouteId?: string };

function responsesOf(all: readonly Kept[], routeId: string | undefined): Kept[] {
  return all.filter(({ RouteId }) => RouteId === routeId);
}

function told(kept: Kept): RouteResponse {
  const { RouteId: _, ...response } = kept;
  return response;
}

export const getRouteResponse: Operation<ApiGatewayV2, "GetRouteResponse"> = (input, context) =>
  told(requirePart(context.store, context, input.ApiId, KIND, place(input.RouteId, input.RouteResponseId)));

export const getRouteResponses: Operation<ApiGatewayV2, "GetRouteResponses"> = (input, context) => {
  const { ApiId = "", RouteId } = input;
  requirePart(context.store, context, ApiId, "route", RouteId);
  return page(responsesOf(allParts(context.store, context, ApiId, KIND), RouteId).map(told), input);
};

export const updateRouteResponse: Operation<ApiGatewayV2, "UpdateRouteResponse"> = (input, context) => {
  const { ApiId = "", RouteId, RouteResponseId, ...changes } = input;
  const id = place(RouteId, RouteResponseId);
  const next = changed(requirePart<Kept>(context.store, context, ApiId, KIND, id), changes);
  savePart(context.store, context, ApiId, KIND, id, next);
  return told(next);
};

export const deleteRouteResponse: Operation<ApiGatewayV2, "DeleteRouteResponse"> = (input, context) => {
  const id = place(input.RouteId, input.RouteResponseId);
  requirePart(context.store, context, input.ApiId, KIND, id);
  removePart(context.store, context, input.ApiId as string, KIND, id);
  return {};
};
