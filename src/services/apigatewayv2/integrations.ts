/** Integrations: what a route calls. */
import type { Integration } from "@aws-sdk/client-apigatewayv2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { autoDeploy } from "./deployments.ts";
import { page } from "./page.ts";
import { allParts, newPartId, removePart, requireApi, requirePart, savePart } from "./store.ts";

const LEAST_TIMEOUT = 50;
const HTTP_TIMEOUT = 30_000;
const WEBSOCKET_TIMEOUT = 29_000;

export const createIntegration: Operation<ApiGatewayV2, "CreateIntegration"> = (input, context) => {
  const api = requireApi(context.store, context, input.ApiId);
  const http = api.ProtocolType === "HTTP";
  const { IntegrationType, IntegrationUri, PayloadFormatVersion } = input;
  if (http && IntegrationType !== "AWS_PROXY" && IntegrationType !== "HTTP_PROXY") {
    throw new ServiceException(
      "BadRequestException",
      `IntegrationType ${IntegrationType} is not supported for HTTP APIs. Only AWS_PROXY and HTTP_PROXY are supported.`,
    );
  }
  if (http && PayloadFormatVersion === undefined) {
    throw new ServiceException("BadRequestException", "PayloadFormatVersion is a required parameter for integration");
  }
  checkTimeout(input.TimeoutInMillis, http);
  const service = input.IntegrationSubtype !== undefined;
  const integration: Integration = {
    IntegrationId: newPartId(),
    ConnectionType: "INTERNET",
    PayloadFormatVersion: "1.0",
    TimeoutInMillis: http ? HTTP_TIMEOUT : WEBSOCKET_TIMEOUT,
    ...(IntegrationType === "AWS_PROXY" && IntegrationUri !== undefined && !service
      ? { IntegrationMethod: "POST" }
      : {}),
    ...(http ? {} : { PassthroughBehavior: "WHEN_NO_MATCH" as const }),
    ...given(input, ["ApiId"]),
  };
  savePart(context.store, context, api.ApiId, "integration", integration.IntegrationId as string, integration);
  autoDeploy(context, api.ApiId);
  return integration;
};

function checkTimeout(milliseconds: number | undefined, http: boolean): void {
  const most = http ? HTTP_TIMEOUT : WEBSOCKET_TIMEOUT;
  if (milliseconds !== undefined && (milliseconds < LEAST_TIMEOUT || milliseconds > most)) {
    throw new ServiceException("BadRequestException", `Timeout should be between ${LEAST_TIMEOUT} ms and ${most} ms`);
  }
}

export const getIntegration: Operation<ApiGatewayV2, "GetIntegration"> = ({ ApiId, IntegrationId }, context) =>
  requirePart<Integration>(context.store, context, ApiId, "integration", IntegrationId);

export const getIntegrations: Operation<ApiGatewayV2, "GetIntegrations"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  return page(allParts<Integration>(context.store, context, ApiId, "integration"), input);
};

export const updateIntegration: Operation<ApiGatewayV2, "UpdateIntegration"> = (input, context) => {
  const { ApiId, IntegrationId, ...changes } = input;
  const integration = requirePart<Integration>(context.store, context, ApiId, "integration", IntegrationId);
  const next = changed(integration, changes);
  checkTimeout(changes.TimeoutInMillis, requireApi(context.store, context, ApiId).ProtocolType === "HTTP");
  savePart(context.store, context, ApiId as string, "integration", IntegrationId as string, next);
  autoDeploy(context, ApiId as string);
  return next;
};

export const deleteIntegration: Operation<ApiGatewayV2, "DeleteIntegration"> = ({ ApiId, IntegrationId }, context) => {
  requirePart(context.store, context, ApiId, "integration", IntegrationId);
  const inUse = allParts<{ readonly Target?: string; readonly RouteKey: string }>(
    context.store,
    context,
    ApiId as string,
    "route",
  ).find(({ Target }) => Target === `integrations/${IntegrationId}`);
  if (inUse) {
    throw new ServiceException(
      "ConflictException",
      `Cannot delete Integration '${IntegrationId}' due to dependency with Route '${inUse.RouteKey}'`,
    );
  }
  removePart(context.store, context, ApiId as string, "integration", IntegrationId as string);
  return {};
};
