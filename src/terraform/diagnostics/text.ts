/** Diagnostics as text: a box with a rule at the left, or indented paragraphs where colour is switched off. */
import type { DiagnosticJson, SnippetJson } from "./json.ts";
import { type Palette, PLAIN } from "./palette.ts";
import { wordWrap } from "./word-wrap.ts";

/** With the box. `width` is that of the terminal. */
export function diagnosticBox(diagnostic: DiagnosticJson, width: number, palette: Palette): string {
  const { bold, reset } = palette;
  const isError = diagnostic.severity === "error";
  const colour = isError ? palette.red : palette.yellow;
  const where = place(diagnostic, palette);
  const body =
    `${bold}${colour}${isError ? "Error" : "Warning"}: ${reset}${bold}${diagnostic.summary}${reset}\n\n` +
    where +
    // Of a message without place and detail Terraform still writes the line that the detail would begin on.
    (where === "" && diagnostic.detail === "" ? "\n" : wrapDetail(diagnostic.detail, width - 3));
  const lines = body.replace(/\n$/, "").split("\n");
  const ruled = lines.map((line) => `${colour}│${reset}${line === "" ? "" : ` ${line}`}\n`);
  return `${colour}╷${reset}\n${ruled.join("")}${colour}╵${reset}\n`;
}

/** Without box and colours. */
export function diagnosticPlain(diagnostic: DiagnosticJson, width: number): string {
  const title = diagnostic.severity === "error" ? "Error" : "Warning";
  return `\n${title}: ${diagnostic.summary}\n\n${place(diagnostic, PLAIN)}${wrapDetail(diagnostic.detail, width - 1)}`;
}

function wrapDetail(detail: string, width: number): string {
  if (detail === "") return "";
  if (width <= 0) return `${detail}\n`;
  const lines = detail.split("\n").map((line) => (line.startsWith(" ") ? line : wordWrap(line, width)));
  return `${lines.join("\n")}\n`;
}

function place({ address, range, snippet }: DiagnosticJson, palette: Palette): string {
  let text = address ? `  with ${address},\n` : "";
  if (!range) return text;
  if (!snippet) {
    text += `  on ${range.filename} line ${range.start.line}:\n  (source code not available)\n`;
    return `${text}\n`;
  }
  const inside = snippet.context === null ? "" : `, in ${snippet.context}`;
  text += `  on ${range.filename} line ${range.start.line}${inside}:\n`;
  return `${text}${code(snippet, palette)}${values(snippet, palette)}\n`;
}

function code(snippet: SnippetJson, { underline, reset }: Palette): string {
  const bytes = Buffer.from(snippet.code);
  const start = snippet.highlight_start_offset;
  const end = Math.max(snippet.highlight_end_offset, start);
  const part = (from: number, to?: number): string => bytes.subarray(from, to).toString();
  const highlighted = `${part(0, start)}${underline}${part(start, end)}${reset}${part(end)}`;
  return highlighted
    .split("\n")
    .map((line, i) => `${String(snippet.start_line + i).padStart(4)}: ${line}\n`)
    .join("");
}

function values({ values, function_call: call }: SnippetJson, { bold, darkGray, reset }: Palette): string {
  const lines: string[] = [];
  const signature = call?.signature;
  if (call && signature) {
    const parameters = signature.params.map(({ name }) => name);
    if (signature.variadic_param) parameters.push(`${signature.variadic_param.name}...`);
    lines.push(` while calling ${bold}${call.called_as}${reset}(${parameters.join(", ")})`);
  }
  for (const { traversal, statement } of values) lines.push(` ${bold}${traversal}${reset} ${statement}`);
  if (lines.length === 0) return "";
  return `    ${darkGray}├────────────────${reset}\n${lines.map((line) => `    ${darkGray}│${reset}${line}\n`).join("")}`;
}
