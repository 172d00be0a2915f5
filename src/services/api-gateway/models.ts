/** Models: the schemas of bodies. */
import type { Model } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { methodUsing } from "./resources.ts";
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
  checkSchema(model.schema);
  return savePart(context, api, "model", model.name, { id: newId(), ...model });
};

// Source: AWS's answers, as its users report them.
function checkSchema(schema: string | undefined): void {
  if (!schema) throw badRequest("Model schema must have at least 1 property or array items defined");
  try {
    JSON.parse(schema);
  } catch {
    throw badRequest(
      "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]",
    );
  }
}

/** What every new API has. Source: AWS. */
const DEFAULT_MODELS: readonly Model[] = [
  {
    name: "Empty",
    description: "This is a default empty schema model",
    schema:
      '{\n  "$schema": "http://json-schema.org/draft-04/schema#",\n  "title" : "Empty Schema",\n  "type" : "object"\n}',
  },
  {
    name: "Error",
    description: "This is a default error schema model",
    schema:
      '{\n  "$schema" : "http://json-schema.org/draft-04/schema#",\n  "title" : "Error Schema",\n  "type" : "object",\n  "properties" : {\n    "message" : { "type" : "string" }\n  }\n}',
  },
];

export function saveDefaultModels(place: Place, api: string): void {
  for (const model of DEFAULT_MODELS)
    savePart(place, api, "model", model.name as string, { id: newId(), ...model, contentType: "application/json" });
}

export const getModel: Operation<ApiGateway, "GetModel"> = ({ restApiId, modelName }, context) =>
  requireModel(context, restApiId, modelName);

export const getModels: Operation<ApiGateway, "GetModels"> = ({ restApiId, ...request }, context) =>
  page(allParts<Model>(context, requireApi(context, restApiId).id, "model"), request);

const MODEL_PATHS = paths({ "/description": "text", "/schema": "text" });

export const updateModel: Operation<ApiGateway, "UpdateModel"> = (input, context) => {
  const next = patched(requireModel(context, input.restApiId, input.modelName), input.patchOperations, MODEL_PATHS);
  checkSchema(next.schema);
  return savePart(context, input.restApiId as string, "model", input.modelName as string, next);
};

export const deleteModel: Operation<ApiGateway, "DeleteModel"> = ({ restApiId, modelName }, context) => {
  requireModel(context, restApiId, modelName);
  const user = methodUsing(context, restApiId as string, ({ requestModels }) =>
    Object.values(requestModels ?? {}).includes(modelName as string),
  );
  if (user)
    throw conflict(`Cannot delete model '${modelName}', is referenced in method request: ${user.path}/${user.method}`);
  removePart(context, restApiId as string, "model", modelName as string);
  return {};
};

/** A template to start from, made of the model's properties. */
export const getModelTemplate: Operation<ApiGateway, "GetModelTemplate"> = ({ restApiId, modelName }, context) => {
  const { schema } = requireModel(context, restApiId, modelName);
  const properties = (JSON.parse(schema ?? "{}") as { readonly properties?: object }).properties ?? {};
  const lines = Object.keys(properties).map((name) => `  "${name}" : "$inputRoot.${name}"`);
  return { value: `#set($inputRoot = $input.path('$'))\n{\n${lines.join(",\n")}\n}` };
};
