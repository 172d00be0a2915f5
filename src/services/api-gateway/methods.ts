/** Methods of a resource. */
import type { Method, MethodResponse, PatchOperation } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { checkContentTypes, checkDeclared, METHOD_PARAMETER, RESPONSE_PARAMETER } from "./mapping-expressions.ts";
import { brief, patched, paths } from "./patch.ts";
import { requireResource, saveResource } from "./resources.ts";
import { badRequest, conflict, findPart, notFound, type Place } from "./store.ts";

const METHODS = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

const AUTHORIZATION_TYPES = ["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"];

interface Address {
  readonly restApiId?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly httpMethod?: string | undefined;
}

export function requireMethod(place: Place, { restApiId, resourceId, httpMethod }: Address): Method {
  const method = requireResource(place, restApiId, resourceId).resourceMethods?.[httpMethod ?? ""];
  if (!method) throw notFound("Invalid Method identifier specified");
  return method;
}

export function saveMethod(place: Place, { restApiId, resourceId, httpMethod }: Address, method: Method): Method {
  const node = requireResource(place, restApiId, resourceId);
  const resourceMethods = { ...node.resourceMethods, [httpMethod as string]: method };
  saveResource(place, restApiId as string, { ...node, resourceMethods });
  return method;
}

export const putMethod: Operation<ApiGateway, "PutMethod"> = (input, context) => {
  const { restApiId, resourceId, httpMethod, ...given } = input;
  if (requireResource(context, restApiId, resourceId).resourceMethods?.[httpMethod ?? ""])
    throw conflict("Method already exists for this resource");
  if (!METHODS.includes(httpMethod ?? ""))
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${METHODS.join()}`);
  const method: Method = { ...given, apiKeyRequired: given.apiKeyRequired ?? false, httpMethod };
  check(context, restApiId as string, method);
  return saveMethod(context, input, method);
};

function check(place: Place, api: string, method: Method): void {
  if (!AUTHORIZATION_TYPES.includes(method.authorizationType ?? ""))
    throw badRequest(`Invalid authorization type specified. Valid options are ${AUTHORIZATION_TYPES.join()}`);
  const needsAuthorizer = method.authorizationType === "CUSTOM" || method.authorizationType === "COGNITO_USER_POOLS";
  if (needsAuthorizer && !findPart(place, api, "authorizer", method.authorizerId ?? ""))
    throw badRequest(
      "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
    );
  if (method.requestValidatorId && !findPart(place, api, "request-validator", method.requestValidatorId))
    throw badRequest("Invalid Request Validator identifier specified");
  checkModels(place, api, method.requestModels);
  checkContentTypes(method.requestModels);
  checkDeclared(Object.keys(method.requestParameters ?? {}), METHOD_PARAMETER);
  const names = Object.keys(method.requestParameters ?? {}).map((name) => name.split(".").slice(3).join("."));
  if (new Set(names).size < names.length)
    throw badRequest("Parameter names must be unique across querystring, header and path");
}

function checkModels(place: Place, api: string, models: Readonly<Record<string, string>> | undefined): void {
  for (const model of Object.values(models ?? {}))
    if (!findPart(place, api, "model", model) && model !== "Empty" && model !== "Error")
      throw badRequest(`Invalid model identifier specified: ${model}`);
}

export const getMethod: Operation<ApiGateway, "GetMethod"> = (input, context) => requireMethod(context, input);

const PATHS = paths({
  "/authorizationType": "text",
  "/authorizerId": ["text", "authorizerId", "replace remove"],
  "/authorizationScopes": "list",
  "/apiKeyRequired": "flag",
  "/operationName": ["text", "operationName", "replace remove"],
  "/requestParameters/*": "flagEntry",
  "/requestModels/*": "entry",
  "/requestValidatorId": ["text", "requestValidatorId", "replace remove"],
});

export const updateMethod: Operation<ApiGateway, "UpdateMethod"> = (input, context) => {
  const next = patched(requireMethod(context, input), input.patchOperations, PATHS, brief);
  check(context, input.restApiId as string, next);
  return saveMethod(context, input, next);
};

export const deleteMethod: Operation<ApiGateway, "DeleteMethod"> = (input, context) => {
  requireMethod(context, input);
  const node = requireResource(context, input.restApiId, input.resourceId);
  const { [input.httpMethod as string]: _gone, ...resourceMethods } = node.resourceMethods ?? {};
  saveResource(context, input.restApiId as string, { ...node, resourceMethods });
  return {};
};

export const putMethodResponse: Operation<ApiGateway, "PutMethodResponse"> = (input, context) => {
  const { restApiId: _api, resourceId: _resource, httpMethod: _method, ...response } = input;
  checkResponse(response);
  const method = requireMethod(context, input);
  if (method.methodResponses?.[input.statusCode as string]) throw conflict("Response already exists for this resource");
  checkModels(context, input.restApiId as string, response.responseModels);
  const methodResponses = { ...method.methodResponses, [input.statusCode as string]: response };
  saveMethod(context, input, { ...method, methodResponses });
  return response;
};

function checkResponse({ responseModels, responseParameters }: MethodResponse): void {
  checkContentTypes(responseModels);
  checkDeclared(Object.keys(responseParameters ?? {}), RESPONSE_PARAMETER);
}

type ResponseAddress = Address & { readonly statusCode?: string | undefined };

function requireMethodResponse(place: Place, input: ResponseAddress) {
  const response = requireMethod(place, input).methodResponses?.[input.statusCode ?? ""];
  if (!response) throw notFound("Invalid Response status code specified");
  return response;
}

export const getMethodResponse: Operation<ApiGateway, "GetMethodResponse"> = (input, context) =>
  requireMethodResponse(context, input);

const RESPONSE_PATHS = paths({ "/responseParameters/*": "flagEntry", "/responseModels/*": "entry" });

export const updateMethodResponse: Operation<ApiGateway, "UpdateMethodResponse"> = (input, context) => {
  const known = requireMethodResponse(context, input);
  for (const operation of input.patchOperations ?? []) checkRemoval(known, operation);
  const next = patched(known, input.patchOperations, RESPONSE_PATHS, brief);
  checkResponse(next);
  checkModels(context, input.restApiId as string, next.responseModels);
  const method = requireMethod(context, input);
  const methodResponses = { ...method.methodResponses, [input.statusCode as string]: next };
  saveMethod(context, input, { ...method, methodResponses });
  return next;
};

/** What is not there cannot be removed. */
function checkRemoval(response: MethodResponse, { op, path = "" }: PatchOperation): void {
  const [, member = "", name = ""] = path.split("/");
  const key = name.replaceAll("~1", "/");
  if (op !== "remove" || !key) return;
  if (member === "responseModels" && !(key in (response.responseModels ?? {})))
    throw notFound("Content-Type specified was not found");
  if (member === "responseParameters" && !(key in (response.responseParameters ?? {})))
    throw notFound("Invalid parameter name specified");
}

export const deleteMethodResponse: Operation<ApiGateway, "DeleteMethodResponse"> = (input, context) => {
  requireMethodResponse(context, input);
  const method = requireMethod(context, input);
  const { [input.statusCode as string]: _gone, ...methodResponses } = method.methodResponses ?? {};
  saveMethod(context, input, { ...method, methodResponses });
  return {};
};
