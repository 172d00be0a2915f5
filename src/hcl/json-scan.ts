/** Tokens of HCL's JSON syntax, with ranges. Lax about what is inside numbers and words; the parser looks closer. */
import { advance, START } from "./position.ts";
import type { Position, SourceRange } from "./source.ts";

export type JsonTokenType =
  | "{"
  | "}"
  | "["
  | "]"
  | ","
  | ":"
  | "="
  | "keyword"
  | "string"
  | "number"
  | "end-of-file"
  | "invalid";

export interface JsonToken {
  readonly type: JsonTokenType;
  readonly text: string;
  readonly range: SourceRange;
}

// A control character ends a string that is not closed.
const STRING = /"(?:\\[^\p{Cc}]|[^"\\\p{Cc}])*(?:"|\\?)/uy;
const NUMBER = /[-+.0-9][-+.0-9eE]*/y;
const KEYWORD = /[A-Za-z][A-Za-z_]*/y;
const PUNCTUATION = /[{}[\],:=]/y;

export function scanJson(source: string, filename: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let at = 0;
  let position: Position = START;
  const emit = (type: JsonTokenType, text: string): void => {
    const end = advance(position, text);
    tokens.push({ type, text, range: { filename, start: position, end } });
    position = end;
    at += text.length;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  for (;;) {
    for (; isSpace(source[at]); at++) position = afterSpace(position, source[at] as string);
    if (at >= source.length) break;
    const punctuation = match(PUNCTUATION);
    const [type, text] =
      punctuation !== undefined
        ? ([punctuation as JsonTokenType, punctuation] as const)
        : (first([
            ["string", match(STRING)],
            ["number", match(NUMBER)],
            ["keyword", match(KEYWORD)],
          ]) ?? (["invalid", source[at] as string] as const));
    emit(type, text);
    if (type === "invalid") break;
  }
  emit("end-of-file", "");
  return tokens;
}

type Candidate = readonly [JsonTokenType, string | undefined];

const first = (candidates: readonly Candidate[]): readonly [JsonTokenType, string] | undefined =>
  candidates.find((c): c is readonly [JsonTokenType, string] => c[1] !== undefined);

const isSpace = (char: string | undefined): boolean => char === " " || char === "\n" || char === "\r" || char === "\t";

/** A tab counts as two columns here, and a carriage return as none. */
function afterSpace({ line, column, byte }: Position, char: string): Position {
  if (char === "\n") return { line: line + 1, column: 1, byte: byte + 1 };
  return { line, column: column + (char === " " ? 1 : char === "\t" ? 2 : 0), byte: byte + 1 };
}
