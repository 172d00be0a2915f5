/** Tokens of a query, made as the parser asks for them: only it knows where a slash begins a regular expression. */
import { QueryError } from "./query-error.ts";

export interface Token {
  readonly kind: "name" | "string" | "number" | "duration" | "operator" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const BLANK = /(?:\s|#[^\n]*)*/y;
const TOKEN =
  /(?<duration>\d+(?:ms|mo|qtr|s|m|h|d|w|q|y)\b)|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|`(?<quotedName>[^`]+)`|(?<name>[@A-Za-z_][\w.@]*)|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<operator>!=|<=|>=|=~|[-+*/%^=<>(),.:|[\]])/y;
const REGEX = /\/((?:[^/\\\n]|\\.)+)\/([a-z]*)/y;

export class TokenSource {
  readonly text: string;
  #at = 0;
  #ahead: Token | undefined;
  #taken = 0;

  constructor(text: string) {
    this.text = text;
  }

  peek(): Token {
    this.#ahead ??= this.#scan();
    return this.#ahead;
  }

  /** Where what has been taken ends: blanks and comments behind it are left out. */
  get taken(): number {
    return this.#taken;
  }

  next(): Token {
    const token = this.peek();
    this.#at = token.end;
    this.#taken = token.end;
    this.#ahead = undefined;
    return token;
  }

  /** Takes the next token when it is this operator or, in any letter case, this word. */
  takes(text: string): boolean {
    const token = this.peek();
    if (token.kind !== "operator" && token.kind !== "name") return false;
    if (token.text.toLowerCase() !== text) return false;
    this.next();
    return true;
  }

  expect(text: string): void {
    if (!this.takes(text)) throw this.unexpected([text]);
  }

  /** A regular expression, when one stands here. */
  regex(): RegExp | undefined {
    this.#skipBlank();
    REGEX.lastIndex = this.#at;
    const match = REGEX.exec(this.text);
    if (!match) return undefined;
    const [whole, source = "", flags = ""] = match;
    this.#at += whole.length;
    this.#taken = this.#at;
    this.#ahead = undefined;
    // Java's inline flag is JavaScript's flag behind the expression.
    const inline = /^\(\?([ims]+)\)/.exec(source);
    try {
      return new RegExp(source.slice(inline?.[0].length ?? 0), [...new Set(`${flags}${inline?.[1] ?? ""}`)].join(""));
    } catch {
      throw new QueryError(`Invalid regular expression: ${source}`, this.#at - whole.length, this.#at);
    }
  }

  unexpected(expected: readonly string[]): QueryError {
    const { kind, text, start, end } = this.peek();
    const found = kind === "end" ? "<EOF>" : text;
    const wanted = expected.length === 1 ? expected[0] : `{${expected.join(", ")}}`;
    return new QueryError(`mismatched input '${found}' expecting ${wanted}`, start, end);
  }

  #skipBlank(): void {
    BLANK.lastIndex = this.#at;
    BLANK.exec(this.text);
    this.#at = BLANK.lastIndex;
  }

  #scan(): Token {
    this.#skipBlank();
    const start = this.#at;
    if (start >= this.text.length) return { kind: "end", text: "", start, end: start };
    TOKEN.lastIndex = start;
    const groups = TOKEN.exec(this.text)?.groups;
    if (!groups)
      throw new QueryError(
        `unexpected symbol found ${this.text[start]} at ${placeOf(this.text, start)}`,
        start,
        start + 1,
      );
    const end = TOKEN.lastIndex;
    const { duration, number, quotedName, name, double, single, operator } = groups;
    if (duration !== undefined) return { kind: "duration", text: duration, start, end };
    if (number !== undefined) return { kind: "number", text: number, start, end };
    if ((quotedName ?? name) !== undefined) return { kind: "name", text: (quotedName ?? name) as string, start, end };
    const string = double ?? single;
    if (string !== undefined) return { kind: "string", text: string.replace(/\\(.)/g, unescape), start, end };
    return { kind: "operator", text: operator as string, start, end };
  }
}

function placeOf(text: string, position: number): string {
  const lines = text.slice(0, position).split("\n");
  return `line ${lines.length} and position ${lines.at(-1)?.length}`;
}

function unescape(whole: string, character: string): string {
  const escapes: Readonly<Record<string, string>> = {
    n: "\n",
    t: "\t",
    r: "\r",
    '"': '"',
    "'": "'",
    "\\": "\\",
    "/": "/",
  };
  return escapes[character] ?? whole;
}
