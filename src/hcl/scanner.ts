/**
 * Splits HCL source into tokens. Strings and heredocs switch to modes of their own, in which template sequences
 * switch back to the main one; brace depths say where such a sequence ends.
 */
import { advance, START } from "./position.ts";
import type { Position } from "./source.ts";
import type { Token, TokenType } from "./token.ts";

/** What a text is: configuration (or an expression), or a template without quotes around it. */
export type ScanMode = "main" | "template";

type Mode = ScanMode | "string" | "heredoc";

interface Heredoc {
  readonly marker: string;
  startOfLine: boolean;
}

/** All tokens of a source; the last one is always `end-of-file`. */
export function scan(source: string, filename: string, mode: ScanMode = "main", start: Position = START): Token[] {
  return new Scanner(source, filename, mode, start).run();
}

const SPACES = /[ \t]+/y;
const NUMBER = /\d(?:(?:\d|\.|[eE][+-]?\d)*(?:\d|[eE][+-]?\d))?/y;
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const COMMENT = /(?:#|\/\/)[^\n]*\n?|\/\*[^]*?\*\//y;
const NEWLINE = /\r?\n/y;
const HEREDOC = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy;
const OPERATOR = /==|!=|>=|<=|&&|\|\||::|\.\.\.|=>|[[\]().,*/%+\-=<>!?:&|~^;`']/y;
const TEMPLATE_START = /[$%]\{~?/y;
const ESCAPED_TEMPLATE = /\$\$\{~?|%%\{~?|[$%](?=[^{])/y;
const QUOTED_TEXT = /(?:\\[^\r\n]|[^\r\n$%"\\])+/uy;
const LINE_BREAKS = /[\r\n]+/y;
const HEREDOC_TEXT = /[^\r\n$%]*(?:\r?\n)?/y;

class Scanner {
  readonly #source: string;
  readonly #filename: string;
  readonly #tokens: Token[] = [];
  readonly #modes: Mode[];
  readonly #heredocs: Heredoc[] = [];
  /** Brace depths at which a closing brace ends a template sequence. */
  readonly #sequences: number[] = [];
  #braces = 0;
  #at = 0;
  #position: Position;

  constructor(source: string, filename: string, mode: ScanMode, start: Position) {
    this.#filename = filename;
    this.#modes = [mode];
    this.#position = start;
    this.#source = source;
    if (source.charCodeAt(0) === 0xfeff) {
      this.#at = 1;
      this.#position = { ...start, byte: start.byte + 3 };
    }
  }

  run(): Token[] {
    while (this.#at < this.#source.length) {
      switch (this.#modes.at(-1)) {
        case "main":
          this.#scanMain();
          break;
        case "string":
          this.#scanString();
          break;
        case "heredoc":
          this.#scanHeredoc();
          break;
        default:
          this.#scanTemplate();
      }
    }
    this.#emit("end-of-file", "");
    return this.#tokens;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source)?.[0];
  }

  #emit(type: TokenType, text: string): void {
    const start = this.#position;
    const end = advance(start, text);
    this.#tokens.push({ type, text, range: { filename: this.#filename, start, end } });
    this.#position = end;
    this.#at += text.length;
  }

  #emitMatch(type: TokenType, pattern: RegExp): boolean {
    const text = this.#match(pattern);
    if (text === undefined) return false;
    this.#emit(type, text);
    return true;
  }

  #scanMain(): void {
    const spaces = this.#match(SPACES);
    if (spaces !== undefined) {
      this.#position = advance(this.#position, spaces);
      this.#at += spaces.length;
      return;
    }
    if (this.#emitMatch("identifier", IDENTIFIER)) return;
    if (this.#emitMatch("newline", NEWLINE)) return;
    if (this.#scanBracesAndQuotes()) return;
    if (this.#emitMatch("number", NUMBER)) return;
    if (this.#emitMatch("comment", COMMENT)) return;
    const heredoc = this.#match(HEREDOC);
    if (heredoc !== undefined) {
      this.#emit("open-heredoc", heredoc);
      this.#heredocs.push({ marker: heredoc.replace(/^<<-?|\r?\n$/g, ""), startOfLine: true });
      this.#modes.push("heredoc");
      return;
    }
    const operator = this.#match(OPERATOR);
    if (operator !== undefined) this.#emit(operator as TokenType, operator);
    else this.#emitUnknown();
  }

  #scanBracesAndQuotes(): boolean {
    const char = this.#source[this.#at];
    if (char === "{") {
      this.#emit("{", char);
      this.#braces++;
    } else if (char === "}") this.#closeBrace("}", "}");
    else if (char === "~" && this.#source[this.#at + 1] === "}") this.#closeBrace("~}", "template-end");
    else if (char === '"') {
      this.#emit("open-quote", char);
      this.#modes.push("string");
    } else return false;
    return true;
  }

  #closeBrace(text: string, otherwise: TokenType): void {
    const endsSequence = this.#sequences.at(-1) === this.#braces;
    this.#emit(endsSequence ? "template-end" : otherwise, text);
    this.#braces--;
    if (!endsSequence) return;
    this.#sequences.pop();
    this.#modes.pop();
  }

  #emitUnknown(): void {
    const char = String.fromCodePoint(this.#source.codePointAt(this.#at) as number);
    this.#emit(char === "\ufffd" ? "bad-utf8" : "invalid", char);
  }

  /** `${` and `%{`: from here to the matching brace the main mode holds. */
  #openSequence(): boolean {
    const text = this.#match(TEMPLATE_START);
    if (text === undefined) return false;
    this.#emit(text[0] === "$" ? "template-interpolation" : "template-control", text);
    this.#braces++;
    this.#sequences.push(this.#braces);
    const heredoc = this.#heredocs.at(-1);
    if (heredoc) heredoc.startOfLine = false;
    this.#modes.push("main");
    return true;
  }

  #scanString(): void {
    if (this.#openSequence()) return;
    if (this.#source[this.#at] === '"') {
      this.#emit("close-quote", '"');
      this.#modes.pop();
      return;
    }
    if (this.#emitMatch("quoted-literal", QUOTED_TEXT)) return;
    if (this.#emitMatch("quoted-literal", ESCAPED_TEMPLATE)) return;
    if (this.#emitMatch("quoted-newline", LINE_BREAKS)) return;
    this.#emitUnknown();
  }

  #scanHeredoc(): void {
    if (this.#openSequence()) return;
    const heredoc = this.#heredocs.at(-1) as Heredoc;
    const escaped = this.#match(ESCAPED_TEMPLATE);
    if (escaped !== undefined) {
      heredoc.startOfLine = false;
      this.#emit("string-literal", escaped);
      return;
    }
    const text = this.#match(HEREDOC_TEXT) as string;
    if (text === "") {
      this.#emit("invalid", this.#source.slice(this.#at));
      return;
    }
    if (heredoc.startOfLine && text.endsWith("\n") && text.trim() === heredoc.marker) {
      const newline = text.endsWith("\r\n") ? "\r\n" : "\n";
      this.#emit("close-heredoc", text.slice(0, -newline.length));
      this.#emit("newline", newline);
      this.#heredocs.pop();
      this.#modes.pop();
      return;
    }
    heredoc.startOfLine = text.endsWith("\n");
    this.#emit("string-literal", text);
  }

  #scanTemplate(): void {
    if (this.#openSequence()) return;
    if (this.#emitMatch("string-literal", ESCAPED_TEMPLATE)) return;
    const text = this.#match(HEREDOC_TEXT) as string;
    // A lone carriage return, or a dollar sign at the very end, is text to the end.
    this.#emit("string-literal", text === "" ? this.#source.slice(this.#at) : text);
  }
}
