/** One operation of a document as a method with its integration. */
import type { Authorizer, Integration, IntegrationResponse, Method, MethodResponse } from "@aws-sdk/client-api-gateway";
import {
  type ApiIntegration,
  type Described,
  type DescribedResponse,
  type Document,
  type Parameter,
  resolved,
} from "../../../endpoint/open-api-document.ts";
import type { Place } from "../store.ts";
import { modelOf } from "./import-models.ts";
import { securityOf } from "./import-security.ts";

export interface ImportScope {
  readonly place: Place;
  readonly api: string;
  readonly document: Document;
  readonly authorizers: ReadonlyMap<string, Authorizer>;
  /** Ids of request validators by name. */
  readonly validators: ReadonlyMap<string, string>;
}

const LOCATIONS: Readonly<Record<string, string>> = { query: "querystring", header: "header", path: "path" };

export function methodOf(
  scope: ImportScope,
  httpMethod: string,
  described: Described,
  shared: readonly Parameter[],
  resourceId: string,
): Method {
  const { document } = scope;
  const parameters = [...shared, ...(described.parameters ?? [])].map((one) => resolved(document, one));
  const placed = parameters.filter((one) => (one.in ?? "") in LOCATIONS);
  const models = requestModels(scope, described, parameters);
  const validator =
    described["x-amazon-apigateway-request-validator"] ?? document["x-amazon-apigateway-request-validator"];
  const requestValidatorId = validator === undefined ? undefined : scope.validators.get(validator);
  const responses = Object.entries(described.responses ?? {}).filter(([status]) => /^\d{3}$/.test(status));
  const integration = described["x-amazon-apigateway-integration"];
  return {
    httpMethod,
    ...securityOf(document, described, scope.authorizers),
    ...(described.operationId && { operationName: described.operationId }),
    ...(requestValidatorId && { requestValidatorId }),
    ...(placed.length > 0 && {
      requestParameters: Object.fromEntries(
        placed.map((one) => [`method.request.${LOCATIONS[one.in as string]}.${one.name}`, one.required ?? false]),
      ),
    }),
    ...(Object.keys(models).length > 0 && { requestModels: models }),
    ...(responses.length > 0 && {
      methodResponses: Object.fromEntries(
        responses.map(([status, one]) => [status, responseOf(scope, status, resolved(document, one), described)]),
      ),
    }),
    ...(integration && { methodIntegration: integrationOf(integration, resourceId) }),
  };
}

function requestModels(
  { place, api, document }: ImportScope,
  { consumes, requestBody }: Described,
  parameters: readonly Parameter[],
): Record<string, string> {
  const body = parameters.find((one) => one.in === "body");
  const types = consumes ?? document.consumes ?? ["application/json"];
  const content = requestBody
    ? Object.entries(resolved(document, requestBody).content ?? {}).map(([type, { schema }]) => [type, schema] as const)
    : types.map((type) => [type, body?.schema] as const);
  return named(content.map(([type, schema]) => [type, modelOf(place, api, schema)]));
}

const named = (pairs: readonly (readonly [string, string | undefined])[]): Record<string, string> =>
  Object.fromEntries(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));

function responseOf(
  { place, api, document }: ImportScope,
  statusCode: string,
  { headers, schema, content }: DescribedResponse,
  { produces }: Described,
): MethodResponse {
  const described = content
    ? Object.entries(content).map(([type, one]) => [type, one.schema] as const)
    : (produces ?? document.produces ?? ["application/json"]).map((type) => [type, schema] as const);
  const models = named(described.map(([type, one]) => [type, modelOf(place, api, one)]));
  const names = Object.keys(headers ?? {});
  return {
    statusCode,
    ...(names.length > 0 && {
      responseParameters: Object.fromEntries(names.map((name) => [`method.response.header.${name}`, false])),
    }),
    ...(Object.keys(models).length > 0 && { responseModels: models }),
  };
}

const UPPER = ["passthroughBehavior", "contentHandling", "connectionType"] as const;

function integrationOf({ responses, type = "", ...given }: ApiIntegration, resourceId: string): Integration {
  const answers = Object.entries(responses ?? {}).map(([pattern, one]): [string, IntegrationResponse] => {
    const { contentHandling, ...response } = one as IntegrationResponse;
    const statusCode = String(response.statusCode ?? "200");
    return [
      statusCode,
      {
        ...response,
        statusCode,
        ...(contentHandling && { contentHandling: contentHandling.toUpperCase() as "CONVERT_TO_TEXT" }),
        ...(pattern !== "default" && { selectionPattern: pattern }),
      },
    ];
  });
  const upper = UPPER.flatMap((name) => (typeof given[name] === "string" ? [[name, given[name].toUpperCase()]] : []));
  return {
    cacheKeyParameters: [],
    cacheNamespace: resourceId,
    passthroughBehavior: "WHEN_NO_MATCH",
    timeoutInMillis: 29_000,
    ...(given as Integration),
    ...(Object.fromEntries(upper) as Integration),
    ...(typeof given.httpMethod === "string" && { httpMethod: given.httpMethod.toUpperCase() }),
    type: type.toUpperCase() as NonNullable<Integration["type"]>,
    ...(answers.length > 0 && { integrationResponses: Object.fromEntries(answers) }),
  };
}
