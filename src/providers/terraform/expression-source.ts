/** Values as source text of expressions, laid out as `terraform fmt` would: what hclwrite makes of a value. */
import { formatSource } from "../../hcl/format.ts";
import { isIdentifier } from "../../terraform/config/identifier.ts";
import { BigFloat } from "../../terraform/lang/number.ts";
import type { Value } from "../../terraform/lang/value.ts";

/** The value is wholly known and without marks. */
export function expressionSource(value: Value): string {
  // The formatter wants a whole file, and lines up only what stands on lines of its own.
  const [, source = ""] = /^value = ([^]*?)\n$/.exec(formatSource(`value = ${unformatted(value)}\n`)) ?? [];
  return source;
}

function unformatted({ content }: Value): string {
  if (content === null) return "null";
  if (typeof content === "string") return quoted(content);
  if (typeof content === "boolean" || content instanceof BigFloat) return content.toString();
  if (content instanceof Map) return objectSource(content as ReadonlyMap<string, Value>);
  return `[${(content as readonly Value[]).map(unformatted).join(", ")}]`;
}

function objectSource(entries: ReadonlyMap<string, Value>): string {
  const lines = [...entries].map(
    ([name, value]) => `${isIdentifier(name) ? name : quoted(name)} = ${unformatted(value)}\n`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}}`;
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

function quoted(text: string): string {
  const escaped = text.replace(/["\\]|[$%](?=\{)|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (char) =>
    char === "$" || char === "%" ? char + char : (NAMED[char] ?? codeEscape(char)),
  );
  return `"${escaped}"`;
}

function codeEscape(char: string): string {
  const code = (char.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
