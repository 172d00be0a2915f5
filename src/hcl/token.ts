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
