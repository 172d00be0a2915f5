/** OpenAPI documents (2.0 and 3.0) as APIs: what ImportRestApi and PutRestApi make of them. */
import type { Method } from "@aws-sdk/client-api-gateway";
import { type Described, type Document, type Parameter, pathPrefix } from "../../../endpoint/open-api-document.ts";
import { addResource, type Node, saveResource } from "../resources.ts";
import { type Api, allParts, newId, type Part, type Place, removePart, saveApi, savePart } from "../store.ts";
import { importDocumentation } from "./import-documentation.ts";
import { type ImportScope, methodOf } from "./import-method.ts";
import { importModels } from "./import-models.ts";
import { importAuthorizers } from "./import-security.ts";

export interface ImportSettings {
  /** Starts from nothing. */
  readonly overwrite: boolean;
  /** What becomes of the base path: `ignore`, `prepend` or `split`. */
  readonly basepath?: string | undefined;
  readonly ignore?: string | undefined;
}

const METHODS: Readonly<Record<string, string>> = { "x-amazon-apigateway-any-method": "ANY" };
const NAMED = /^(get|put|post|delete|patch|options|head)$/;

export function importInto(place: Place, api: Api, document: Document, settings: ImportSettings): Api {
  if (settings.overwrite) clear(place, api);
  const { id } = api;
  importModels(place, id, document);
  importGatewayResponses(place, id, document);
  if (settings.ignore !== "documentation") importDocumentation(place, id, document);
  const scope: ImportScope = {
    place,
    api: id,
    document,
    authorizers: importAuthorizers(place, id, document),
    validators: importValidators(place, id, document),
  };
  const base = pathPrefix(document, settings.basepath);
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    const node = nodeAt(place, id, `${base}${path}`);
    const described = Object.entries(methods)
      .filter(([name]) => name in METHODS || NAMED.test(name))
      .map(([name, one]): [string, Method] => {
        const httpMethod = METHODS[name] ?? name.toUpperCase();
        const shared = (methods["parameters"] ?? []) as readonly Parameter[];
        return [httpMethod, methodOf(scope, httpMethod, one as Described, shared, node.id)];
      });
    if (described.length > 0)
      saveResource(place, id, {
        ...node,
        resourceMethods: { ...node.resourceMethods, ...Object.fromEntries(described) },
      });
  }
  return saveApi(place, withSettings(api, document, settings.overwrite));
}

const KEPT_ON_MERGE: readonly Part[] = [
  "model",
  "request-validator",
  "authorizer",
  "gateway-response",
  "documentation-part",
];

function clear(place: Place, { id, rootResourceId }: Api): void {
  for (const node of allParts<Node>(place, id, "resource"))
    if (node.id !== rootResourceId) removePart(place, id, "resource", node.id);
  saveResource(place, id, { id: rootResourceId, path: "/" });
  for (const kind of KEPT_ON_MERGE)
    for (const part of allParts<{ readonly id?: string; readonly name?: string; readonly responseType?: string }>(
      place,
      id,
      kind,
    ))
      removePart(place, id, kind, (kind === "model" ? part.name : (part.id ?? part.responseType)) as string);
}

function importGatewayResponses(place: Place, api: string, document: Document): void {
  for (const [responseType, given] of Object.entries(document["x-amazon-apigateway-gateway-responses"] ?? {})) {
    const { statusCode, responseParameters = {}, responseTemplates = {} } = given;
    savePart(place, api, "gateway-response", responseType, {
      responseType,
      ...(statusCode !== undefined && { statusCode: String(statusCode as string | number) }),
      responseParameters,
      responseTemplates,
      defaultResponse: false,
    });
  }
}

function importValidators(place: Place, api: string, document: Document): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  for (const [name, given] of Object.entries(document["x-amazon-apigateway-request-validators"] ?? {})) {
    const { validateRequestBody = false, validateRequestParameters = false } = given;
    const id = newId();
    savePart(place, api, "request-validator", id, { id, name, validateRequestBody, validateRequestParameters });
    made.set(name, id);
  }
  return made;
}

function nodeAt(place: Place, api: string, path: string): Node {
  let node = allParts<Node>(place, api, "resource").find((one) => one.path === "/") as Node;
  for (const step of path.split("/").filter(Boolean)) {
    const parent = node;
    const known = allParts<Node>(place, api, "resource").find(
      (one) => one.parentId === parent.id && one.pathPart === step,
    );
    node = known ?? addResource(place, api, parent, step);
  }
  return node;
}

function withSettings(api: Api, document: Document, overwrite: boolean): Api {
  const { info } = document;
  const binary = document["x-amazon-apigateway-binary-media-types"];
  const policy = document["x-amazon-apigateway-policy"];
  const endpoint = document["x-amazon-apigateway-endpoint-configuration"];
  const compression = document["x-amazon-apigateway-minimum-compression-size"];
  const keySource = document["x-amazon-apigateway-api-key-source"]?.toUpperCase() as Api["apiKeySource"];
  return {
    ...api,
    ...(info?.title && { name: info.title }),
    ...(info?.description && { description: info.description }),
    ...(info?.version && { version: info.version }),
    ...(binary && {
      binaryMediaTypes: overwrite ? [...binary] : [...new Set([...(api.binaryMediaTypes ?? []), ...binary])],
    }),
    ...(policy && { policy: JSON.stringify(policy) }),
    ...(compression !== undefined && { minimumCompressionSize: compression }),
    ...(keySource && { apiKeySource: keySource }),
    ...(endpoint?.disableExecuteApiEndpoint !== undefined && {
      disableExecuteApiEndpoint: endpoint.disableExecuteApiEndpoint,
    }),
    ...(endpoint?.vpcEndpointIds && {
      endpointConfiguration: { ...api.endpointConfiguration, vpcEndpointIds: [...endpoint.vpcEndpointIds] },
    }),
  };
}
