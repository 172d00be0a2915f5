/**
 * Mapping templates: `$input`, `$util`, `$context` and `$stageVariables` as API Gateway gives them to Velocity.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
import { renderTemplate } from "../velocity/render.ts";
import { print, Tool, type Value } from "../velocity/values.ts";
import { readJsonPath } from "./json-path.ts";

export interface TemplateParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

export interface TemplateInput {
  readonly body: string;
  readonly parameters: TemplateParameters;
  /** `$context`; a template may change its overrides. */
  readonly context: Record<string, Value>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** A body that a template reads as JSON and that is none. */
export class UnreadableBody extends Error {}

/** Throws TemplateError, UnreadableBody. */
export function renderMapping(template: string, { body, parameters, context, stageVariables }: TemplateInput): string {
  const variables = new Map<string, Value>([
    ["input", inputTool(body, parameters)],
    ["util", utilTool],
    ["context", context],
    ["stageVariables", { ...stageVariables }],
  ]);
  return renderTemplate(template, variables);
}

function inputTool(given: string, parameters: TemplateParameters): Tool {
  // As recorded: no body is an empty object.
  const body = given === "" ? "{}" : given;
  let parsed: { readonly value: unknown } | undefined;
  const read = (path: Value): unknown => {
    parsed ??= { value: parseBody(body) };
    return readJsonPath(parsed.value, print(path));
  };
  const everything = {
    path: { ...parameters.path },
    querystring: { ...parameters.querystring },
    header: { ...parameters.header },
  };
  const parameter = (name: Value): string => {
    const { path, querystring, header } = parameters;
    const spelt = print(name);
    const named = Object.keys(header).find((one) => one.toLowerCase() === spelt.toLowerCase()) ?? "";
    return path[spelt] ?? querystring[spelt] ?? header[named] ?? "";
  };
  return new Tool(
    {
      json: (path) => json(read(path)),
      params: (name) => (name === undefined ? everything : parameter(name)),
      path: read,
    },
    { body },
  );
}

const json = (value: unknown): string => JSON.stringify(value === undefined ? "" : value);

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new UnreadableBody(error instanceof Error ? error.message : String(error));
  }
}

const utilTool = new Tool({
  base64Decode: (text) => Buffer.from(print(text), "base64").toString("utf8"),
  base64Encode: (text) => Buffer.from(print(text)).toString("base64"),
  escapeJavaScript: (text) => escapeJavaScript(print(text ?? "")),
  parseJson: (text) => parseBody(print(text)),
  urlDecode: (text) => decodeURIComponent(print(text).replaceAll("+", " ")),
  urlEncode: (text) => new URLSearchParams([["", print(text)]]).toString().slice(1),
});

const ESCAPES: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "'": "\\'",
  "/": "\\/",
  "\\": "\\\\",
};

/** As Apache Commons Lang escapes, single quotes and slashes too. */
const escapeJavaScript = (text: string): string =>
  text.replace(
    /["'/\\]|[^\x20-\x7e]/g,
    (character) => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
