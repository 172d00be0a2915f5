/** Authorizers: who decides about callers. */
import type { Authorizer } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { methodUsing } from "./resources.ts";
import {
  allParts,
  badRequest,
  conflict,
  newId,
  type Place,
  removePart,
  requireApi,
  requirePart,
  savePart,
} from "./store.ts";

const requireAuthorizer = (place: Place, api: string | undefined, id: string | undefined): Authorizer =>
  requirePart(place, api, "authorizer", id, "Invalid Authorizer identifier specified");

export const createAuthorizer: Operation<ApiGateway, "CreateAuthorizer"> = ({ restApiId, ...given }, context) => {
  const { id: api } = requireApi(context, restApiId);
  const id = newId();
  const authorizer: Authorizer = {
    id,
    authType: given.type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom",
    ...given,
    authorizerResultTtlInSeconds: given.authorizerResultTtlInSeconds ?? 300,
  };
  check(context, api, authorizer);
  return savePart(context, api, "authorizer", id, authorizer);
};

function check(place: Place, api: string, authorizer: Authorizer): void {
  const { id, name, type, authorizerUri, authorizerResultTtlInSeconds: seconds = 0 } = authorizer;
  if (seconds < 0 || seconds > 3600) throw badRequest("Authorizer result TTL must be between 0 and 3600 seconds");
  if (allParts<Authorizer>(place, api, "authorizer").some((one) => one.name === name && one.id !== id))
    throw badRequest("Authorizer name must be unique.");
  if (type !== "COGNITO_USER_POOLS" && !/^arn:[^:]+:apigateway:[^:]+:lambda:path\//.test(authorizerUri ?? ""))
    throw badRequest(
      `Invalid Authorizer URI: ${authorizerUri ?? null}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    );
}

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
  check(context, input.restApiId as string, next);
  return savePart(context, input.restApiId as string, "authorizer", input.authorizerId as string, next);
};

export const deleteAuthorizer: Operation<ApiGateway, "DeleteAuthorizer"> = ({ restApiId, authorizerId }, context) => {
  const { name } = requireAuthorizer(context, restApiId, authorizerId);
  const user = methodUsing(context, restApiId as string, (method) => method.authorizerId === authorizerId);
  // Source: AWS's answer, as its users report it.
  if (user) throw conflict(`Cannot delete authorizer '${name}', is referenced in method: ${user.method}/${user.path}`);
  removePart(context, restApiId as string, "authorizer", authorizerId as string);
  return {};
};
