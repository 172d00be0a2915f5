/** Which API and stage a request is for: by execute-api host or path, or by a custom domain name and its base paths. */
import type { BasePathMapping } from "@aws-sdk/client-api-gateway";
import type { EndpointRequest } from "../../../cloud/service.ts";
import { apiHome } from "../../../endpoint/api-home.ts";
import { domainHome, domainOf, mappedPath } from "../../../endpoint/custom-domain.ts";
import { executeApiAddress } from "../../../endpoint/execute-api-address.ts";
import { splitUrl } from "../../../endpoint/request-parts.ts";
import type { Store } from "../../../store/store.ts";
import { allOwn, type Place } from "../store.ts";

export interface Location {
  readonly place: Place;
  readonly apiId: string;
  readonly stage: string;
  /** What is behind the stage. */
  readonly path: string;
  /** The same as the client knows it: with the stage, or with the domain's base path. */
  readonly fullPath: string;
  readonly query: string;
  readonly byDomain: boolean;
}

export function isRestApiRequest(request: EndpointRequest, store: Store): boolean {
  const address = executeApiAddress(request);
  if (address) return apiHome(store, address.apiId)?.service === "api-gateway";
  return domainHome(store, request.host)?.service === "api-gateway";
}

export function locate(request: EndpointRequest, store: Store): Location | undefined {
  const address = executeApiAddress(request);
  if (!address) return locateByDomain(request, store);
  const home = apiHome(store, address.apiId);
  if (!home) return undefined;
  const place = { account: home.account, region: home.region, store };
  const { apiId, query } = address;
  if (address.stage !== undefined) {
    const { stage, path } = address;
    return { place, apiId, stage, path, fullPath: `/${stage}${path}`, query, byDomain: false };
  }
  // As recorded: slashes before the stage do not count, those behind it are kept.
  const [, stage = "", path = ""] = /^\/*([^/]*)(.*)$/s.exec(address.path) ?? [];
  return { place, apiId, stage, path: path || "/", fullPath: `/${stage}${path}`, query, byDomain: false };
}

function locateByDomain(request: EndpointRequest, store: Store): Location | undefined {
  const home = domainHome(store, request.host);
  if (!home) return undefined;
  const place = { account: home.account, region: home.region, store };
  const [fullPath, query] = splitUrl(request.url);
  const mappings = allOwn<BasePathMapping>(place, "base-path-mapping", domainOf(request.host));
  const found = mappedPath(mappings, ({ basePath = "" }) => (basePath === "(none)" ? "" : basePath), fullPath);
  if (!found) return undefined;
  const { restApiId: apiId = "", stage } = found.mapping;
  if (stage !== undefined) return { place, apiId, stage, path: found.path, fullPath, query, byDomain: true };
  // A mapping without a stage leaves it to the path.
  const [, named = "", path = ""] = /^\/*([^/]*)(.*)$/s.exec(found.path) ?? [];
  return { place, apiId, stage: named, path: path || "/", fullPath, query, byDomain: true };
}
