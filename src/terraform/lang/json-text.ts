/**
 * JSON text without loss: numbers become BigFloat, and errors use the words of Go's decoder, which Terraform's
 * `jsondecode` shows. Writing escapes as Go does (`<`, `>`, `&`, U+2028, U+2029).
 */
import { BigFloat } from "./number.ts";

/** Parsed objects have no prototype; written ones may also be maps, which keep any order of keys. */
export type JsonData =
  | null
  | boolean
  | string
  | number
  | BigFloat
  | readonly JsonData[]
  | JsonRecord
  | ReadonlyMap<string, JsonData>;

export interface JsonRecord {
  readonly [key: string]: JsonData;
}

export class JsonSyntaxError extends Error {}

/** Parses one JSON document. Throws JsonSyntaxError. `onDuplicate` hears of names given twice in one object. */
export function parseJson(text: string, onDuplicate?: DuplicateListener): JsonData {
  const reader = new Reader(text, onDuplicate);
  const data = reader.readValue("looking for beginning of value");
  if (!reader.atEnd()) throw new JsonSyntaxError("extraneous data after JSON object");
  return data;
}

type DuplicateListener = (name: string, earlier: JsonData, later: JsonData) => void;

const LITERALS: readonly (readonly [string, JsonData])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

class Reader {
  readonly #text: string;
  readonly #onDuplicate: DuplicateListener | undefined;
  #at = 0;

  constructor(text: string, onDuplicate: DuplicateListener | undefined) {
    this.#text = text;
    this.#onDuplicate = onDuplicate;
  }

  atEnd(): boolean {
    this.#skipSpace();
    return this.#at >= this.#text.length;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }

  /** The next character that is not white space; an end here is a plain "EOF". */
  #peek(): string {
    this.#skipSpace();
    const char = this.#text[this.#at];
    if (char === undefined) throw new JsonSyntaxError("EOF");
    return char;
  }

  #unexpected(char: string, where: string): JsonSyntaxError {
    return new JsonSyntaxError(`invalid character ${quoteByte(char)}${where === "" ? "" : ` ${where}`}`);
  }

  readValue(where: string): JsonData {
    const char = this.#peek();
    switch (char) {
      case "{":
        this.#at++;
        return this.#readObject();
      case "[":
        this.#at++;
        return this.#readArray();
      case '"':
        return this.#readString();
      default:
        if (char === "-" || (char >= "0" && char <= "9")) return this.#readNumber();
        return this.#readLiteral(char, where);
    }
  }

  #readObject(): JsonData {
    const record: Record<string, JsonData> = Object.create(null) as Record<string, JsonData>;
    for (let first = true; ; first = false) {
      let char = this.#peek();
      if (char === "}" && first) break;
      if (char !== '"') throw this.#unexpected(char, first ? "" : "looking for beginning of object key string");
      const name = this.#readString();
      char = this.#peek();
      if (char !== ":") throw this.#unexpected(char, "after object key");
      this.#at++;
      const value = this.readValue("looking for beginning of value");
      const earlier = record[name];
      if (earlier !== undefined) this.#onDuplicate?.(name, earlier, value);
      record[name] = value;
      char = this.#peek();
      if (char === "}") break;
      if (char !== ",") throw this.#unexpected(char, "after object key:value pair");
      this.#at++;
    }
    this.#at++;
    return record;
  }

  #readArray(): JsonData {
    const items: JsonData[] = [];
    if (this.#peek() === "]") {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(this.readValue("looking for beginning of value"));
      const char = this.#peek();
      if (char === "]") break;
      if (char !== ",") throw this.#unexpected(char, "after array element");
      this.#at++;
    }
    this.#at++;
    return items;
  }

  #readLiteral(first: string, where: string): JsonData {
    for (const [word, value] of LITERALS) {
      if (word[0] !== first) continue;
      for (let i = 1; i < word.length; i++) {
        const char = this.#next(i);
        if (char !== word[i]) throw this.#unexpected(char, `in literal ${word} (expecting '${word[i]}')`);
      }
      this.#at += word.length;
      return value;
    }
    throw this.#unexpected(first, where);
  }

  /** The character `offset` further on, inside a value: an end there is an unexpected one. */
  #next(offset: number): string {
    const char = this.#text[this.#at + offset];
    if (char === undefined) throw new JsonSyntaxError("unexpected EOF");
    return char;
  }

  #readNumber(): BigFloat {
    let length = 0;
    const digits = (where: string): void => {
      if (!isDigit(this.#next(length))) throw this.#unexpected(this.#next(length), where);
      while (isDigit(this.#text[this.#at + length])) length++;
    };
    if (this.#text[this.#at] === "-") length++;
    if (this.#next(length) === "0") length++;
    else digits("in numeric literal");
    if (this.#text[this.#at + length] === ".") {
      length++;
      digits("after decimal point in numeric literal");
    }
    if (/[eE]/.test(this.#text[this.#at + length] ?? "")) {
      length++;
      if (/[+-]/.test(this.#text[this.#at + length] ?? "")) length++;
      digits("in exponent of numeric literal");
    }
    const number = BigFloat.parse(this.#text.slice(this.#at, this.#at + length));
    if (!number) throw new JsonSyntaxError("a number is required");
    this.#at += length;
    return number;
  }

  #readString(): string {
    const start = ++this.#at;
    const simple = /["\\]|[^\P{Cc}\u007f-\u009f]/gu;
    simple.lastIndex = start;
    let result = "";
    let from = start;
    for (;;) {
      const match = simple.exec(this.#text);
      if (!match) throw new JsonSyntaxError("unexpected EOF");
      const [char] = match;
      if (char === '"') {
        result += this.#text.slice(from, match.index);
        this.#at = match.index + 1;
        return wellFormed(result);
      }
      if (char !== "\\") throw this.#unexpected(char as string, "in string literal");
      result += this.#text.slice(from, match.index);
      this.#at = match.index + 1;
      result += this.#readEscape();
      from = this.#at;
      simple.lastIndex = from;
    }
  }

  #readEscape(): string {
    const letter = this.#next(0);
    this.#at++;
    if (letter !== "u") {
      const char = ESCAPES[letter];
      if (char === undefined) throw this.#unexpected(letter, "in string escape code");
      return char;
    }
    for (let i = 0; i < 4; i++) {
      const digit = this.#next(i);
      if (!/[0-9a-fA-F]/.test(digit)) throw this.#unexpected(digit, "in \\u hexadecimal character escape");
    }
    const code = Number.parseInt(this.#text.slice(this.#at, this.#at + 4), 16);
    this.#at += 4;
    return String.fromCharCode(code);
  }
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= "0" && char <= "9";

/** Go looks at single bytes, so a character beyond ASCII shows as the first byte of its UTF-8 form. */
function quoteByte(char: string): string {
  if (char === "'") return "'\\''";
  if (char === '"') return "'\"'";
  const byte = Buffer.from(char, "utf8")[0] as number;
  const shown = String.fromCharCode(byte);
  if (byte < 32 || (byte >= 127 && byte < 161)) {
    const named = { 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" }[byte];
    return `'${named ?? (byte < 128 ? `\\x${byte.toString(16).padStart(2, "0")}` : `\\u00${byte.toString(16)}`)}'`;
  }
  return `'${shown === "\\" ? "\\\\" : shown}'`;
}

/** JSON text as Go writes it; `indent` as in JSON.stringify, with Go's layout of empty collections. */
export function writeJson(data: JsonData, indent?: string): string {
  return writeIndentedJson(data, indent, "");
}

/** The same for text that stands within other text: every line but the first begins with `margin`. */
export function writeIndentedJson(data: JsonData, indent: string | undefined, margin: string): string {
  const parts: string[] = [];
  write(data, parts, indent, indent === undefined ? "" : `\n${margin}`);
  return parts.join("");
}

function write(data: JsonData, parts: string[], indent: string | undefined, newline: string): void {
  if (data === null || typeof data === "boolean") parts.push(String(data));
  else if (typeof data === "string") parts.push(quoteJson(data));
  else if (typeof data === "number" || data instanceof BigFloat) parts.push(data.toString());
  else if (Array.isArray(data)) writeArray(data as readonly JsonData[], parts, indent, newline);
  else writeObject(data as ReadonlyMap<string, JsonData> | JsonRecord, parts, indent, newline);
}

function writeArray(items: readonly JsonData[], parts: string[], indent: string | undefined, newline: string): void {
  if (items.length === 0) {
    parts.push("[]");
    return;
  }
  const inner = indent === undefined ? "" : newline + indent;
  let separator = `[${inner}`;
  for (const item of items) {
    parts.push(separator);
    write(item, parts, indent, inner);
    separator = `,${inner}`;
  }
  parts.push(`${newline}]`);
}

function writeObject(
  data: ReadonlyMap<string, JsonData> | JsonRecord,
  parts: string[],
  indent: string | undefined,
  newline: string,
): void {
  const inner = indent === undefined ? "" : newline + indent;
  const colon = indent === undefined ? ":" : ": ";
  let separator = `{${inner}`;
  for (const [name, value] of data instanceof Map ? data : Object.entries(data)) {
    parts.push(separator, quoteJson(name), colon);
    write(value, parts, indent, inner);
    separator = `,${inner}`;
  }
  parts.push(separator.startsWith("{") ? "{}" : `${newline}}`);
}

/** A string in JSON as Go's encoder escapes it. */
export const quoteJson = (text: string): string => goEscaped(JSON.stringify(text));

/** JSON with what could be markup escaped, as Go's encoder does. */
export function goEscaped(json: string): string {
  return /[<>&\u2028\u2029]/.test(json)
    ? json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : json;
}

/** Lone surrogates become U+FFFD, as Go replaces them. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");
