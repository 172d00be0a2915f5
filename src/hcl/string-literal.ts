/** The text that a literal piece of a string stands for: escapes resolved, `$${` and `%%{` undoubled. */

import { advance } from "./position.ts";
import { quoteGo } from "./quote.ts";
import type { SourceRange } from "./source.ts";
import type { Token } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

const QUOTED_PIECE = /\\(?:u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|[^]|$)|\$\$\{|%%\{|[^\\$%]+|[$%]/gu;
const PLAIN_PIECE = /\$\$\{|%%\{|[^$%]+|[$%]/gu;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** The text of a `quoted-literal` or `string-literal` token; bad escapes are reported. */
export function literalText({ type, text, range }: Token, reader: TokenReader): string {
  const quoted = type === "quoted-literal";
  if (!(quoted && text.includes("\\")) && !text.includes("${") && !text.includes("%{")) return text;
  let result = "";
  let at = range.start;
  for (const [piece] of text.matchAll(quoted ? QUOTED_PIECE : PLAIN_PIECE)) {
    const start = at;
    at = advance(at, piece);
    if (quoted && piece[0] === "\\") {
      result += resolveEscape(piece, { filename: range.filename, start, end: at }, reader);
    } else if (piece === "$${" || piece === "%%{") result += piece.slice(1);
    else result += piece;
  }
  return result;
}

function resolveEscape(piece: string, range: SourceRange, reader: TokenReader): string {
  const fail = (detail: string): string => {
    reader.error("Invalid escape sequence", detail, range);
    return piece;
  };
  const selector = piece[1];
  if (selector === undefined) return fail("Backslash must be followed by an escape sequence selector character.");
  const simple = SIMPLE_ESCAPES[selector];
  if (simple !== undefined) return simple;
  if (selector === "u" && piece.length !== 6) {
    return fail("The \\u escape sequence must be followed by four hexadecimal digits.");
  }
  if (selector === "U" && piece.length !== 10) {
    return fail("The \\U escape sequence must be followed by eight hexadecimal digits.");
  }
  if (selector !== "u" && selector !== "U") {
    const symbol = piece.slice(1);
    fail(`The symbol ${quoteGo(symbol)} is not a valid escape sequence selector.`);
    return symbol;
  }
  const code = Number.parseInt(piece.slice(2), 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    return fail(`Cannot encode character U+${code.toString(16).padStart(4, "0")} in UTF-8.`);
  }
  return String.fromCodePoint(code);
}
