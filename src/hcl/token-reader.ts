/**
 * The parser's view of the tokens: comments are passed over, newlines count only where the grammar says so, and after
 * an error the reader finds a place where parsing can go on. Once it had to, complaints about bad tokens are kept back,
 * because the place may have been a wrong one.
 */
import type { Diagnostic } from "./diagnostic.ts";
import type { SourceRange } from "./source.ts";
import type { Token, TokenType } from "./token.ts";

const OPPOSITE: Readonly<Partial<Record<TokenType, TokenType>>> = {
  "{": "}",
  "}": "{",
  "[": "]",
  "]": "[",
  "(": ")",
  ")": "(",
  "open-quote": "close-quote",
  "close-quote": "open-quote",
  "open-heredoc": "close-heredoc",
  "close-heredoc": "open-heredoc",
  "template-interpolation": "template-end",
  "template-control": "template-end",
  "template-end": "template-interpolation",
};

const OPENERS = new Set<TokenType>([
  "{",
  "[",
  "(",
  "open-quote",
  "open-heredoc",
  "template-interpolation",
  "template-control",
]);

export const oppositeBracket = (type: TokenType): TokenType | undefined => OPPOSITE[type];

export class TokenReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #tokens: readonly Token[];
  readonly #newlines: boolean[] = [true];
  #next = 0;
  #recovering = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get recovering(): boolean {
    return this.#recovering;
  }

  setRecovering(): void {
    this.#recovering = true;
  }

  /** Reports an error. */
  error(summary: string, detail: string, subject: SourceRange, context?: SourceRange): void {
    this.diagnostics.push({ severity: "error", summary, detail, subject, ...(context && { context }) });
  }

  /** Reports an error unless an earlier one may be the reason for it. */
  errorUnlessRecovering(summary: string, detail: string, subject: SourceRange, context?: SourceRange): void {
    if (!this.#recovering) this.error(summary, detail, subject, context);
  }

  /** Remembers how many errors there were, for `failedSince`. */
  mark(): number {
    return this.diagnostics.length;
  }

  /** Whether errors since the mark left the reader in an uncertain place. */
  failedSince(mark: number): boolean {
    return this.#recovering && this.diagnostics.length > mark;
  }

  peek(): Token {
    return this.#tokenAt(this.#indexOfNext());
  }

  read(): Token {
    const index = this.#indexOfNext();
    this.#next = Math.min(index + 1, this.#tokens.length);
    return this.#tokenAt(index);
  }

  get nextRange(): SourceRange {
    return this.peek().range;
  }

  get previousRange(): SourceRange {
    return this.#next === 0 ? this.nextRange : (this.#tokens[this.#next - 1] as Token).range;
  }

  #indexOfNext(): number {
    const newlines = this.#newlines.at(-1) as boolean;
    for (let i = this.#next; i < this.#tokens.length; i++) {
      const token = this.#tokens[i] as Token;
      if (token.type === "comment") {
        // A comment to the end of its line stands for the newline that it took.
        if (newlines && token.text.endsWith("\n")) return i;
        continue;
      }
      if (token.type === "newline" && !newlines) continue;
      return i;
    }
    return this.#tokens.length;
  }

  #tokenAt(index: number): Token {
    const token = this.#tokens[index] ?? (this.#tokens.at(-1) as Token);
    return token.type === "comment" ? { type: "newline", text: "\n", range: token.range } : token;
  }

  /** Newlines count, or do not, until `popNewlines`. */
  pushNewlines(count: boolean): void {
    this.#newlines.push(count);
  }

  popNewlines(): void {
    this.#newlines.pop();
  }

  /** Reads on to the end of the bracket that `end` closes, over nested ones. */
  recover(end: TokenType): Token {
    this.#recovering = true;
    const start = oppositeBracket(end);
    let depth = 0;
    for (;;) {
      const token = this.read();
      const type = end === "template-end" && token.type === "template-control" ? "template-interpolation" : token.type;
      if (type === "end-of-file") return token;
      if (type === start) depth++;
      else if (type === end) {
        if (depth === 0) return token;
        depth--;
      }
    }
  }

  /** Reads on to the next `start` bracket and over it. */
  recoverOver(start: TokenType): void {
    for (;;) {
      const { type } = this.read();
      if (type === start || type === "end-of-file") break;
    }
    this.recover(oppositeBracket(start) as TokenType);
  }

  /** Reads on to the end of the line, over what is in brackets. */
  recoverAfterItem(): void {
    this.#recovering = true;
    const open: TokenType[] = [];
    for (;;) {
      const { type } = this.read();
      if (type === "end-of-file" || (type === "newline" && open.length === 0)) return;
      if (OPENERS.has(type)) open.push(type);
      else if (oppositeBracket(type)) closeInnermost(open, type);
    }
  }
}

function closeInnermost(open: TokenType[], closer: TokenType): void {
  while (open.length > 0 && oppositeBracket(open.at(-1) as TokenType) !== closer) open.pop();
  open.pop();
}
