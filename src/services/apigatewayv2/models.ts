/** Models: JSON schemas of messages. */
import type { Model } from "@aws-sdk/client-apigatewayv2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { page } from "./page.ts";
import { allParts, newPartId, removePart, requireApi, requirePart, savePart } from "./store.ts";

export const createModel: Operation<ApiGatewayV2, "CreateModel"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  requireSchema(input.Schema);
  if (allParts<Model>(context.store, context, ApiId, "model").some(({ Name }) => Name === input.Name)) {
    throw new ServiceException("ConflictException", `Model name already exists for this REST API: ${input.Name}`);
  }
  const model: Model = {
    ModelId: newPartId(),
    Name: input.Name,
    ContentType: "application/json",
    ...given(input, ["ApiId"]),
  };
  savePart(context.store, context, ApiId, "model", model.ModelId as string, model);
  return model;
};

function requireSchema(schema: string | undefined): void {
  try {
    JSON.parse(schema ?? "");
  } catch {
    throw new ServiceException(
      "BadRequestException",
      "Invalid model schema specified. Unable to parse the schema as JSON",
    );
  }
}

export const getModel: Operation<ApiGatewayV2, "GetModel"> = ({ ApiId, ModelId }, context) =>
  requirePart<Model>(context.store, context, ApiId, "model", ModelId);

export const getModels: Operation<ApiGatewayV2, "GetModels"> = (input, context) => {
  const { ApiId } = requireApi(context.store, context, input.ApiId);
  return page(allParts<Model>(context.store, context, ApiId, "model"), input);
};

export const updateModel: Operation<ApiGatewayV2, "UpdateModel"> = (input, context) => {
  const { ApiId, ModelId, ...changes } = input;
  if (changes.Schema !== undefined) requireSchema(changes.Schema);
  const next = changed(requirePart<Model>(context.store, context, ApiId, "model", ModelId), changes);
  savePart(context.store, context, ApiId as string, "model", ModelId as string, next);
  return next;
};

export const deleteModel: Operation<ApiGatewayV2, "DeleteModel"> = ({ ApiId, ModelId }, context) => {
  requirePart(context.store, context, ApiId, "model", ModelId);
  removePart(context.store, context, ApiId as string, "model", ModelId as string);
  return {};
};
