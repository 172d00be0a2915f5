/** PartiQL in tokens: keywords and names, quoted names, texts, numbers, parameters, symbols. */
import { refusal } from "../refusal.ts";

export interface Token {
  readonly kind: "word" | "name" | "text" | "number" | "parameter" | "symbol" | "end";
  /** Contents without quotes. */
  readonly text: string;
  readonly start: number;
}

const pattern =
  /\s+|--[^\n]*|(?<word>[A-Za-z_$][A-Za-z0-9_$]*)|"(?<name>(?:[^"]|"")*)"|'(?<text>(?:[^']|'')*)'|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)|(?<parameter>\?)|<<|>>|<>|!=|<=|>=|[^]/gy;

export function tokenize(statement: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(statement); match; match = pattern.exec(statement)) {
    const [matched] = match;
    if (/^\s|^--/.test(matched)) continue;
    const { word, name, text, number, parameter } = match.groups!;
    const start = match.index;
    if (word !== undefined) tokens.push({ kind: "word", text: word, start });
    else if (name !== undefined) tokens.push({ kind: "name", text: name.replaceAll('""', '"'), start });
    else if (text !== undefined) tokens.push({ kind: "text", text: text.replaceAll("''", "'"), start });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, start });
    else if (parameter !== undefined) tokens.push({ kind: "parameter", text: parameter, start });
    else tokens.push({ kind: "symbol", text: matched, start });
  }
  tokens.push({ kind: "end", text: "", start: statement.length });
  return tokens;
}

const operators = new Set(["=", "<>", "!=", "<", "<=", ">", ">=", "*", "/", "%", "@", "|"]);

const symbolNames: Readonly<Record<string, string>> = {
  "(": "LEFT_PAREN",
  ")": "RIGHT_PAREN",
  "]": "RIGHT_BRACKET",
  "}": "RIGHT_CURLY",
  ">>": "RIGHT_DOUBLE_ANGLE_BRACKET",
  ":": "COLON",
};

export class TokenStream {
  readonly #statement: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(statement: string) {
    this.#statement = statement;
    this.#tokens = tokenize(statement);
  }

  get current(): Token {
    return this.#tokens[this.#at]!;
  }

  next(): Token {
    const token = this.current;
    if (token.kind !== "end") this.#at++;
    return token;
  }

  isWord(...words: readonly string[]): boolean {
    return this.current.kind === "word" && words.includes(this.current.text.toUpperCase());
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.#at++;
    return true;
  }

  expectWord(word: string, otherwise = `Expected ${word} keyword`): void {
    if (!this.takeWord(word)) throw malformed(otherwise);
  }

  isSymbol(symbol: string): boolean {
    return this.current.kind === "symbol" && this.current.text === symbol;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#at++;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw malformed(`Expected ${symbolNames[symbol] ?? `'${symbol}'`}`);
  }

  /** Line and column of a token, from 1. */
  place({ start }: Token): string {
    const before = this.#statement.slice(0, start).split("\n");
    return `${before.length}:${before.at(-1)!.length + 1}`;
  }

  /** The current token does not begin an expression. */
  unexpected(): Error {
    const { kind, text } = this.current;
    if (kind === "word") return malformed("Unexpected keyword");
    return malformed(kind === "symbol" && operators.has(text) ? "Unexpected operator" : "Unexpected term");
  }
}

/** In the words of PartiQL's reference parser, which the service uses. */
export function malformed(detail: string): Error {
  return refusal(`Statement wasn't well formed, can't be processed: ${detail}`);
}
