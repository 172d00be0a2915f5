/** Integration responses of WebSocket APIs: kept under their integration's id and their own. */
import type { IntegrationResponse } from "@aws-sdk/client-apigatewayv2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { page } from "./page.ts";
import { allParts, newPartId, removePart, requirePart, savePart } from "./store.ts";

const KIND = "integration-response";
const place = (integrationId: string | undefined, id: string | undefined) => `${integrationId}/${id}`;

export const createIntegrationResponse: Operation<ApiGatewayV2, "CreateIntegrationResponse"> = (input, context) => {
  const { ApiId = "", IntegrationId } = input;
  requirePart(context.store, context, ApiId, "integration", IntegrationId);
  const same = responsesOf(allParts(context.store, context, ApiId, KIND), IntegrationId).some(
    ({ IntegrationResponseKey }) => IntegrationResponseKey === input.IntegrationResponseKey,
  );
  if (same) {
    throw new ServiceException(
      "ConflictException",
      `IntegrationResponse with IntegrationResponseKey ${input.IntegrationResponseKey} already exists for this integration`,
    );
  }
  const id = newPartId();
  const response = { IntegrationId, IntegrationResponseId: id, ...given(input, ["ApiId", "IntegrationId"]) };
  savePart(context.store, context, ApiId, KIND, place(IntegrationId, id), response);
  return told(response as Kept);
};

/** The integration is part of what is kept, not of what is told. */
type Kept = IntegrationResponse & { readonly IntegrationId?: string };

function responsesOf(all: readonly Kept[], integrationId: string | undefined): Kept[] {
  return all.filter(({ IntegrationId }) => IntegrationId === integrationId);
}

function told(kept: Kept): IntegrationResponse {
  const { IntegrationId: _, ...response } = kept;
  return response;
}

export const getIntegrationResponse: Operation<ApiGatewayV2, "GetIntegrationResponse"> = (input, context) =>
  told(requirePart(context.store, context, input.ApiId, KIND, place(input.IntegrationId, input.IntegrationResponseId)));

export const getIntegrationResponses: Operation<ApiGatewayV2, "GetIntegrationResponses"> = (input, context) => {
  const { ApiId = "", IntegrationId } = input;
  requirePart(context.store, context, ApiId, "integration", IntegrationId);
  return page(responsesOf(allParts(context.store, context, ApiId, KIND), IntegrationId).map(told), input);
};

export const updateIntegrationResponse: Operation<ApiGatewayV2, "UpdateIntegrationResponse"> = (input, context) => {
  const { ApiId = "", IntegrationId, IntegrationResponseId, ...changes } = input;
  const id = place(IntegrationId, IntegrationResponseId);
  const next = changed(requirePart<Kept>(context.store, context, ApiId, KIND, id), changes);
  savePart(context.store, context, ApiId, KIND, id, next);
  return told(next);
};

export const deleteIntegrationResponse: Operation<ApiGatewayV2, "DeleteIntegrationResponse"> = (input, context) => {
  const id = place(input.IntegrationId, input.IntegrationResponseId);
  requirePart(context.store, context, input.ApiId, KIND, id);
  removePart(context.store, context, input.ApiId as string, KIND, id);
  return {};
};
