/** Which API, stage and path a request is for: by host, or by path for clients that cannot set one. */
import type { EndpointRequest } from "../cloud/service.ts";
import { splitUrl } from "./request-parts.ts";

export interface ExecuteApiAddress {
  readonly apiId: string;
  /** What is behind the host or the prefix; without a prefix the stage is still in front of it. */
  readonly path: string;
  readonly query: string;
  /** Stage named by a prefix form, which the path no longer has. */
  readonly stage?: string;
}

const HOST =
  /^([a-z0-9-]+)\.execute-api\.(?:[a-z0-9-]+\.)?(?:localhost|localhost\.localstack\.cloud|amazonaws\.com(?:\.cn)?)(?::\d+)?$/i;
const PREFIX = /^\/_aws\/execute-api\/([A-Za-z0-9-]+)\/([^/?]+)(\/[^?]*)?$/;
const OLD_PREFIX = /^\/restapis\/([A-Za-z0-9-]+)\/([^/?]+)\/_user_request_(\/[^?]*)?$/;

export function executeApiAddress({ host, url }: Pick<EndpointRequest, "host" | "url">): ExecuteApiAddress | undefined {
  const [path, query] = splitUrl(url);
  const byPath = PREFIX.exec(path) ?? OLD_PREFIX.exec(path);
  if (byPath) {
    const [, apiId, stage, rest] = byPath as unknown as [string, string, string, string | undefined];
    return { apiId, stage: decodeURIComponent(stage), path: rest ?? "/", query };
  }
  const apiId = HOST.exec(host)?.[1];
  return apiId === undefined ? undefined : { apiId: apiId.toLowerCase(), path, query };
}
