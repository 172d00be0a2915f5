/** From the integration's answer to the method's response: which integration response it is, templates, headers. */
import type { IntegrationResponse } from "@aws-sdk/client-api-gateway";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import { acceptsBinary, isBinary } from "./binary.ts";
import type { RestCall } from "./call.ts";
import { mapIn } from "./context-variables.ts";
import { GatewayFault } from "./gateway-fault.ts";
import type { IntegrationAnswer } from "./integration-answer.ts";
import { converted, plainType, render } from "./mapping.ts";
import { bodyValue, requestValue } from "./request-value.ts";

export function methodResponse(call: RestCall, answer: IntegrationAnswer): EndpointResponse {
  const responses = Object.values(call.integration.integrationResponses ?? {});
  const response =
    responses.find(({ selectionPattern }) => selectionPattern && matches(selectionPattern, answer.selector)) ??
    responses.find(({ selectionPattern }) => !selectionPattern);
  if (!response) {
    call.log(
      "Execution failed due to configuration error: No match for output mapping and no default output mapping configured.",
    );
    throw new GatewayFault("API_CONFIGURATION_ERROR");
  }
  const binary = isBinary(call.snapshot.api.binaryMediaTypes, typeOf(answer));
  const raw = converted(answer.body, binary, handling(call, response));
  const templates = response.responseTemplates ?? {};
  const type = templateType(Object.keys(templates), headerOf(call.request, "accept"), typeOf(answer));
  const template = type === undefined ? undefined : templates[type];
  const body = template === undefined ? raw : Buffer.from(render(call, template, raw.toString("utf8")));
  const headers: [string, string][] = [["Content-Type", type ?? "application/json"]];
  const set = (name: string, value: string): void => {
    const known = headers.findIndex(([given]) => given.toLowerCase() === name.toLowerCase());
    if (known >= 0) headers.splice(known, 1);
    headers.push([name, value]);
  };
  for (const [target, source] of Object.entries(response.responseParameters ?? {})) {
    const name = /^method\.response\.(?:multivalue)?header\.(.+)$/.exec(target)?.[1];
    const value = name === undefined ? undefined : responseValue(call, answer, source);
    if (name !== undefined && value !== undefined) set(name, value);
  }
  const override = mapIn(call.context, "responseOverride");
  for (const [name, value] of Object.entries(mapIn(call.context, "responseOverride", "header")))
    set(name, String(value));
  return { status: Number(override["status"] ?? response.statusCode ?? 200), headers, body };
}

/** The whole text must match, as with Java. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

const typeOf = ({ headers }: IntegrationAnswer): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];

/** A client that accepts a binary type gets bytes of what the integration gives as text. */
function handling(call: RestCall, { contentHandling }: IntegrationResponse): string | undefined {
  if (contentHandling !== "CONVERT_TO_BINARY") return contentHandling;
  return acceptsBinary(call.snapshot.api.binaryMediaTypes, headerOf(call.request, "accept"))
    ? contentHandling
    : undefined;
}

/** What the client accepts, what the answer is, JSON, or the only one there is. */
function templateType(
  types: readonly string[],
  accept: string | undefined,
  answered: string | undefined,
): string | undefined {
  const accepted = (accept ?? "").split(",").map((one) => plainType(one));
  return (
    types.find((type) => accept !== undefined && accepted.includes(type)) ??
    types.find((type) => type === plainType(answered)) ??
    types.find((type) => type === "application/json") ??
    types[0]
  );
}

function responseValue(call: RestCall, answer: IntegrationAnswer, source: string): string | undefined {
  const [, place, name = ""] = /^integration\.response\.(header|multivalueheader|body)(?:\.(.+))?$/s.exec(source) ?? [];
  if (place === undefined) return requestValue(call, source);
  if (place === "body") return bodyValue(answer.body.toString("utf8"), name);
  const found = answer.headers
    .filter(([given]) => given.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
  return place === "header" ? found[0] : found.length > 0 ? found.join(",") : undefined;
}
