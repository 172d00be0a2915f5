/** A text and a place in it. */
import { TemplateError } from "./syntax.ts";

export class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Goes behind that text when it stands here. */
  take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Goes behind what the sticky pattern matches here, and gives it back. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skipBlanks(): void {
    this.match(/\s*/y);
  }

  expect(text: string): void {
    this.skipBlanks();
    if (!this.take(text)) throw this.fault(`expected "${text}"`);
  }

  fault(what: string): TemplateError {
    const before = this.text.slice(0, this.at).split("\n");
    return new TemplateError(`${what} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`);
  }
}
