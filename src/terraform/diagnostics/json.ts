/**
 * A diagnostic as Terraform's `-json` output describes it. The text form is rendered from this one, as Terraform does,
 * so that both always say the same.
 */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Position, SourceRange } from "../../hcl/source.ts";
import { contextString } from "./context-string.ts";
import { type FunctionCallJson, functionCall, type ValueJson, valuesOf } from "./expression-values.ts";
import type { Sources } from "./sources.ts";

export interface DiagnosticJson {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: Position; readonly end: Position };
  readonly snippet?: SnippetJson;
}

export interface SnippetJson {
  readonly context: string | null;
  readonly code: string;
  readonly start_line: number;
  /** In UTF-8 bytes of `code`. */
  readonly highlight_start_offset: number;
  readonly highlight_end_offset: number;
  readonly values: readonly ValueJson[];
  readonly function_call?: FunctionCallJson;
}

/** Not Terraform's: for people only. */
export const isAdvice = (diagnostic: Diagnostic): boolean => diagnostic.extra?.["advice"] === true;

export function diagnosticJson(diagnostic: Diagnostic, sources: Sources): DiagnosticJson {
  const { severity, summary, detail, address, subject } = diagnostic;
  const head = { severity, summary, detail, ...(address ? { address } : {}) };
  if (!subject) return head;
  const highlight = atLeastOneByte(subject);
  const range = {
    filename: highlight.filename,
    start: position(highlight.start),
    end: position(highlight.end),
  };
  const snippet = snippetOf(diagnostic, subject, highlight, sources);
  return snippet ? { ...head, range, snippet } : { ...head, range };
}

/** Members in the order in which Terraform prints them. */
const position = ({ line, column, byte }: Position): Position => ({ line, column, byte });

/** An empty range would show nothing. */
function atLeastOneByte(range: SourceRange): SourceRange {
  const { start, end } = range;
  if (start.byte !== end.byte) return range;
  return { ...range, end: { line: end.line, column: end.column + 1, byte: end.byte + 1 } };
}

function snippetOf(
  diagnostic: Diagnostic,
  subject: SourceRange,
  highlight: SourceRange,
  sources: Sources,
): SnippetJson | undefined {
  const file = sources.get(subject.filename);
  if (!file) return undefined;
  const shown = atLeastOneByte(rangeOver(diagnostic.context ?? subject, subject));
  const { code, startByte } = linesWithin(Buffer.from(file.text), shown);
  const length = Buffer.byteLength(code);
  const within = (offset: number): number => Math.min(Math.max(offset, 0), length);
  const start = highlight.start.byte - startByte;
  const call = functionCall(diagnostic);
  return {
    context: contextString(file, highlight.start.byte - 1) || null,
    code,
    start_line: shown.start.line,
    highlight_start_offset: within(start),
    highlight_end_offset: within(start + highlight.end.byte - highlight.start.byte),
    values: valuesOf(diagnostic),
    ...(call ? { function_call: call } : {}),
  };
}

function rangeOver(a: SourceRange, b: SourceRange): SourceRange {
  if (a.start.byte === a.end.byte) return b;
  if (b.start.byte === b.end.byte && a.start.byte <= b.start.byte && b.end.byte <= a.end.byte) return a;
  return {
    filename: a.filename,
    start: a.start.byte < b.start.byte ? a.start : b.start,
    end: a.end.byte > b.end.byte ? a.end : b.end,
  };
}

/** The whole source lines that a range touches. */
function linesWithin(source: Buffer, range: SourceRange): { code: string; startByte: number } {
  const lines: string[] = [];
  let startByte = 0;
  for (let at = 0; at < source.length; ) {
    const newline = source.indexOf(10, at);
    const next = newline === -1 ? source.length : newline + 1;
    let end = newline === -1 ? source.length : newline;
    if (newline !== -1 && end > at && source[end - 1] === 13) end--;
    if (overlaps(at, end, range)) {
      if (lines.length === 0) startByte = at;
      lines.push(source.toString("utf8", at, end));
    }
    at = next;
  }
  return { code: lines.join("\n"), startByte };
}

/** As HCL tells it: a range that begins at a line's end belongs to the line, and one that ends where a line begins too. */
function overlaps(lineStart: number, lineEnd: number, { start, end }: SourceRange): boolean {
  if (lineStart === lineEnd || start.byte === end.byte) return false;
  const inLine = (byte: number): boolean => byte >= lineStart && byte < lineEnd;
  const inRange = (byte: number): boolean => byte >= start.byte && byte < end.byte;
  return inLine(start.byte) || inLine(end.byte) || inRange(lineStart) || inRange(lineEnd);
}
