/** OpenAPI documents (2.0 and 3.0, in JSON) as APIs: their paths, methods, integrations and models. */
import type { Integration, IntegrationResponse, Method } from "@aws-sdk/client-api-gateway";
import { ServiceException } from "../../wire/service-exception.ts";
import { addResource, type Node, saveResource } from "./resources.ts";
import { type Api, allParts, badRequest, newId, type Place, removePart, saveApi, savePart } from "./store.ts";

interface ApiIntegration {
  readonly type?: string;
  readonly httpMethod?: string;
  readonly responses?: Readonly<Record<string, IntegrationResponse>>;
  readonly [name: string]: unknown;
}

interface Described {
  readonly operationId?: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly responses?: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly "x-amazon-apigateway-integration"?: ApiIntegration;
}

interface Document {
  readonly info?: { readonly title?: string; readonly description?: string; readonly version?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly definitions?: Readonly<Record<string, object>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
  readonly "x-amazon-apigateway-binary-media-types"?: readonly string[];
  readonly "x-amazon-apigateway-policy"?: object;
}

export function parseOpenApi(body: unknown): Document {
  const text = typeof body === "string" ? body : Buffer.from((body ?? []) as Uint8Array).toString("utf8");
  if (/^["']?(?:swagger|openapi)["']?\s*:/m.test(text))
    throw new ServiceException("NotImplemented", "OpenAPI documents in YAML are not supported yet", {}, 501);
  try {
    const document = JSON.parse(text) as Document & { readonly swagger?: string; readonly openapi?: string };
    if (document.swagger !== undefined || document.openapi !== undefined) return document;
  } catch {
    // Told below: AWS says the same of both.
  }
  throw badRequest("Invalid OpenAPI input.");
}

const METHODS: Readonly<Record<string, string>> = { "x-amazon-apigateway-any-method": "ANY" };

/** Adds what the document describes; `overwrite` starts from nothing. */
export function importInto(place: Place, api: Api, document: Document, overwrite: boolean): Api {
  const root = allParts<Node>(place, api.id, "resource").find((node) => node.path === "/") as Node;
  if (overwrite) {
    for (const node of allParts<Node>(place, api.id, "resource"))
      if (node.id !== root.id) removePart(place, api.id, "resource", node.id);
    saveResource(place, api.id, { id: root.id, path: "/" });
  }
  for (const [name, schema] of Object.entries(document.components?.schemas ?? document.definitions ?? {}))
    savePart(place, api.id, "model", name, {
      id: newId(),
      name,
      contentType: "application/json",
      schema: JSON.stringify(schema),
    });
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    const node = nodeAt(place, api.id, path);
    const described = Object.entries(methods)
      .filter(([name]) => name in METHODS || /^(get|put|post|delete|patch|options|head)$/.test(name))
      .map(([name, one]): [string, Method] => {
        const httpMethod = METHODS[name] ?? name.toUpperCase();
        return [httpMethod, methodOf(httpMethod, one, node.id)];
      });
    saveResource(place, api.id, {
      ...node,
      resourceMethods: { ...node.resourceMethods, ...Object.fromEntries(described) },
    });
  }
  const binary = document["x-amazon-apigateway-binary-media-types"];
  const policy = document["x-amazon-apigateway-policy"];
  const { info } = document;
  return saveApi(place, {
    ...api,
    ...(info?.title && { name: info.title }),
    ...(info?.description && { description: info.description }),
    ...(info?.version && { version: info.version }),
    ...(binary && {
      binaryMediaTypes: overwrite ? [...binary] : [...new Set([...(api.binaryMediaTypes ?? []), ...binary])],
    }),
    ...(policy && { policy: JSON.stringify(policy) }),
  });
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

const LOCATIONS: Readonly<Record<string, string>> = { query: "querystring", header: "header", path: "path" };

function methodOf(httpMethod: string, described: Described, resourceId: string): Method {
  const integration = described["x-amazon-apigateway-integration"];
  const parameters = (described.parameters ?? []).filter((one) => one.in in LOCATIONS);
  return {
    httpMethod,
    apiKeyRequired: (described.security ?? []).some((one) => "api_key" in one),
    authorizationType: (described.security ?? []).some((one) => "sigv4" in one) ? "AWS_IAM" : "NONE",
    ...(described.operationId && { operationName: described.operationId }),
    ...(parameters.length > 0 && {
      requestParameters: Object.fromEntries(
        parameters.map((one) => [`method.request.${LOCATIONS[one.in]}.${one.name}`, one.required ?? false]),
      ),
    }),
    methodResponses: Object.fromEntries(
      Object.keys(described.responses ?? {})
        .filter((status) => /^\d{3}$/.test(status))
        .map((statusCode) => [statusCode, { statusCode }]),
    ),
    ...(integration && { methodIntegration: integrationOf(integration, resourceId) }),
  };
}

function integrationOf({ responses, type = "", ...given }: ApiIntegration, resourceId: string): Integration {
  const answers = Object.entries(responses ?? {}).map(([pattern, one]): [string, IntegrationResponse] => {
    const statusCode = String(one.statusCode ?? "200");
    return [statusCode, { ...one, statusCode, ...(pattern !== "default" && { selectionPattern: pattern }) }];
  });
  return {
    cacheKeyParameters: [],
    cacheNamespace: resourceId,
    passthroughBehavior: "WHEN_NO_MATCH",
    timeoutInMillis: 29_000,
    ...given,
    ...(typeof given["passthroughBehavior"] === "string" && {
      passthroughBehavior: given["passthroughBehavior"].toUpperCase(),
    }),
    type: type.toUpperCase() as NonNullable<Integration["type"]>,
    ...(answers.length > 0 && { integrationResponses: Object.fromEntries(answers) }),
  };
}
