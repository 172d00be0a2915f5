/** Documentation: parts of it, and versions of the whole. */
import type { DocumentationPart, DocumentationVersion } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { patched, paths } from "./patch.ts";
import { newId, type Place, removePart, requireApi, requirePart, savePart } from "./store.ts";

const requireDocumentation = (place: Place, api: string | undefined, id: string | undefined): DocumentationPart =>
  requirePart(place, api, "documentation-part", id, "Invalid Documentation part identifier specified");

export const createDocumentationPart: Operation<ApiGateway, "CreateDocumentationPart"> = (input, context) => {
  const { id: api } = requireApi(context, input.restApiId);
  const id = newId();
  const { location, properties } = input;
  return savePart(context, api, "documentation-part", id, { id, location, properties });
};

export const getDocumentationPart: Operation<ApiGateway, "GetDocumentationPart"> = (input, context) =>
  requireDocumentation(context, input.restApiId, input.documentationPartId);

export const updateDocumentationPart: Operation<ApiGateway, "UpdateDocumentationPart"> = (input, context) => {
  const part = requireDocumentation(context, input.restApiId, input.documentationPartId);
  const next = patched(part, input.patchOperations, paths({ "/properties": "text" }));
  return savePart(context, input.restApiId as string, "documentation-part", input.documentationPartId as string, next);
};

export const deleteDocumentationPart: Operation<ApiGateway, "DeleteDocumentationPart"> = (input, context) => {
  requireDocumentation(context, input.restApiId, input.documentationPartId);
  removePart(context, input.restApiId as string, "documentation-part", input.documentationPartId as string);
  return {};
};

const requireVersion = (place: Place, api: string | undefined, version: string | undefined): DocumentationVersion =>
  requirePart(place, api, "documentation-version", version, "Invalid Documentation version specified");

export const createDocumentationVersion: Operation<ApiGateway, "CreateDocumentationVersion"> = (input, context) => {
  const { id: api } = requireApi(context, input.restApiId);
  const version = input.documentationVersion as string;
  const createdDate = new Date(context.clock.now());
  const { description } = input;
  return savePart(context, api, "documentation-version", version, { version, createdDate, description });
};

export const getDocumentationVersion: Operation<ApiGateway, "GetDocumentationVersion"> = (input, context) =>
  requireVersion(context, input.restApiId, input.documentationVersion);

export const updateDocumentationVersion: Operation<ApiGateway, "UpdateDocumentationVersion"> = (input, context) => {
  const version = requireVersion(context, input.restApiId, input.documentationVersion);
  const next = patched(version, input.patchOperations, paths({ "/description": "text" }));
  return savePart(
    context,
    input.restApiId as string,
    "documentation-version",
    input.documentationVersion as string,
    next,
  );
};

export const deleteDocumentationVersion: Operation<ApiGateway, "DeleteDocumentationVersion"> = (input, context) => {
  requireVersion(context, input.restApiId, input.documentationVersion);
  removePart(context, input.restApiId as string, "documentation-version", input.documentationVersion as string);
  return {};
};
