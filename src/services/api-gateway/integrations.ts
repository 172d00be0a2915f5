/** What a method leads to, and how its answers are turned into the method's. */
import type { Integration } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { checkRequestMappings, checkResponseMappings } from "./mapping-expressions.ts";
import { requireMethod, saveMethod } from "./methods.ts";
import { brief, patched, paths } from "./patch.ts";
import { badRequest, notFound, type Place } from "./store.ts";

/** Milliseconds. More than usual is a matter of the account's quota. */
const LEAST_TIMEOUT = 50;
const USUAL_TIMEOUT = 29_000;

interface Address {
  readonly restApiId?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly httpMethod?: string | undefined;
}

export const putIntegration: Operation<ApiGateway, "PutIntegration"> = (input, context) => {
  const { restApiId: _api, resourceId, httpMethod: _method, integrationHttpMethod, ...given } = input;
  const method = requireMethod(context, input);
  const integration = checked({
    ...given,
    ...(integrationHttpMethod !== undefined && { httpMethod: integrationHttpMethod }),
    cacheKeyParameters: given.cacheKeyParameters ?? [],
    cacheNamespace: given.cacheNamespace ?? resourceId,
    passthroughBehavior: given.passthroughBehavior ?? "WHEN_NO_MATCH",
    timeoutInMillis: given.timeoutInMillis ?? USUAL_TIMEOUT,
  });
  checkRequestMappings(integration.requestParameters, method);
  saveMethod(context, input, { ...method, methodIntegration: integration });
  return integration;
};

function checked(integration: Integration): Integration {
  const { type, uri, httpMethod, timeoutInMillis = LEAST_TIMEOUT } = integration;
  if (type !== "MOCK" && !httpMethod) throw badRequest("Enumeration value for HttpMethod must be non-empty");
  if (type === "AWS" || type === "AWS_PROXY") {
    if (!uri?.startsWith("arn:")) throw badRequest("Invalid ARN specified in the request");
    if (!/^arn:[^:]+:apigateway:[^:]+:[^:]+:(path|action)\//.test(uri))
      throw badRequest("AWS ARN for integration must contain path or action");
    if (type === "AWS_PROXY" && !/:(lambda|firehose):(path|action)\//.test(uri))
      throw badRequest(
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
      );
  }
  if (
    (type === "HTTP" || type === "HTTP_PROXY") &&
    integration.connectionType !== "VPC_LINK" &&
    !/^https?:\/\//.test(uri ?? "")
  )
    throw badRequest("Invalid HTTP endpoint specified for URI");
  if (timeoutInMillis < LEAST_TIMEOUT)
    throw badRequest(`Timeout should be between ${LEAST_TIMEOUT} ms and ${USUAL_TIMEOUT} ms`);
  return integration;
}

function requireIntegration(place: Place, input: Address): Integration {
  const integration = requireMethod(place, input).methodIntegration;
  if (!integration) throw notFound("Invalid Integration identifier specified");
  return integration;
}

const saveIntegration = (place: Place, input: Address, methodIntegration: Integration): Integration => {
  saveMethod(place, input, { ...requireMethod(place, input), methodIntegration });
  return methodIntegration;
};

export const getIntegration: Operation<ApiGateway, "GetIntegration"> = (input, context) =>
  requireIntegration(context, input);

const PATHS = paths({
  "/cacheNamespace": "text",
  "/cacheKeyParameters/*": "item",
  "/connectionId": ["text", "connectionId", "replace remove"],
  "/connectionType": "text",
  "/contentHandling": ["text", "contentHandling", "replace remove"],
  "/credentials": ["text", "credentials", "replace remove"],
  "/httpMethod": "text",
  "/passthroughBehavior": "text",
  "/requestParameters/*": "entry",
  "/requestTemplates/*": "entry",
  "/responseTransferMode": "text",
  "/timeoutInMillis": "number",
  "/tlsConfig/insecureSkipVerification": "flag",
  "/type": "text",
  "/uri": "text",
});

export const updateIntegration: Operation<ApiGateway, "UpdateIntegration"> = (input, context) => {
  const next = checked(patched(requireIntegration(context, input), input.patchOperations, PATHS, brief));
  checkRequestMappings(next.requestParameters, requireMethod(context, input));
  return saveIntegration(context, input, next);
};

export const deleteIntegration: Operation<ApiGateway, "DeleteIntegration"> = (input, context) => {
  requireIntegration(context, input);
  const { methodIntegration: _gone, ...method } = requireMethod(context, input);
  saveMethod(context, input, method);
  return {};
};

export const putIntegrationResponse: Operation<ApiGateway, "PutIntegrationResponse"> = (input, context) => {
  const { restApiId: _api, resourceId: _resource, httpMethod: _method, ...response } = input;
  const integration = requireIntegration(context, input);
  const status = input.statusCode as string;
  const method = requireMethod(context, input);
  if (!method.methodResponses?.[status]) throw notFound("Invalid Response status code specified");
  checkResponseMappings(input.responseParameters, method, status);
  const responses = { ...integration.integrationResponses, [status]: response };
  saveIntegration(context, input, { ...integration, integrationResponses: responses });
  return response;
};

function requireResponse(place: Place, input: Address & { readonly statusCode?: string | undefined }) {
  const response = requireIntegration(place, input).integrationResponses?.[input.statusCode ?? ""];
  if (!response) throw notFound("Invalid Response status code specified");
  return response;
}

export const getIntegrationResponse: Operation<ApiGateway, "GetIntegrationResponse"> = (input, context) =>
  requireResponse(context, input);

const RESPONSE_PATHS = paths({
  "/contentHandling": ["text", "contentHandling", "replace remove"],
  "/responseParameters/*": "entry",
  "/responseTemplates/*": "entry",
  "/selectionPattern": "text",
});

export const updateIntegrationResponse: Operation<ApiGateway, "UpdateIntegrationResponse"> = (input, context) => {
  const next = patched(requireResponse(context, input), input.patchOperations, RESPONSE_PATHS, brief);
  checkResponseMappings(next.responseParameters, requireMethod(context, input), input.statusCode as string);
  const integration = requireIntegration(context, input);
  const responses = { ...integration.integrationResponses, [input.statusCode as string]: next };
  saveIntegration(context, input, { ...integration, integrationResponses: responses });
  return next;
};

export const deleteIntegrationResponse: Operation<ApiGateway, "DeleteIntegrationResponse"> = (input, context) => {
  requireResponse(context, input);
  const integration = requireIntegration(context, input);
  const { [input.statusCode as string]: _gone, ...responses } = integration.integrationResponses ?? {};
  saveIntegration(context, input, { ...integration, integrationResponses: responses });
  return {};
};
