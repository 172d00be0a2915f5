/**
 * `terraform fmt`: indentation, one space between tokens by rules, and equals signs and comments of neighbouring lines
 * aligned. Only white space changes, apart from a few idioms: quotes around labels, `"${x}"` unwrapped, old type names.
 */
import { formatIdioms } from "./format-idioms.ts";
import { spaceBetween } from "./format-spaces.ts";
import { bracketChange, type FormatToken } from "./format-token.ts";
import { parseFile } from "./parse.ts";
import { graphemeCount } from "./position.ts";
import { scan } from "./scanner.ts";

/** The formatted source; sources with syntax errors are left alone by the caller, who has their diagnostics. */
export function formatSource(source: string): string {
  const { file } = parseFile("<format>", source);
  const tokens = formatIdioms(formatTokens(source), file.body);
  const lines = splitLines(tokens);
  indent(lines);
  for (const { lead, assign } of lines) {
    spaceOut(lead);
    spaceOut(assign);
  }
  alignAssignments(lines);
  alignComments(lines);
  return (
    (source.startsWith("\ufeff") ? "\ufeff" : "") + tokens.map(({ spaces, text }) => " ".repeat(spaces) + text).join("")
  );
}

function formatTokens(source: string): FormatToken[] {
  let line = 1;
  let column = 1;
  return scan(source, "").map(({ type, text, range }) => {
    const { start, end } = range;
    const spaces = start.line === line ? start.column - column : start.column - 1;
    [line, column] = [end.line, end.column];
    return { type, text, start: start.byte, spaces };
  });
}

/** A line in three cells; all but the first may be empty. */
interface Line {
  lead: FormatToken[];
  assign: FormatToken[];
  comment: FormatToken[];
}

const endsLine = ({ type, text }: FormatToken): boolean =>
  type === "newline" || (type === "comment" && text.endsWith("\n"));

const depthOf = (tokens: readonly FormatToken[]): number =>
  tokens.reduce((depth, token) => depth + bracketChange(token), 0);

function splitLines(tokens: readonly FormatToken[]): Line[] {
  const lines: Line[] = [];
  let lead: FormatToken[] = [];
  for (const token of tokens) {
    if (token.type !== "end-of-file") lead.push(token);
    if (!endsLine(token)) continue;
    lines.push(cells(lead));
    lead = [];
  }
  lines.push(cells(lead));
  return lines;
}

function cells(tokens: FormatToken[]): Line {
  const line: Line = { lead: tokens, assign: [], comment: [] };
  if (tokens.length > 1 && tokens.at(-1)?.type === "comment") {
    line.comment = tokens.slice(-1);
    line.lead = tokens.slice(0, -1);
  }
  const equals = line.lead.findIndex(({ type }, i) => i > 0 && type === "=");
  // An expression that goes on over the next lines is not aligned.
  if (equals > 0 && depthOf(line.lead.slice(equals)) === 0) {
    line.assign = line.lead.slice(equals);
    line.lead = line.lead.slice(0, equals);
  }
  return line;
}

/** Two columns for each line that opens more brackets than it closes. */
function indent(lines: readonly Line[]): void {
  const opened: number[] = [];
  for (const { lead, assign } of lines) {
    const [first] = lead;
    if (!first) continue;
    if (first.type === "newline") {
      first.spaces = 0;
      continue;
    }
    const change = depthOf(lead) + depthOf(assign);
    if (change < 0) close(opened, -change);
    first.spaces = 2 * opened.length;
    if (change > 0) opened.push(change);
  }
}

function close(opened: number[], count: number): void {
  let rest = count;
  while (rest > 0 && opened.length > 0) {
    const last = opened.at(-1) as number;
    if (rest < last) {
      opened[opened.length - 1] = last - rest;
      return;
    }
    rest -= last;
    opened.pop();
  }
}

function spaceOut(cell: readonly FormatToken[]): void {
  for (const [i, token] of cell.entries()) {
    const after = cell[i + 1];
    if (after) after.spaces = spaceBetween(token, after, cell[i - 1]) ? 1 : 0;
  }
}

const columns = (cell: readonly FormatToken[]): number =>
  cell.reduce((sum, { spaces, text }) => sum + spaces + graphemeCount(text), 0);

function alignAssignments(lines: readonly Line[]): void {
  for (const { assign } of lines) if (assign[0]) assign[0].spaces = 1;
  alignRuns(
    lines,
    ({ assign }) => assign[0],
    ({ lead }) => columns(lead),
  );
}

function alignComments(lines: readonly Line[]): void {
  alignRuns(
    lines,
    ({ comment }) => comment[0],
    ({ lead, assign }) => columns(lead) + columns(assign),
  );
}

/** Lines in a row that have the cell get it at the same column. */
function alignRuns(
  lines: readonly Line[],
  cellOf: (line: Line) => FormatToken | undefined,
  before: (line: Line) => number,
): void {
  let run: Line[] = [];
  const finish = (): void => {
    const widths = run.map(before);
    const widest = Math.max(0, ...widths);
    for (const [i, line] of run.entries()) {
      (cellOf(line) as FormatToken).spaces = widest - (widths[i] as number) + 1;
    }
    run = [];
  };
  for (const line of lines) {
    if (cellOf(line)) run.push(line);
    else finish();
  }
  finish();
}
