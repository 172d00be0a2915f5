/** Values as source text of expressions, laid out as `terraform fmt` would: what hclwrite makes of a value. */
import { formatSource } from "../../hcl/format.ts";
import { isIdentifier } from "../../terraform/config/identifier.ts";
import { BigFloat } from "../../terraform/lang/number.ts";
import type { Value } from "../../terraform/lang/value.ts";

type Attributes = Iterable<readonly [name: string, value: Value]>;

/** A file with these arguments, all wholly known and without marks. */
export const fileSource = (attributes: Attributes): string =>
  formatSource([...attributes].map(([name, value]) => `${name} = ${unformatted(value)}\n`).join(""));

/** One value, wholly known and without marks. The formatter takes whole files, so it is an argument meanwhile. */
export const expressionSource = (value: Value): string =>
  fileSource([["value", value]]).slice("value = ".length, -"\n".length);

function unformatted({ content }: Value): string {
  if (content === null) return "null";
  if (typeof content === "string") return quoted(content);
  if (typeof content === "boolean" || content instanceof BigFloat) return content.toString();
  if (content instanceof Map) return objectSource(content as ReadonlyMap<string, Value>);
  return `[${(content as readonly Value[]).map(unformatted).join(", ")}]`;
}

function objectSource(entries: ReadonlyMap<string, Value>): string {
  const lines = [...entries].map(([name, value]) => {
    const key = isIdentifier(name) ? name : quoted(name);
    return `${key} = ${unformatted(value)}\n`;
  });
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
