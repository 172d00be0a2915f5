/**
 * Where REST APIs, what belongs to them, and the account's own things (keys, usage plans) are kept. An API is found by
 * its id alone too, because a request to it names neither account nor region.
 */
import type { RestApi } from "@aws-sdk/client-api-gateway";
import { derivedId, lowerAlphanumeric, randomId } from "../../cloud/ids.ts";
import { apiHome, removeApiHome, saveApiHome } from "../../endpoint/api-home.ts";
import type { Store } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export interface Place {
  readonly account: string;
  readonly region: string;
  readonly store: Store;
}

/** What belongs to an API. */
export type Part =
  | "authorizer"
  | "deployment"
  | "documentation-part"
  | "documentation-version"
  | "gateway-response"
  | "model"
  | "request-validator"
  | "resource"
  | "stage";

/** What belongs to the account. */
export type Own =
  | "account"
  | "api-key"
  | "base-path-mapping"
  | "client-certificate"
  | "domain-name"
  | "usage"
  | "usage-plan"
  | "usage-plan-key"
  | "vpc-link";

export type Api = RestApi & { readonly id: string; readonly rootResourceId: string };

const at = ({ account, region }: Place, ...path: string[]) => ["api-gateway", account, region, ...path];

export const notFound = (message: string): ServiceException => new ServiceException("NotFoundException", message);
export const badRequest = (message: string): ServiceException => new ServiceException("BadRequestException", message);
export const conflict = (message: string): ServiceException => new ServiceException("ConflictException", message);

export function requireApi(place: Place, id: string | undefined): Api {
  const api = id === undefined ? undefined : place.store.get<Api>(at(place, "api", id));
  if (!api) throw notFound(`Invalid API identifier specified ${place.account}:${id}`);
  return api;
}

export function saveApi(place: Place, api: Api): Api {
  place.store.put(at(place, "api", api.id), api);
  saveApiHome(place.store, api.id, { service: "api-gateway", account: place.account, region: place.region });
  return api;
}

export function removeApi(place: Place, id: string): void {
  place.store.delete(at(place, "api", id));
  removeApiHome(place.store, id);
  place.store.deletePrefix(at(place, "part", id));
}

export const allApis = (place: Place): Api[] => values(place, at(place, "api"));

/** The same for the same name, so that URLs survive a destroy; a tag `_custom_id_` chooses it. */
export function newApiId(place: Place, name: string, custom: string | undefined): string {
  if (custom !== undefined) return custom;
  for (let attempt = 0; ; attempt++) {
    const { account, region } = place;
    const id = derivedId(10, lowerAlphanumeric, "api-gateway", account, region, name, String(attempt));
    if (!apiHome(place.store, id)) return id;
  }
}

export const newId = (length = 6): string => randomId(length, lowerAlphanumeric);

export const findPart = <T>(place: Place, api: string, kind: Part, id: string): T | undefined =>
  place.store.get<T>(at(place, "part", api, kind, id));

/** Throws NotFoundException for an unknown API or, in these words, for an unknown part of it. */
export function requirePart<T>(
  place: Place,
  apiId: string | undefined,
  kind: Part,
  id: string | undefined,
  words: string,
): T {
  const part = findPart<T>(place, requireApi(place, apiId).id, kind, id ?? "");
  if (part === undefined) throw notFound(words);
  return part;
}

export function savePart<T extends object>(place: Place, api: string, kind: Part, id: string, part: T): T {
  place.store.put(at(place, "part", api, kind, id), part);
  return part;
}

export const removePart = (place: Place, api: string, kind: Part, id: string): void => {
  place.store.delete(at(place, "part", api, kind, id));
};

export const allParts = <T>(place: Place, api: string, kind: Part): T[] => values(place, at(place, "part", api, kind));

export const findOwn = <T>(place: Place, kind: Own, ...id: string[]): T | undefined =>
  place.store.get<T>(at(place, "own", kind, ...id));

export function requireOwn<T>(place: Place, kind: Own, id: string | undefined, words: string): T {
  const found = findOwn<T>(place, kind, id ?? "");
  if (found === undefined) throw notFound(words);
  return found;
}

export function saveOwn<T extends object>(place: Place, kind: Own, id: readonly string[], own: T): T {
  place.store.put(at(place, "own", kind, ...id), own);
  return own;
}

export const removeOwn = (place: Place, kind: Own, ...id: string[]): void => {
  place.store.deletePrefix(at(place, "own", kind, ...id));
  place.store.delete(at(place, "own", kind, ...id));
};

export const allOwn = <T>(place: Place, kind: Own, ...under: string[]): T[] =>
  values(place, at(place, "own", kind, ...under));

function values<T>({ store }: Place, prefix: string[]): T[] {
  return [...store.range<T>({ prefix })].map(({ value }) => value);
}
