/** Documentation: parts of it, and versions of the whole. */
import type { DocumentationPart, DocumentationVersion } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { parseOpenApi } from "../../endpoint/open-api-text.ts";
import type { ApiGateway } from "./client.ts";
import { importDocumentation } from "./open-api/import-documentation.ts";
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

const requireDocumentation = (place: Place, api: string | undefined, id: string | undefined): DocumentationPart =>
  requirePart(place, api, "documentation-part", id, "Invalid Documentation part identifier specified");

export const createDocumentationPart: Operation<ApiGateway, "CreateDocumentationPart"> = (input, context) => {
  const { id: api } = requireApi(context, input.restApiId);
  const id = newId();
  const { location, properties } = input;
  if (!properties) throw badRequest("Documentation part properties must be non-empty");
  refuseTwice(context, api, location);
  return savePart(context, api, "documentation-part", id, { id, location, properties });
};

/** Source: AWS's answer, as its users report it. */
function refuseTwice(place: Place, api: string, location: DocumentationPart["location"]): void {
  const named = (one: DocumentationPart["location"]) =>
    LOCATION.filter((member) => one?.[member] !== undefined)
      .map((member) => `${member} '${one?.[member]}'`)
      .join(", ");
  const known = allParts<DocumentationPart>(place, api, "documentation-part");
  if (known.some((one) => named(one.location) === named(location)))
    throw conflict(`Documentation part already exists for the specified location: ${named(location)}`);
}

const LOCATION = ["type", "path", "method", "statusCode", "name"] as const;

export const getDocumentationPart: Operation<ApiGateway, "GetDocumentationPart"> = (input, context) =>
  requireDocumentation(context, input.restApiId, input.documentationPartId);

export const getDocumentationParts: Operation<ApiGateway, "GetDocumentationParts"> = (input, context) => {
  const { type, nameQuery, path } = input;
  const parts = allParts<DocumentationPart>(context, requireApi(context, input.restApiId).id, "documentation-part");
  return page(
    parts.filter(
      ({ location }) =>
        (type === undefined || location?.type === type) &&
        (nameQuery === undefined || location?.name?.includes(nameQuery)) &&
        (path === undefined || location?.path === path),
    ),
    input,
  );
};

/** The parts of an OpenAPI document's documentation. */
export const importDocumentationParts: Operation<ApiGateway, "ImportDocumentationParts"> = async (input, context) => {
  const { id: api } = requireApi(context, input.restApiId);
  const document = await parseOpenApi(input.body);
  if (input.mode === "overwrite")
    for (const { id } of allParts<DocumentationPart>(context, api, "documentation-part"))
      removePart(context, api, "documentation-part", id as string);
  return { ids: importDocumentation(context, api, document), warnings: [] };
};

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
  if (findPart(context, api, "documentation-version", version))
    throw conflict(`Documentation version ${version} already exists`);
  const createdDate = new Date(wholeSeconds(context.clock.now()));
  const { description } = input;
  return savePart(context, api, "documentation-version", version, { version, createdDate, description });
};

export const getDocumentationVersion: Operation<ApiGateway, "GetDocumentationVersion"> = (input, context) =>
  requireVersion(context, input.restApiId, input.documentationVersion);

export const getDocumentationVersions: Operation<ApiGateway, "GetDocumentationVersions"> = (input, context) =>
  page(
    allParts<DocumentationVersion>(context, requireApi(context, input.restApiId).id, "documentation-version"),
    input,
  );

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
