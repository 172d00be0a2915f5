/** From the method's request to the integration's: parameters, templates, what passes through. */

import { substitute } from "../../../endpoint/context-format.ts";
import { headerOf, isHopByHop } from "../../../endpoint/request-parts.ts";
import { isBinary } from "./binary.ts";
import { type RestCall, stageVariables } from "./call.ts";
import { mapIn } from "./context-variables.ts";
import { GatewayFault } from "./gateway-fault.ts";
import { converted, plainType, render } from "./mapping.ts";
import { requestValues } from "./request-value.ts";

export interface IntegrationRequest {
  readonly uri: string;
  readonly method: string;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  readonly query: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** `proxy`: everything passes through and mappings add to it. */
export function integrationRequest(call: RestCall, proxy: boolean): IntegrationRequest {
  const { integration, request } = call;
  // A template may override parameters, so it runs first.
  const body = proxy ? Buffer.from(request.body) : mappedBody(call);
  const headers: Record<string, string> = {};
  if (proxy) {
    for (const [name, value] of request.headers) {
      const lower = name.toLowerCase();
      if (!isHopByHop(lower) && lower !== "host" && lower !== "content-length")
        headers[lower] = headers[lower] === undefined ? value : `${headers[lower]},${value}`;
    }
  } else headers["content-type"] = plainType(headerOf(request, "content-type"));
  const query = new Map<string, readonly string[]>();
  if (proxy) for (const [name, value] of call.query) query.set(name, [...(query.get(name) ?? []), value]);
  const path: Record<string, string> = {};
  for (const [target, source] of Object.entries(integration.requestParameters ?? {})) {
    const [, place, name = ""] = /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(target) ?? [];
    const values = requestValues(call, source);
    const last = values.at(-1);
    if (place === undefined || last === undefined) continue;
    if (place === "header")
      headers[name.toLowerCase()] = source.includes(".multivalueheader.") ? values.join(",") : last;
    if (place === "path") path[name] = last;
    if (place === "querystring") query.set(name, source.includes(".multivaluequerystring.") ? values : [last]);
  }
  const overrides = (place: string): [string, string][] =>
    Object.entries(mapIn(call.context, "requestOverride", place)).map(([name, value]) => [name, String(value)]);
  for (const [name, value] of overrides("header")) headers[name.toLowerCase()] = value;
  for (const [name, value] of overrides("path")) path[name] = value;
  for (const [name, value] of overrides("querystring")) query.set(name, [value]);
  const { httpMethod = "ANY" } = integration;
  return {
    uri: uriOf(call, path),
    method: httpMethod === "ANY" ? request.method : httpMethod,
    headers,
    query: [...query].flatMap(([name, values]) => values.map((value) => [name, value] as const)),
    body,
  };
}

function uriOf(call: RestCall, path: Readonly<Record<string, string>>): string {
  const uri = substitute(call.integration.uri ?? "", {}, stageVariables(call), "");
  return uri.replace(/\{([\w.-]+)\+?\}/g, (whole, name: string) => path[name] ?? whole);
}

/** Throws UNSUPPORTED_MEDIA_TYPE for a body that no template is for and that may not pass through. */
export function mappedBody(call: RestCall): Buffer {
  const { integration, request, snapshot } = call;
  const type = plainType(headerOf(request, "content-type"));
  const templates = integration.requestTemplates ?? {};
  const template = templates[type] ?? templates["$default"];
  const binary = isBinary(snapshot.api.binaryMediaTypes, headerOf(request, "content-type"));
  const raw = converted(Buffer.from(request.body), binary, integration.contentHandling);
  if (template !== undefined) return Buffer.from(render(call, template, raw.toString("utf8")));
  const { passthroughBehavior = "WHEN_NO_MATCH" } = integration;
  const some = Object.keys(templates).length > 0;
  if (passthroughBehavior === "NEVER" || (passthroughBehavior === "WHEN_NO_TEMPLATES" && some))
    throw new GatewayFault("UNSUPPORTED_MEDIA_TYPE");
  return raw;
}
