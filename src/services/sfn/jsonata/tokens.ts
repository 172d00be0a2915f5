/** Tokens of an expression. A slash begins a regular expression only where a value may stand, which the parser knows. */
import { JsonataError } from "./error.ts";

export interface Token {
  readonly kind: "string" | "number" | "name" | "variable" | "operator" | "regex" | "end";
  readonly text: string;
  readonly value?: string | number | RegExp;
  readonly at: number;
}

const BLANK = /(?:\s|\/\*[\s\S]*?\*\/)*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?/y;
const OPERATOR = /\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.[\]{}(),@#;:?+\-*/%|=<>^&!~]/y;
const NAME = /[^\s.[\]{}(),@#;:?+\-*/%|=<>^&!~"'`$]+/y;
const VARIABLE = /\$[^\s.[\]{}(),@#;:?+\-*/%|=<>^&!~"'`]*/y;

export class Tokens {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(valueExpected: boolean): Token {
    this.#match(BLANK);
    const text = this.#text;
    const at = this.#at;
    const first = text[at];
    if (first === undefined) return { kind: "end", text: "(end)", at };
    if (valueExpected && first === "/") return this.#regex(at);
    const operator = this.#match(OPERATOR);
    if (operator !== undefined) return { kind: "operator", text: operator, at };
    if (first === '"' || first === "'") return this.#string(first, at);
    if (/\d/.test(first)) {
      const number = this.#match(NUMBER) ?? "";
      const value = Number(number);
      if (!Number.isFinite(value)) throw new JsonataError("S0102", `Number out of range: ${number}`);
      return { kind: "number", text: number, value, at };
    }
    if (first === "`") {
      const end = text.indexOf("`", at + 1);
      if (end < 0) throw new JsonataError("S0105", "Quoted property name must be terminated with a backquote (`)");
      this.#at = end + 1;
      return { kind: "name", text: text.slice(at + 1, end), value: "quoted", at };
    }
    const variable = this.#match(VARIABLE);
    if (variable !== undefined) return { kind: "variable", text: variable.slice(1), at };
    const name = this.#match(NAME) ?? first;
    if (name === "and" || name === "or" || name === "in") return { kind: "operator", text: name, at };
    return { kind: "name", text: name, at };
  }

  /** Skips the signature of a lambda, `<n-n:n>`. */
  skipSignature(from: number): void {
    let depth = 0;
    for (let i = from; i < this.#text.length; i++) {
      if (this.#text[i] === "<") depth++;
      else if (this.#text[i] === ">" && --depth === 0) {
        this.#at = i + 1;
        return;
      }
    }
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    return found;
  }

  #string(quote: string, start: number): Token {
    const text = this.#text;
    let value = "";
    for (let i = start + 1; i < text.length; i++) {
      const sign = text[i] as string;
      if (sign === quote) {
        this.#at = i + 1;
        return { kind: "string", text: value, value, at: start };
      }
      if (sign !== "\\") {
        value += sign;
        continue;
      }
      const escape = text[++i] ?? "";
      if (escape === "u") {
        const digits = text.slice(i + 1, i + 5);
        if (!/^[\dA-Fa-f]{4}$/.test(digits)) {
          throw new JsonataError("S0104", "The escape sequence \\u must be followed by 4 hex digits");
        }
        value += String.fromCharCode(Number.parseInt(digits, 16));
        i += 4;
      } else if (escape in ESCAPES) value += ESCAPES[escape];
      else throw new JsonataError("S0103", `Unsupported escape sequence: \\${escape}`);
    }
    throw new JsonataError("S0101", "String literal must be terminated by a matching quote");
  }

  #regex(start: number): Token {
    const text = this.#text;
    let depth = 0;
    for (let i = start + 1; i < text.length; i++) {
      const sign = text[i] as string;
      if (sign === "\\") {
        i++;
        continue;
      }
      if (sign === "(" || sign === "[" || sign === "{") depth++;
      else if (sign === ")" || sign === "]" || sign === "}") depth--;
      else if (sign === "/" && depth === 0) {
        const source = text.slice(start + 1, i);
        if (source === "") throw new JsonataError("S0301", "Empty regular expressions are not allowed");
        const flags = /^[im]*/.exec(text.slice(i + 1))?.[0] ?? "";
        this.#at = i + 1 + flags.length;
        return { kind: "regex", text: source, value: new RegExp(source, `${flags}g`), at: start };
      }
    }
    throw new JsonataError("S0302", "No terminating / in regular expression");
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
