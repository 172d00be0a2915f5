/** Models: the schemas of bodies. */
import type { Model } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import {
  allParts,
  badRequest,
  conflict,
  findPart,
  newId,
  type Place,
  removePart,
  requireApi,
  requirePart,
  savePart,
} from "./store.ts";

const requireModel = (place: Place, api: string | undefined, name: string | undefined): Model =>
  requirePart<Model>(place, api, "model", name, `Invalid model name specified: ${name}`);

export const createModel: Operation<ApiGateway, "CreateModel"> = ({ restApiId, ...model }, context) => {
  const { id: api } = requireApi(context, restApiId);
  if (!model.name) throw badRequest("Model name must be non-empty");
  if (!/^[a-zA-Z0-9]+$/.test(model.name)) throw badRequest("Model name must be alphanumeric");
  if (findPart(context, api, "model", model.name)) throw conflict("Model name already exists for this REST API");
  return savePart(context, api, "model", model.name, { id: newId(), ...model });
};

export const getModel: Operation<ApiGateway, "GetModel"> = ({ restApiId, modelName }, context) =>
  requireModel(context, restApiId, modelName);

export const getModels: Operation<ApiGateway, "GetModels"> = ({ restApiId, ...request }, context) =>
  page(allParts<Model>(context, requireApi(context, restApiId).id, "model"), request);

const MODEL_PATHS = paths({ "/description": "text", "/schema": "text" });

export const updateModel: Operation<ApiGateway, "UpdateModel"> = (input, context) => {
  const next = patched(requireModel(context, input.restApiId, input.modelName), input.patchOperations, MODEL_PATHS);
  return savePart(context, input.restApiId as string, "model", input.modelName as string, next);
};

export const deleteModel: Operation<ApiGateway, "DeleteModel"> = ({ restApiId, modelName }, context) => {
  requireModel(context, restApiId, modelName);
  removePart(context, restApiId as string, "model", modelName as string);
  return {};
};
