/** HTTP_PROXY integrations: the request goes on to another server, its answer comes back. */
import type { IncomingMessage } from "node:http";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import { receivedHeaders, sendHttp } from "../../../endpoint/http-request.ts";
import { isHopByHop, queryPairs } from "../../../endpoint/request-parts.ts";
import { TimedOut, within } from "../../../endpoint/time-limit.ts";
import type { ApiCall } from "./call.ts";
import { mapRequest, mapResponse, type Outgoing } from "./parameter-mapping.ts";
import { internalServerError, message } from "./response.ts";

const LONGEST = 30_000;

export async function proxyToHttp(call: ApiCall, { clock, signal }: OperationContext): Promise<EndpointResponse> {
  const { integration, request, pathParameters, query, stage } = call;
  const uri = substitute(integration.IntegrationUri ?? "", {}, stage.StageVariables ?? {}, "").replace(
    /\{(\w+)\+?\}/g,
    (whole, name: string) => pathParameters[name] ?? whole,
  );
  if (!URL.canParse(uri)) return internalServerError();
  const outgoing: Outgoing = { headers: new Map(), query: new Map(), path: undefined };
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    if (!isHopByHop(lower) && lower !== "host") add(outgoing.headers, lower, value);
  }
  for (const [name, value] of queryPairs(query)) add(outgoing.query, name, value);
  mapRequest(call, outgoing);
  const url = new URL(uri);
  if (outgoing.path !== undefined) url.pathname = outgoing.path;
  for (const [name, values] of outgoing.query) for (const value of values) url.searchParams.append(name, value);
  outgoing.headers.set("forwarded", [`by=127.0.0.1;for=${request.sourceIp};host=${request.host};proto=http`]);
  const { IntegrationMethod: method = "ANY" } = integration;
  const work = sendHttp({
    url,
    method: method === "ANY" ? request.method : method,
    headers: Object.fromEntries(outgoing.headers),
    body: request.body,
    signal,
  });
  try {
    return mapResponse(call, answerOf(await within(clock, integration.TimeoutInMillis ?? LONGEST, work)));
  } catch (error) {
    // Nobody waits for it any more.
    work.then((late) => late.destroy()).catch(() => undefined);
    return error instanceof TimedOut ? message(504, error.message) : message(503, "Service Unavailable");
  }
}

function add(values: Map<string, string[]>, name: string, value: string): void {
  values.set(name, [...(values.get(name) ?? []), value]);
}

const answerOf = (incoming: IncomingMessage): EndpointResponse => ({
  status: incoming.statusCode ?? 502,
  headers: receivedHeaders(incoming).filter(([name]) => !isHopByHop(name)),
  body: incoming,
});
