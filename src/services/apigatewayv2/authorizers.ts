/** Authorizers: who may call a route. */
import type { Authorizer, Route } from "@aws-sdk/client-apigatewayv2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { forgetAnswers } from "./http-api/lambda-authorizer.ts";
import { page } from "./page.ts";
import { allParts, newPartId, removePart, requireApi, requirePart, savePart } from "./store.ts";

export const createAuthorizer: Operation<ApiGatewayV2, "CreateAuthorizer"> = (input, context) => {
  const { ApiId, ProtocolType } = requireApi(context.store, context, input.ApiId);
  if (ProtocolType === "WEBSOCKET" && input.AuthorizerType === "JWT") {
    throw new ServiceException("BadRequestException", "JWT authorizers are only supported for HTTP APIs");
  }
  if (ProtocolType === "HTTP" && input.AuthorizerType === "REQUEST" && !input.AuthorizerPayloadFormatVersion) {
    throw new ServiceException(
      "BadRequestException",
      "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer",
    );
  }
  const same = allParts<Authorizer>(context.store, context, ApiId, "authorizer").some(
    ({ Name }) => Name === input.Name,
  );
  if (same) throw new ServiceException("BadRequestException", "Authorizer name must be unique.");
  checkLifetime(input);
  const authorizer: Authorizer = { AuthorizerId: newPartId(), Name: input.Name, ...given(input, ["ApiId"]) };
  savePart(context.store, context, ApiId, "authorizer", authorizer.AuthorizerId as string, authorizer);
  return authorizer;
};

interface Lifetime {
  readonly AuthorizerResultTtlInSeconds?: number | undefined;
  readonly AuthorizerType?: string | undefined;
  readonly IdentitySource?: readonly string[] | undefined;
}

function checkLifetime({ AuthorizerResultTtlInSeconds: seconds, AuthorizerType, IdentitySource }: Lifetime): void {
  // Source: AWS's answer, as its users report it.
  if (AuthorizerType === "REQUEST" && (seconds ?? 0) > 0 && !IdentitySource?.length) {
    throw new ServiceException(
      "BadRequestException",
      "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)",
    );
  }
  if (seconds !== undefined && (seconds < 0 || seconds > 3600)) {
    throw new ServiceException("BadRequestException", "Authorizer result TTL must be between 0 and 3600 seconds");
  }
}

export const getAuthorizer: Operation<ApiGatewayV2, "GetAuthorizer"> = ({ ApiId, AuthorizerId }, context) =>
  requirePart<Authorizer>(context.store, context, ApiId, "authorizer", AuthorizerId);

export const getAuthorizers: Operation<ApiGatewayV2, "GetAuthorizers"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  return page(allParts<Authorizer>(context.store, context, ApiId, "authorizer"), input);
};

export const updateAuthorizer: Operation<ApiGatewayV2, "UpdateAuthorizer"> = (input, context) => {
  const { ApiId, AuthorizerId, ...changes } = input;
  const next = changed(requirePart<Authorizer>(context.store, context, ApiId, "authorizer", AuthorizerId), changes);
  checkLifetime(next);
  savePart(context.store, context, ApiId as string, "authorizer", AuthorizerId as string, next);
  return next;
};

export const deleteAuthorizer: Operation<ApiGatewayV2, "DeleteAuthorizer"> = ({ ApiId, AuthorizerId }, context) => {
  const { Name } = requirePart<Authorizer>(context.store, context, ApiId, "authorizer", AuthorizerId);
  const routes = allParts<Route>(context.store, context, ApiId as string, "route");
  const user = routes.find((route) => route.AuthorizerId === AuthorizerId);
  if (user) {
    throw new ServiceException(
      "ConflictException",
      // Source: AWS's answer, as its users report it.
      `Cannot delete authorizer '${Name}', is referenced in route: ${user.RouteKey}`,
    );
  }
  removePart(context.store, context, ApiId as string, "authorizer", AuthorizerId as string);
  return {};
};

export const resetAuthorizersCache: Operation<ApiGatewayV2, "ResetAuthorizersCache"> = (
  { ApiId, StageName },
  context,
) => {
  requirePart(context.store, context, ApiId, "stage", StageName);
  forgetAnswers(context.cloud, ApiId as string, StageName as string);
  return {};
};
