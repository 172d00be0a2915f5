/** Parameter mappings of HTTP integrations: headers, query and path on the way there, headers and status on the way back. */
import type { EndpointResponse } from "../../../cloud/service.ts";
import { lookUp } from "../../../endpoint/context-format.ts";
import { plainText } from "../../../wire/plain-text.ts";
import type { ApiCall } from "./call.ts";
import { contextOf } from "./context-variables.ts";
import { requestValue } from "./request-value.ts";

export interface Outgoing {
  /** Lower-case names. */
  readonly headers: Map<string, string[]>;
  readonly query: Map<string, string[]>;
  path: string | undefined;
}

const TARGET = /^(append|overwrite|remove):(header|querystring|path)\.?(.*)$/;

export function mapRequest(call: ApiCall, outgoing: Outgoing): void {
  for (const [target, source] of Object.entries(call.integration.RequestParameters ?? {})) {
    const [, action, place, name = ""] = TARGET.exec(target) ?? [];
    const value = action === "remove" ? "" : requestValue(call, source);
    if (action === undefined || value === undefined) continue;
    if (place === "path") outgoing.path = value;
    else if (place === "header") change(outgoing.headers, action, name.toLowerCase(), value);
    else change(outgoing.query, action, name, value);
  }
}

function change(values: Map<string, string[]>, action: string, name: string, value: string): void {
  if (action === "remove") values.delete(name);
  else values.set(name, action === "append" ? [...(values.get(name) ?? []), value] : [value]);
}

/** The mappings for the answer's status. */
export function mapResponse(call: ApiCall, response: EndpointResponse): EndpointResponse {
  const mappings = call.integration.ResponseParameters?.[String(response.status)];
  if (!mappings) return response;
  let { status } = response;
  let headers = [...response.headers];
  for (const [target, source] of Object.entries(mappings)) {
    const [, action, place, name = ""] = /^(append|overwrite|remove):(header|statuscode)\.?(.*)$/.exec(target) ?? [];
    const value = action === "remove" ? "" : responseValue(call, response, source);
    if (action === undefined || value === undefined) continue;
    if (place === "statuscode") status = Number(value);
    else {
      if (action !== "append") headers = headers.filter(([given]) => given.toLowerCase() !== name.toLowerCase());
      if (action !== "remove") headers.push([name, value]);
    }
  }
  return { ...response, status, headers };
}

function responseValue(call: ApiCall, { headers }: EndpointResponse, source: string): string | undefined {
  const value = (name: string): string | undefined => {
    const header = /^response\.header\.(.+)$/.exec(name)?.[1];
    if (header !== undefined) return headers.find(([given]) => given.toLowerCase() === header.toLowerCase())?.[1];
    const found = name.startsWith("context.")
      ? lookUp(contextOf(call), name.slice("context.".length))
      : call.stage.StageVariables?.[name.slice("stageVariables.".length)];
    return found === undefined || found === null ? undefined : plainText(found);
  };
  if (source.includes("${")) return source.replace(/\$\{([^}]*)\}/g, (_, inner: string) => value(inner) ?? "");
  return source.startsWith("$") ? value(source.slice(1)) : source;
}
