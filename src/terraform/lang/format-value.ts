/** Values as `terraform console` and the outputs of `apply` print them: in the syntax of expressions. */

import { quoteGo } from "../../hcl/quote.ts";
import { friendlyName } from "./friendly-type.ts";
import { EPHEMERAL, SENSITIVE } from "./marks.ts";
import { BigFloat } from "./number.ts";
import type { Type } from "./type.ts";
import type { Value } from "./value.ts";

/** The text, with lines after the first indented by `indent` columns. */
export function formatValue(value: Value, indent = 0): string {
  if (!value.isKnown) return "(known after apply)";
  if (value.hasMark(SENSITIVE)) return "(sensitive value)";
  if (value.hasMark(EPHEMERAL)) return "(ephemeral value)";
  const { content, type } = value;
  if (content === null) return formatNull(type);
  if (typeof content === "boolean") return String(content);
  if (typeof content === "string") return formatMultiline(content, indent) ?? quoteGo(content);
  if (content instanceof BigFloat) return content.toString();
  if (content instanceof Map) {
    const text = formatEntries(content as ReadonlyMap<string, Value>, indent);
    return type.kind === "map" ? `tomap(${text})` : text;
  }
  const text = formatElements(value.elements, indent);
  return type.kind === "list" || type.kind === "set" ? `to${type.kind}(${text})` : text;
}

function formatNull(type: Type): string {
  switch (type.kind) {
    case "dynamic":
      return "null";
    case "string":
    case "number":
    case "bool":
      return `to${type.kind}(null)`;
    case "list":
    case "set":
    case "map":
      return `to${type.kind}(null) /* of ${friendlyName(type.element)} */`;
    default:
      return `null /* ${friendlyName(type)} */`;
  }
}

/** Several lines of text as a heredoc, with a marker that does not occur in them. */
function formatMultiline(text: string, indent: number): string | undefined {
  const lines = text.split("\n");
  if (lines.length < 2) return undefined;
  let marker = "EOT";
  while (lines.some((line) => line.trim() === marker)) marker += "_";
  const open = indent > 0 ? "<<-" : "<<";
  const inner = " ".repeat(indent);
  return `${open}${marker}\n${lines.map((line) => `${inner}${line}`).join("\n")}\n${inner}${marker}`;
}

function formatEntries(entries: ReadonlyMap<string, Value>, indent: number): string {
  if (entries.size === 0) return "{}";
  const inner = indent + 2;
  const lines = [...entries].map(
    ([name, value]) => `\n${" ".repeat(inner)}${quoteGo(name)} = ${formatValue(value, inner)}`,
  );
  return `{${lines.join("")}\n${" ".repeat(indent)}}`;
}

function formatElements(elements: readonly Value[], indent: number): string {
  if (elements.length === 0) return "[]";
  const inner = indent + 2;
  const lines = elements.map((value) => `\n${" ".repeat(inner)}${formatValue(value, inner)},`);
  return `[${lines.join("")}\n${" ".repeat(indent)}]`;
}
