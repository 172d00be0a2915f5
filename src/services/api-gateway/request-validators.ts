/** Request validators: what of a request is checked before it goes on. */
import type { RequestValidator } from "@aws-sdk/client-api-gateway";
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

const requireValidator = (place: Place, api: string | undefined, id: string | undefined): RequestValidator =>
  requirePart(place, api, "request-validator", id, "Invalid Request Validator identifier specified");

export const createRequestValidator: Operation<ApiGateway, "CreateRequestValidator"> = (input, context) => {
  const { restApiId, ...given } = input;
  const { id: api } = requireApi(context, restApiId);
  checkName(input.name);
  const id = newId();
  return savePart(context, api, "request-validator", id, {
    id,
    validateRequestBody: false,
    validateRequestParameters: false,
    ...given,
  });
};

function checkName(name: string | undefined): void {
  if (!name?.trim()) throw badRequest("Request Validator name cannot be blank");
}

export const getRequestValidator: Operation<ApiGateway, "GetRequestValidator"> = (input, context) =>
  requireValidator(context, input.restApiId, input.requestValidatorId);

export const getRequestValidators: Operation<ApiGateway, "GetRequestValidators"> = (input, context) =>
  page(allParts<RequestValidator>(context, requireApi(context, input.restApiId).id, "request-validator"), input);

const VALIDATOR_PATHS = paths({
  "/name": "text",
  "/validateRequestBody": "flag",
  "/validateRequestParameters": "flag",
});

export const updateRequestValidator: Operation<ApiGateway, "UpdateRequestValidator"> = (input, context) => {
  const validator = requireValidator(context, input.restApiId, input.requestValidatorId);
  const next = patched(validator, input.patchOperations, VALIDATOR_PATHS);
  checkName(next.name);
  return savePart(context, input.restApiId as string, "request-validator", input.requestValidatorId as string, next);
};

export const deleteRequestValidator: Operation<ApiGateway, "DeleteRequestValidator"> = (input, context) => {
  const { name } = requireValidator(context, input.restApiId, input.requestValidatorId);
  const user = methodUsing(
    context,
    input.restApiId as string,
    ({ requestValidatorId }) => requestValidatorId === input.requestValidatorId,
  );
  if (user) throw conflict(`Cannot delete validator '${name}', is referenced in method: ${user.method}/${user.path}`);
  removePart(context, input.restApiId as string, "request-validator", input.requestValidatorId as string);
  return {};
};
