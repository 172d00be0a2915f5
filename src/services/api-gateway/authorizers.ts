/** Authorizers: who decides about callers. */
import type { Authorizer } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { allParts, badRequest, newId, type Place, removePart, requireApi, requirePart, savePart } from "./store.ts";

const requireAuthorizer = (place: Place, api: string | undefined, id: string | undefined): Authorizer =>
  requirePart(place, api, "authorizer", id, "Invalid Authorizer identifier specified");

export const createAuthorizer: Operation<ApiGateway, "CreateAuthorizer"> = ({ restApiId, ...given }, context) => {
  const { id: api } = requireApi(context, restApiId);
  if (allParts<Authorizer>(context, api, "authorizer").some(({ name }) => name === given.name))
    throw badRequest("Authorizer name must be unique.");
  if (
    given.type !== "COGNITO_USER_POOLS" &&
    !/^arn:[^:]+:apigateway:[^:]+:lambda:path\//.test(given.authorizerUri ?? "")
  )
    throw badRequest(
      `Invalid Authorizer URI: ${given.authorizerUri ?? null}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    );
  const id = newId();
  return savePart(context, api, "authorizer", id, {
    id,
    authType: given.type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom",
    ...given,
    authorizerResultTtlInSeconds: given.authorizerResultTtlInSeconds ?? 300,
  });
};

export const getAuthorizer: Operation<ApiGateway, "GetAuthorizer"> = ({ restApiId, authorizerId }, context) =>
  requireAuthorizer(context, restApiId, authorizerId);

export const getAuthorizers: Operation<ApiGateway, "GetAuthorizers"> = ({ restApiId, ...request }, context) =>
  page(allParts<Authorizer>(context, requireApi(context, restApiId).id, "authorizer"), request);

const AUTHORIZER_PATHS = paths({
  "/name": "text",
  "/type": "text",
  "/authType": "text",
  "/authorizerUri": "text",
  "/authorizerCredentials": "text",
  "/authorizerResultTtlInSeconds": "number",
  "/identitySource": "text",
  "/identityValidationExpression": ["text", "identityValidationExpression", "replace remove"],
  "/providerARNs": "list",
});

export const updateAuthorizer: Operation<ApiGateway, "UpdateAuthorizer"> = (input, context) => {
  const authorizer = requireAuthorizer(context, input.restApiId, input.authorizerId);
  const next = patched(authorizer, input.patchOperations, AUTHORIZER_PATHS);
  return savePart(context, input.restApiId as string, "authorizer", input.authorizerId as string, next);
};

export const deleteAuthorizer: Operation<ApiGateway, "DeleteAuthorizer"> = ({ restApiId, authorizerId }, context) => {
  requireAuthorizer(context, restApiId, authorizerId);
  removePart(context, restApiId as string, "authorizer", authorizerId as string);
  return {};
};
