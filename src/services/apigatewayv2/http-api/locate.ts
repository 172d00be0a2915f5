/** Which API and stage a request is for: by execute-api host or path, or by a custom domain name and its mappings. */
import type { ApiMapping, Stage } from "@aws-sdk/client-apigatewayv2";
import type { EndpointRequest } from "../../../cloud/service.ts";
import { apiHome } from "../../../endpoint/api-home.ts";
import { domainHome, domainOf, mappedPath } from "../../../endpoint/custom-domain.ts";
import { executeApiAddress } from "../../../endpoint/execute-api-address.ts";
import { splitUrl } from "../../../endpoint/request-parts.ts";
import type { Store } from "../../../store/store.ts";
import { type Api, findApi, findPart, type Place } from "../store.ts";

export interface Location {
  readonly place: Place;
  readonly api: Api;
  readonly stage: Stage;
  /** What is behind the stage, and the path as a function sees it. */
  readonly path: string;
  readonly rawPath: string;
  readonly query: string;
}

/** APIs that do not exist are refused here too. */
export function isOwnRequest(request: EndpointRequest, store: Store): boolean {
  const address = executeApiAddress(request);
  if (address) return apiHome(store, address.apiId)?.service !== "api-gateway";
  return domainHome(store, request.host)?.service === "apigatewayv2";
}

export function locate(request: EndpointRequest, store: Store): Location | undefined {
  const address = executeApiAddress(request);
  if (!address) return locateByDomain(request, store);
  const place = apiHome(store, address.apiId);
  const api = place && findApi(store, place, address.apiId);
  if (!place || !api || api.DisableExecuteApiEndpoint) return undefined;
  const find = (name: string): Stage | undefined => findPart<Stage>(store, place, api.ApiId, "stage", name);
  const at = (stage: Stage | undefined, path: string): Location | undefined =>
    stage && {
      place,
      api,
      stage,
      path,
      rawPath: told(stage.StageName === "$default" ? path : `/${stage.StageName}${path}`),
      query: address.query,
    };
  if (address.stage !== undefined) return at(find(address.stage), address.path);
  // A first segment that names a stage is that stage; otherwise the path is $default's.
  const [, first = ""] = address.path.split("/");
  const named = first === "" ? undefined : find(first);
  return named ? at(named, address.path.slice(first.length + 1) || "/") : at(find("$default"), address.path);
}

/** HTTP APIs tell paths percent-decoded, up to a question mark that appears so. Source: AWS's events, as captured by users. */
function told(path: string): string {
  try {
    return decodeURIComponent(path).split("?", 1)[0] as string;
  } catch {
    return path;
  }
}

function locateByDomain(request: EndpointRequest, store: Store): Location | undefined {
  const place = domainHome(store, request.host);
  if (!place) return undefined;
  const { account, region } = place;
  const prefix = ["apigatewayv2", account, region, "mapping", domainOf(request.host)];
  const mappings = [...store.range<ApiMapping>({ prefix })].map(({ value }) => value);
  const [rawPath, query] = splitUrl(request.url);
  const found = mappedPath(mappings, ({ ApiMappingKey = "" }) => ApiMappingKey, rawPath);
  if (!found) return undefined;
  const { ApiId = "", Stage: name = "" } = found.mapping;
  const api = findApi(store, place, ApiId);
  const stage = findPart<Stage>(store, place, ApiId, "stage", name);
  return api && stage && { place, api, stage, path: found.path, rawPath: told(rawPath), query };
}
