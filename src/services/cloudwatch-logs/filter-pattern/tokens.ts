/** Tokens of the bracketed patterns. */
import { invalidPattern } from "./pattern.ts";

export interface Token {
  readonly kind: "word" | "quoted" | "regex" | "operator" | "selector";
  readonly text: string;
}

const TOKEN =
  /\s*(?:(?<selector>\$(?:\.|\[)(?:[\w.*:@/-]|\[[^\]]*\])*|\$\w+)|"(?<quoted>(?:[^"\\]|\\.)*)"|%(?<regex>(?:[^%\\]|\\.)+)%|(?<operator>&&|\|\||[!<>]=|[=<>(),])|(?<word>[^\s"=<>!&|(),%]+))/gy;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) throw invalidPattern("Invalid filter pattern");
    for (const kind of ["selector", "quoted", "regex", "operator", "word"] as const) {
      const found = groups[kind];
      if (found !== undefined) tokens.push({ kind, text: kind === "quoted" ? found.replace(/\\(.)/g, "$1") : found });
    }
  }
  return tokens;
}

/** Tokens one after the other, for a parser by descent. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  next(): Token {
    const token = this.#tokens[this.#at++];
    if (!token) throw invalidPattern("Invalid filter pattern");
    return token;
  }

  /** Whether the next token is this operator or word, which is then taken. */
  takes(text: string): boolean {
    const token = this.peek;
    if (!token || token.kind === "quoted" || token.kind === "regex" || token.text.toUpperCase() !== text) return false;
    this.#at++;
    return true;
  }
}

/** `one && two || (three)`: conditions joined, with parentheses; `one` reads a single condition. */
export function joined<T>(
  stream: TokenStream,
  one: () => T,
  join: { readonly all: (parts: readonly T[]) => T; readonly any: (parts: readonly T[]) => T },
): T {
  const primary = (): T => {
    if (!stream.takes("(")) return one();
    const inner = either();
    if (!stream.takes(")")) throw invalidPattern("Invalid filter pattern");
    return inner;
  };
  const both = (): T => {
    const parts = [primary()];
    while (stream.takes("&&")) parts.push(primary());
    return parts.length === 1 ? (parts[0] as T) : join.all(parts);
  };
  const either = (): T => {
    const parts = [both()];
    while (stream.takes("||")) parts.push(both());
    return parts.length === 1 ? (parts[0] as T) : join.any(parts);
  };
  return either();
}
