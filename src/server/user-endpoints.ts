/** Requests to the user's own APIs: execute-api and function URLs, by host or by path. */

import type { Duplex } from "node:stream";
import { defaultAccount, defaultRegion } from "../cloud/regions.ts";
import type { Endpoint, EndpointRequest } from "../cloud/service.ts";
import type { WireRequest } from "../wire/message.ts";
import { CallContext } from "./call-context.ts";
import type { RunningCloud } from "./cloud.ts";
import { json } from "./control-endpoints.ts";
import type { CredentialScope } from "./credential-scope.ts";
import { rootPrincipal } from "./principals.ts";
import { newRequestId } from "./request-id.ts";

/** What the protocols do not need of a request, but an API does. */
export interface RawRequest {
  readonly url: string;
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
  readonly sourceIp: string;
}

/** A response; an API's headers may repeat. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** Whether a request may be one for an API: the signed calls of AWS clients to usual hosts are not. */
export function mayBeUserEndpoint(request: WireRequest, scope: CredentialScope | undefined): boolean {
  if (scope === undefined) return request.headers["x-amz-target"] === undefined;
  if (scope.service === "execute-api") return true;
  const host = request.headers["host"] ?? "";
  return host.includes(".execute-api.") || host.includes(".lambda-url.") || request.path.startsWith("/_aws/");
}

/** The answer of the service whose endpoint claims the request; undefined when none does. */
export async function userEndpointAnswer(
  request: WireRequest,
  raw: RawRequest,
  cloud: RunningCloud,
): Promise<Answer | undefined> {
  const claimed = await claim(request, raw, cloud);
  return claimed?.endpoint.handle(claimed.request, claimed.context);
}

/** Gives the connection to the endpoint that claims it; the answer is for a connection that no endpoint takes. */
export async function userConnection(
  request: WireRequest,
  raw: RawRequest,
  cloud: RunningCloud,
  socket: Duplex,
): Promise<Answer | undefined> {
  const claimed = await claim(request, raw, cloud);
  if (!claimed?.endpoint.connect) return json(404, { message: "Not Found" });
  return claimed.endpoint.connect(claimed.request, claimed.context, socket);
}

interface Claimed {
  readonly endpoint: Endpoint;
  readonly request: EndpointRequest;
  readonly context: CallContext;
}

async function claim(request: WireRequest, raw: RawRequest, cloud: RunningCloud): Promise<Claimed | undefined> {
  await cloud.services.startEager();
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.rawHeaders.length; i += 2) {
    headers.push([raw.rawHeaders[i] as string, raw.rawHeaders[i + 1] as string]);
  }
  const endpointRequest: EndpointRequest = {
    method: request.method,
    host: request.headers["host"] ?? "",
    url: raw.url,
    headers,
    body: request.body,
    sourceIp: raw.sourceIp,
  };
  for (const [service, endpoint] of cloud.services.endpoints()) {
    if (!endpoint.claims(endpointRequest, cloud.store)) continue;
    const caller = { account: defaultAccount, principal: rootPrincipal(defaultAccount, defaultRegion) };
    const context = new CallContext(cloud, service, caller, defaultRegion, newRequestId(service), request.headers);
    return { endpoint, request: endpointRequest, context };
  }
  return undefined;
}
