/** Tokens of HCL's native syntax. Punctuation is named by itself. */
import type { SourceRange } from "./source.ts";

export type TokenType =
  | "{"
  | "}"
  | "["
  | "]"
  | "("
  | ")"
  | "open-quote"
  | "close-quote"
  | "open-heredoc"
  | "close-heredoc"
  | "*"
  | "/"
  | "+"
  | "-"
  | "%"
  | "="
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "&&"
  | "||"
  | "!"
  | "."
  | ","
  | "..."
  | "=>"
  | "?"
  | ":"
  | "::"
  | "template-interpolation"
  | "template-control"
  | "template-end"
  | "quoted-literal"
  | "string-literal"
  | "number"
  | "identifier"
  | "comment"
  | "newline"
  | "end-of-file"
  // Never valid, but told apart for the sake of good messages.
  | "&"
  | "|"
  | "~"
  | "^"
  | "'"
  | "`"
  | ";"
  | "quoted-newline"
  | "bad-utf8"
  | "invalid";

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly range: SourceRange;
}

/** From the start of one range to the end of another. */
export const rangeBetween = (from: SourceRange, to: SourceRange): SourceRange => ({
  filename: from.filename,
  start: from.start,
  end: to.end,
});

/** `main.tf:3,5-9`, as messages mention other places. */
export function rangeText({ filename, start, end }: SourceRange): string {
  return start.line === end.line
    ? `${filename}:${start.line},${start.column}-${end.column}`
    : `${filename}:${start.line},${start.column}-${end.line},${end.column}`;
}
