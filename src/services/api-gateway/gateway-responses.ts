/** What a caller is told when an API refuses; every kind has a default that nobody needs to put. */
import type { GatewayResponse } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ApiGateway } from "./client.ts";
import { brief, patched, paths } from "./patch.ts";
import { findPart, notFound, type Place, removePart, requireApi, savePart } from "./store.ts";

/** Kinds with the status of their default. Source: AWS's documentation of gateway response types. */
const STATUS: Readonly<Record<string, string | undefined>> = {
  ACCESS_DENIED: "403",
  API_CONFIGURATION_ERROR: "500",
  AUTHORIZER_CONFIGURATION_ERROR: "500",
  AUTHORIZER_FAILURE: "500",
  BAD_REQUEST_BODY: "400",
  BAD_REQUEST_PARAMETERS: "400",
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: "403",
  INTEGRATION_FAILURE: "504",
  INTEGRATION_TIMEOUT: "504",
  INVALID_API_KEY: "403",
  INVALID_SIGNATURE: "403",
  MISSING_AUTHENTICATION_TOKEN: "403",
  QUOTA_EXCEEDED: "429",
  REQUEST_TOO_LARGE: "413",
  RESOURCE_NOT_FOUND: "404",
  THROTTLED: "429",
  UNAUTHORIZED: "401",
  UNSUPPORTED_MEDIA_TYPE: "415",
  WAF_FILTERED: "403",
};

function response(place: Place, api: string | undefined, type: string | undefined): GatewayResponse {
  const { id } = requireApi(place, api);
  if (!(String(type) in STATUS))
    throw new ServiceException("ValidationException", `Invalid value for response type: ${type}`);
  const own = findPart<GatewayResponse>(place, id, "gateway-response", type as string);
  const family = STATUS[type as string]?.startsWith("4") ? "DEFAULT_4XX" : "DEFAULT_5XX";
  const general = own ? undefined : findPart<GatewayResponse>(place, id, "gateway-response", family);
  const statusCode = STATUS[type as string];
  return (
    own ?? {
      defaultResponse: true,
      responseParameters: general?.responseParameters ?? {},
      responseTemplates: general?.responseTemplates ?? {
        "application/json": '{"message":$context.error.messageString}',
      },
      responseType: type as NonNullable<GatewayResponse["responseType"]>,
      ...(statusCode !== undefined && { statusCode: general?.statusCode ?? statusCode }),
    }
  );
}

export const putGatewayResponse: Operation<ApiGateway, "PutGatewayResponse"> = (input, context) => {
  const known = response(context, input.restApiId, input.responseType);
  const { restApiId, ...given } = input;
  return savePart(context, restApiId as string, "gateway-response", input.responseType as string, {
    ...(known.statusCode !== undefined && { statusCode: known.statusCode }),
    responseParameters: {},
    responseTemplates: {},
    ...given,
    defaultResponse: false,
  });
};

export const getGatewayResponse: Operation<ApiGateway, "GetGatewayResponse"> = (input, context) =>
  response(context, input.restApiId, input.responseType);

export const getGatewayResponses: Operation<ApiGateway, "GetGatewayResponses"> = ({ restApiId }, context) => ({
  items: Object.keys(STATUS).map((type) => response(context, restApiId, type)),
});

const PATHS = paths({ "/statusCode": "text", "/responseParameters/*": "entry", "/responseTemplates/*": "entry" });

export const updateGatewayResponse: Operation<ApiGateway, "UpdateGatewayResponse"> = (input, context) => {
  const next = patched(response(context, input.restApiId, input.responseType), input.patchOperations, PATHS, brief);
  return savePart(context, input.restApiId as string, "gateway-response", input.responseType as string, {
    ...next,
    defaultResponse: false,
  });
};

export const deleteGatewayResponse: Operation<ApiGateway, "DeleteGatewayResponse"> = (input, context) => {
  const { id } = requireApi(context, input.restApiId);
  if (!findPart(context, id, "gateway-response", input.responseType ?? ""))
    throw notFound("Gateway response type not defined on api");
  removePart(context, id, "gateway-response", input.responseType as string);
  return {};
};
