/** OpenAPI documents as text: read from JSON or YAML, and written as AWS's exports look. */
import type { Document as YamlDocument } from "yaml";
import { ServiceException } from "../wire/service-exception.ts";
import type { Document } from "./open-api-document.ts";

export async function parseOpenApi(body: unknown): Promise<Document> {
  const text = typeof body === "string" ? body : Buffer.from((body ?? []) as Uint8Array).toString("utf8");
  const document = text.trimStart().startsWith("{") ? fromJson(text) : await fromYaml(text);
  if (document?.swagger !== undefined || document?.openapi !== undefined) return document;
  throw new ServiceException("BadRequestException", "Invalid OpenAPI input.");
}

function fromJson(text: string): Document | undefined {
  try {
    return JSON.parse(text) as Document;
  } catch {
    return undefined;
  }
}

// Loaded when first asked for: most documents are JSON, and most clouds import none.
async function fromYaml(text: string): Promise<Document | undefined> {
  const { parseDocument } = await import("yaml");
  const yaml = parseDocument(text, { merge: true, logLevel: "silent" });
  if (yaml.errors.length > 0) return undefined;
  for (const path of WRITTEN) keepAsWritten(yaml, path);
  const document = yaml.toJS() as unknown;
  return typeof document === "object" && document !== null ? document : undefined;
}

/** What is text however it looks: `version: 1.0` is no number. */
const WRITTEN = [["swagger"], ["openapi"], ["info", "version"], ["info", "title"], ["info", "description"]];

function keepAsWritten(yaml: YamlDocument, path: readonly string[]): void {
  const node = yaml.getIn(path, true) as { source?: string; value?: unknown } | undefined;
  if (node?.source !== undefined && typeof node.value !== "string") yaml.setIn(path, node.source);
}

export type TextFormat = "JSON" | "YAML";

export async function openApiText(document: object, format: TextFormat): Promise<string> {
  if (format === "JSON") return prettyJson(document);
  const { stringify } = await import("yaml");
  // What is undefined is left out, as in JSON. Source: AWS's exports: texts in double quotes, names plain, a head line.
  return `---\n${stringify(JSON.parse(JSON.stringify(document)), {
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
    lineWidth: 0,
    indentSeq: false,
  })}`;
}

/** As AWS's Jackson prints: blanks around colons and in brackets, lists on one line. */
export function prettyJson(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? "[ ]" : `[ ${value.map((item) => prettyJson(item, indent)).join(", ")} ]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  if (entries.length === 0) return "{ }";
  const inner = `${indent}  `;
  const lines = entries.map(([name, one]) => `${inner}${JSON.stringify(name)} : ${prettyJson(one, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
