/** Which API, stage and path a request is for: by host, or by path for clients that cannot set one. */
import type { EndpointRequest } from "../../../cloud/service.ts";

export interface Address {
  readonly apiId: string;
  /** Path and query behind the host or behind the prefix; the stage is still in front of the path. */
  readonly path: string;
  readonly query: string;
  /** Stage named by a prefix form, which the path no longer has. */
  readonly stage?: string;
}

const HOST =
  /^([a-z0-9]+)\.execute-api\.(?:[a-z0-9-]+\.)?(?:localhost|localhost\.localstack\.cloud|amazonaws\.com)(?::\d+)?$/i;
const PREFIX = /^\/_aws\/execute-api\/([A-Za-z0-9]+)\/([^/?]+)(\/[^?]*)?$/;
const OLD_PREFIX = /^\/restapis\/([A-Za-z0-9]+)\/([^/?]+)\/_user_request_(\/[^?]*)?$/;

export function addressOf({ host, url }: Pick<EndpointRequest, "host" | "url">): Address | undefined {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? "" : url.slice(mark + 1);
  const byPath = PREFIX.exec(path) ?? OLD_PREFIX.exec(path);
  if (byPath) {
    const [, apiId, stage, rest] = byPath as unknown as [string, string, string, string | undefined];
    return { apiId, stage: decodeURIComponent(stage), path: rest ?? "/", query };
  }
  const apiId = HOST.exec(host)?.[1];
  return apiId === undefined ? undefined : { apiId: apiId.toLowerCase(), path, query };
}
