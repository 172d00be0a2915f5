/** Expressions in tokens, with AWS's syntax error: the token, and the text from the token before to the token after. */

/** What is wrong with an expression; who parses it knows which parameter to name. */
export class ExpressionFault extends Error {}

export interface Token {
  readonly kind: "name" | "alias" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /[ \t\r\n]+|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<alias>#[A-Za-z0-9_]+)|(?<value>:[A-Za-z0-9_]+)|(?<number>[0-9]+)|<>|<=|>=|[^]/gy;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [matched] = match;
    if (/^[ \t\r\n]/.test(matched)) continue;
    const start = match.index;
    tokens.push({ kind: kindOf(match.groups!), text: matched, start, end: start + matched.length });
  }
  const end = tokens.at(-1)?.end ?? 0;
  tokens.push({ kind: "end", text: "<EOF>", start: end, end });
  return tokens;
}

function kindOf(groups: Record<string, string | undefined>): Token["kind"] {
  if (groups.name !== undefined) return "name";
  if (groups.alias !== undefined) return "alias";
  if (groups.value !== undefined) return "value";
  return groups.number !== undefined ? "number" : "symbol";
}

export class TokenStream {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  get current(): Token {
    return this.#tokens[this.#at]!;
  }

  get following(): Token {
    return this.#tokens[Math.min(this.#at + 1, this.#tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.current;
    if (token.kind !== "end") this.#at++;
    return token;
  }

  isSymbol(symbol: string): boolean {
    return this.current.kind === "symbol" && this.current.text === symbol;
  }

  /** Keywords are written in any letter case. */
  isKeyword(keyword: string): boolean {
    return this.current.kind === "name" && this.current.text.toUpperCase() === keyword;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#at++;
    return true;
  }

  takeKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.#at++;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (this.current.kind !== "end") throw this.syntaxError();
  }

  syntaxError(): ExpressionFault {
    const { current } = this;
    const before = this.#tokens[this.#at - 1] ?? current;
    const near = this.#text.slice(before.start, this.following.end);
    return new ExpressionFault(`Syntax error; token: "${current.text}", near: "${near}"`);
  }
}
