/**
 * Where APIs and what belongs to them are kept. An API is found by its id alone too, because a request to it names
 * neither account nor region.
 */
import { derivedId, lowerAlphanumeric, randomId } from "../../cloud/ids.ts";
import { apiHome, removeApiHome, saveApiHome } from "../../endpoint/api-home.ts";
import type { Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What belongs to an API; responses belong to an integration or route and have its id in front of theirs. */
export type Kind =
  | "authorizer"
  | "deployment"
  | "integration"
  | "integration-response"
  | "model"
  | "route"
  | "route-response"
  | "stage";

export interface Api {
  readonly ApiId: string;
  readonly Name: string;
  readonly ProtocolType: "HTTP" | "WEBSOCKET";
  readonly RouteSelectionExpression: string;
  readonly ApiKeySelectionExpression: string;
  readonly CreatedDate: Date;
  readonly Description?: string;
  readonly Version?: string;
  readonly CorsConfiguration?: CorsConfiguration;
  readonly DisableExecuteApiEndpoint: boolean;
  readonly DisableSchemaValidation?: boolean;
  readonly IpAddressType: "ipv4" | "dualstack";
  readonly Tags: Readonly<Record<string, string>>;
}

export interface CorsConfiguration {
  readonly AllowCredentials?: boolean | undefined;
  readonly AllowHeaders?: readonly string[] | undefined;
  readonly AllowMethods?: readonly string[] | undefined;
  readonly AllowOrigins?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly MaxAge?: number | undefined;
}

const apiKey = ({ account, region }: Place, id: string) => ["apigatewayv2", account, region, "api", id];

export function findApi(store: Store, place: Place, id: string): Api | undefined {
  return store.get<Api>(apiKey(place, id));
}

export function requireApi(store: Store, place: Place, id: string | undefined): Api {
  const api = id === undefined ? undefined : findApi(store, place, id);
  if (!api) throw new ServiceException("NotFoundException", `Invalid API identifier specified ${place.account}:${id}`);
  return api;
}

export function saveApi(store: Store, { account, region }: Place, api: Api): void {
  store.put(apiKey({ account, region }, api.ApiId), api);
  saveApiHome(store, api.ApiId, { service: "apigatewayv2", account, region });
}

export function removeApi(store: Store, place: Place, id: string): void {
  store.delete(apiKey(place, id));
  removeApiHome(store, id);
  store.deletePrefix(["apigatewayv2", place.account, place.region, "part", id]);
}

export function allApis(store: Store, { account, region }: Place): Api[] {
  const prefix = ["apigatewayv2", account, region, "api"];
  return [...store.range<Api>({ prefix })].map(({ value }) => value);
}

/** The same for the same name, so that URLs survive a destroy; a tag `_custom_id_` chooses it. */
export function newApiId(store: Store, { account, region }: Place, name: string, custom: string | undefined): string {
  if (custom !== undefined) return custom;
  for (let attempt = 0; ; attempt++) {
    const id = derivedId(10, lowerAlphanumeric, "apigatewayv2", account, region, name, String(attempt));
    if (!apiHome(store, id)) return id;
  }
}

const partKey = ({ account, region }: Place, api: string, kind: Kind, id: string) => [
  "apigatewayv2",
  account,
  region,
  "part",
  api,
  kind,
  id,
];

export function findPart<Part>(store: Store, place: Place, api: string, kind: Kind, id: string): Part | undefined {
  return store.get<Part>(partKey(place, api, kind, id));
}

/** Throws NotFoundException for an unknown API or part. */
export function requirePart<Part>(
  store: Store,
  place: Place,
  api: string | undefined,
  kind: Kind,
  id: string | undefined,
): Part {
  const { ApiId } = requireApi(store, place, api);
  const part = id === undefined ? undefined : findPart<Part>(store, place, ApiId, kind, id);
  if (!part) throw new ServiceException("NotFoundException", `Invalid ${NOUNS[kind]} identifier specified`);
  return part;
}

const NOUNS: Readonly<Record<Kind, string>> = {
  authorizer: "Authorizer",
  deployment: "Deployment",
  integration: "Integration",
  "integration-response": "IntegrationResponse",
  model: "Model",
  route: "Route",
  "route-response": "RouteResponse",
  stage: "stage",
};

export const savePart = (store: Store, place: Place, api: string, kind: Kind, id: string, part: object): void =>
  store.put(partKey(place, api, kind, id), part);

export const removePart = (store: Store, place: Place, api: string, kind: Kind, id: string): boolean =>
  store.delete(partKey(place, api, kind, id));

export function allParts<Part>(store: Store, { account, region }: Place, api: string, kind: Kind): Part[] {
  const prefix = ["apigatewayv2", account, region, "part", api, kind];
  return [...store.range<Part>({ prefix })].map(({ value }) => value);
}

export const newPartId = (): string => randomId(7, lowerAlphanumeric);
