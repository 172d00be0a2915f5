/**
 * What expressions of HTTP APIs name: $request.header.x, $request.body.x, $context.x, ${stageVariables.x} in a text.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
import { lookUp } from "../../../endpoint/context-format.ts";
import { joined, queryPairs } from "../../../endpoint/request-parts.ts";
import { readJsonPath } from "../../../endpoint/template/json-path.ts";
import { plainText } from "../../../wire/plain-text.ts";
import type { ApiCall } from "./call.ts";
import { contextOf } from "./context-variables.ts";

/** Undefined where nothing is there. */
export function requestValue(call: ApiCall, expression: string): string | undefined {
  if (expression.includes("${"))
    return expression.replace(/\$\{([^}]*)\}/g, (_, inner: string) => named(call, inner) ?? "");
  return expression.startsWith("$") ? named(call, expression.slice(1)) : expression;
}

function named(call: ApiCall, name: string): string | undefined {
  const [, root = "", rest = ""] =
    /^(request\.(?:header|querystring|path|body)|context|stageVariables)\.?(.*)$/s.exec(name) ?? [];
  const { request, query, pathParameters, stage } = call;
  switch (root) {
    case "request.header": {
      const values = request.headers.filter(([given]) => given.toLowerCase() === rest.toLowerCase());
      return values.length > 0 ? values.map(([, value]) => value).join(",") : undefined;
    }
    case "request.querystring":
      return joined(queryPairs(query))[rest];
    case "request.path":
      return rest === "" ? call.rawPath : pathParameters[rest];
    case "request.body":
      return bodyValue(request.body, rest);
    case "context":
      return text(lookUp(contextOf(call), rest));
    case "stageVariables":
      return stage.StageVariables?.[rest];
    default:
      return undefined;
  }
}

function bodyValue(bytes: Uint8Array, path: string): string | undefined {
  const body = Buffer.from(bytes).toString("utf8");
  if (path === "") return body === "" ? undefined : body;
  try {
    return text(readJsonPath(JSON.parse(body), `$${path.startsWith("[") ? "" : "."}${path}`));
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string | undefined => {
  return value === undefined || value === null ? undefined : plainText(value);
};
