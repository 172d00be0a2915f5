/** What mapping expressions name of a request: method.request.header.x, context.x, stageVariables.x, 'a text'. */

import { lookUp } from "../../../endpoint/context-format.ts";
import { grouped } from "../../../endpoint/request-parts.ts";
import { readJsonPath } from "../../../endpoint/template/json-path.ts";
import { plainText } from "../../../wire/plain-text.ts";
import { type RestCall, type StageCall, stageVariables } from "./call.ts";

type Call = StageCall & Partial<Pick<RestCall, "pathParameters">>;

/** The last value where there are more; undefined when there is none. */
export const requestValue = (call: Call, source: string): string | undefined => requestValues(call, source).at(-1);

export function requestValues(call: Call, source: string): readonly string[] {
  const fixed = /^'(.*)'$/s.exec(source)?.[1];
  if (fixed !== undefined) return [fixed];
  if (source.startsWith("context.")) return one(lookUp(call.context, source.slice("context.".length)));
  if (source.startsWith("stageVariables.")) return one(stageVariables(call)[source.slice("stageVariables.".length)]);
  const [, place, name = ""] = /^method\.request\.(\w+)(?:\.(.+))?$/s.exec(source) ?? [];
  switch (place) {
    case "header":
    case "multivalueheader":
      return call.request.headers
        .filter(([given]) => given.toLowerCase() === name.toLowerCase())
        .map(([, value]) => value);
    case "querystring":
    case "multivaluequerystring":
      return grouped(call.query)[name] ?? [];
    case "path":
      return one(call.pathParameters?.[name]);
    case "body":
      return one(bodyValue(Buffer.from(call.request.body).toString("utf8"), name));
    default:
      return [];
  }
}

const one = (value: unknown): string[] => (value === undefined || value === null ? [] : [plainText(value)]);

/** The whole body, or what a JSONPath finds in it. */
export function bodyValue(body: string, path: string): string | undefined {
  if (path === "") return body;
  try {
    const value = readJsonPath(JSON.parse(body), path);
    return typeof value === "object" && value !== null ? JSON.stringify(value) : one(value)[0];
  } catch {
    return undefined;
  }
}
