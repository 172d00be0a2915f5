/** `<<-EOT`: the smallest indentation of all lines is taken off each of them. Interpolated text does not count. */
import { graphemes } from "./position.ts";
import type { LiteralPart, TemplatePart } from "./template-parts.ts";

const INDENTATION = /^[\t\v\f\r\n \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/;

export function flushHeredoc(parts: readonly TemplatePart[]): void {
  let smallest = Number.POSITIVE_INFINITY;
  let lineStart = true;
  const lines: LiteralPart[] = [];
  for (const part of parts) {
    if (lineStart) {
      lineStart = false;
      if (part.kind === "end") break;
      if (part.kind !== "literal") smallest = 0;
      else {
        const indentation = INDENTATION.exec(part.text)?.[0] ?? "";
        // A line of white space alone has no say.
        if (indentation.length < part.text.length || !part.text.endsWith("\n")) {
          lines.push(part);
          smallest = Math.min(smallest, graphemes(indentation).length);
        }
      }
    }
    if (part.kind === "literal" && part.text.endsWith("\n")) lineStart = true;
  }
  if (smallest === 0 || !Number.isFinite(smallest)) return;
  for (const part of lines) cut(part, smallest);
}

function cut(part: LiteralPart, count: number): void {
  const removed = graphemes(part.text).slice(0, count).join("");
  part.text = part.text.slice(removed.length);
  const { start } = part.range;
  part.range = {
    ...part.range,
    start: { line: start.line, column: start.column + count, byte: start.byte + Buffer.byteLength(removed, "utf8") },
  };
}
