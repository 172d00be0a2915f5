/** A `.tf.json` file as a body; what in it is a block is decided when a schema reads it (`body.ts`). */
import type { Diagnostic, Diagnostics } from "./diagnostic.ts";
import { jsonBody } from "./json-body.ts";
import { parseJsonText } from "./json-parse.ts";
import type { SourceFile } from "./syntax.ts";

export function parseJsonFile(
  filename: string,
  text: string,
): { readonly file: SourceFile; readonly diagnostics: Diagnostics } {
  const { value, diagnostics, startRange } = parseJsonText(text, filename);
  const found: Diagnostic[] = [...diagnostics];
  if (value.kind !== "object" && value.kind !== "array") {
    found.push({
      severity: "error",
      summary: "Root value must be object",
      detail: "The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.",
      subject: startRange,
    });
  }
  const { body, diagnostics: shape } = jsonBody(value);
  if (found.length === 0) found.push(...shape);
  return { file: { filename, text, body }, diagnostics: found };
}
