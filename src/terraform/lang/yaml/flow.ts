/** Flow style: `[a, b]`, `{k: v}`, and quoted scalars, which may run over several lines. */
import { quoteGo } from "../../../hcl/quote.ts";
import { DYNAMIC } from "../type.ts";
import { nullValue, objectValue, stringValue, tupleValue, type Value } from "../value.ts";
import { keyName, plainKey, withMerged } from "./decode.ts";
import { endLine, parserError, scannerError, YamlError } from "./error.ts";
import { plainValue, taggedValue } from "./scalar.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\u001b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};

const CODE_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

export class FlowReader {
  readonly #lines: readonly string[];
  readonly #anchors: Map<string, Value>;
  line: number;
  column: number;

  constructor(lines: readonly string[], line: number, column: number, anchors: Map<string, Value>) {
    this.#lines = lines;
    this.line = line;
    this.column = column;
    this.#anchors = anchors;
  }

  get #rest(): string {
    return (this.#lines[this.line] ?? "").slice(this.column);
  }

  /** To what is read next; `expected` is what is missing where the text ends. */
  #skip(expected = "node content"): void {
    while (this.line < this.#lines.length) {
      this.column += /^[ \t]*/.exec(this.#rest)?.[0].length ?? 0;
      if (this.#rest !== "" && !this.#rest.startsWith("#")) return;
      this.line++;
      this.column = 0;
    }
    throw parserError(`did not find expected ${expected}`, endLine(this.#lines), 0);
  }

  #unexpected(expected: string): YamlError {
    return parserError(`did not find expected ${expected}`, this.line, this.column);
  }

  node(): Value {
    this.#skip();
    const match = /^(?:&([^\s,[\]{}]+)|(!(?:<[^>]*>|[^\s,[\]{}]*)))[ \t]*/.exec(this.#rest);
    if (match) {
      this.column += match[0].length;
      const value = match[2] === undefined ? this.node() : this.#tagged(match[2]);
      if (match[1] !== undefined) this.#anchors.set(match[1], value);
      return value;
    }
    switch (this.#rest[0]) {
      case "[":
        return this.#sequence();
      case "{":
        return this.#mapping();
      case '"':
      case "'":
        return stringValue(this.quoted());
      case "*": {
        const name = /^\*([^\s,[\]{}]+)/.exec(this.#rest)?.[1] ?? "";
        this.column += name.length + 1;
        const value = this.#anchors.get(name);
        if (name === "") throw new YamlError("did not find expected alphabetic or numeric character");
        if (!value) throw new YamlError(`reference to undefined anchor ${quoteGo(name)}`);
        return value;
      }
      default:
        if (/^[\]},]/.test(this.#rest)) throw this.#unexpected("node content");
        return plainValue(this.#plain());
    }
  }

  #tagged(tag: string): Value {
    this.#skip();
    if (/^["']/.test(this.#rest)) return taggedValue(tag, this.quoted(), true);
    if (/^[[{]/.test(this.#rest)) return this.node();
    return taggedValue(tag, this.#plain(), false);
  }

  #plain(): string {
    const text = /^(?:[^,[\]{}:#]|:(?![\s,[\]{}]|$)|(?<=\S)#)*/.exec(this.#rest)?.[0] ?? "";
    this.column += text.length;
    return text.trim();
  }

  #sequence(): Value {
    this.column++;
    const items: Value[] = [];
    for (;;) {
      this.#skip();
      if (this.#rest.startsWith("]")) break;
      const item = this.node();
      this.#skip("',' or ']'");
      if (/^:(?:\s|$)/.test(this.#rest)) items.push(this.#pair(item));
      else items.push(item);
      this.#skip("',' or ']'");
      if (this.#rest.startsWith(",")) this.column++;
      else if (!this.#rest.startsWith("]")) throw this.#unexpected("',' or ']'");
    }
    this.column++;
    return tupleValue(items);
  }

  /** `[a: b]` is a list of a mapping. */
  #pair(key: Value): Value {
    this.column++;
    return objectValue([[keyName(key), this.node()]]);
  }

  #mapping(): Value {
    this.column++;
    const entries = new Map<string, Value>();
    const merged: Value[] = [];
    for (;;) {
      this.#skip();
      if (this.#rest.startsWith("}")) break;
      const isMerge = /^<<[ \t]*:/.test(this.#rest);
      const name = /^["']/.test(this.#rest) ? this.quoted() : this.#keyText();
      this.#skip("',' or '}'");
      let value: Value = nullValue(DYNAMIC);
      if (this.#rest.startsWith(":")) {
        this.column++;
        this.#skip();
        if (!/^[,}]/.test(this.#rest)) value = this.node();
      }
      if (isMerge) merged.push(value);
      else entries.set(name, value);
      this.#skip("',' or '}'");
      if (this.#rest.startsWith(",")) this.column++;
      else if (!this.#rest.startsWith("}")) throw this.#unexpected("',' or '}'");
    }
    this.column++;
    return objectValue(withMerged(entries, merged));
  }

  #keyText(): string {
    if (/^[[{]/.test(this.#rest)) throw new YamlError("only strings are allowed as mapping keys");
    return plainKey(this.#plain());
  }

  /** A scalar in single or double quotes; breaks inside it fold. */
  quoted(): string {
    const mark = this.#rest[0] as string;
    this.column++;
    let text = "";
    for (;;) {
      const rest = this.#rest;
      const match = (mark === '"' ? /^[^"\\]*/ : /^(?:[^']|'')*/).exec(rest)?.[0] ?? "";
      text += mark === '"' ? match : match.replaceAll("''", "'");
      this.column += match.length;
      const next = this.#rest[0];
      if (next === mark) {
        this.column++;
        return text;
      }
      if (next === "\\" && this.#rest.length > 1) text += this.#escape();
      else text = this.#foldLine(text, next === "\\");
    }
  }

  /** Goes on to the next line with text; an escaped break joins without a space. */
  #foldLine(text: string, escaped: boolean): string {
    let breaks = 0;
    do {
      this.line++;
      this.column = 0;
      if (this.line >= this.#lines.length) {
        throw scannerError("found unexpected end of stream", this.#lines.length - 1);
      }
      breaks++;
    } while (this.#rest.trim() === "");
    this.column = /^[ \t]*/.exec(this.#rest)?.[0].length ?? 0;
    if (escaped) return text;
    return text.replace(/[ \t]+$/, "") + (breaks > 1 ? "\n".repeat(breaks - 1) : " ");
  }

  #escape(): string {
    const letter = this.#rest[1] as string;
    const length = CODE_LENGTH[letter];
    if (length === undefined) {
      const simple = ESCAPES[letter];
      if (simple === undefined) throw scannerError("found unknown escape character", this.line);
      this.column += 2;
      return simple;
    }
    const hex = this.#rest.slice(2, 2 + length);
    if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length < length) {
      throw scannerError("did not find expected hexdecimal number", this.line);
    }
    this.column += 2 + length;
    return String.fromCodePoint(Number.parseInt(hex, 16));
  }
}
