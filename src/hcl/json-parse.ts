/** Parses HCL's JSON syntax into values with ranges. The first error inside an object or array ends it. */

import type { Diagnostic } from "./diagnostic.ts";
import { didYouMean } from "./did-you-mean.ts";
import { type JsonToken, type JsonTokenType, scanJson } from "./json-scan.ts";
import { quoteGo } from "./quote.ts";
import type { SourceRange } from "./source.ts";
import type { JsonObject, JsonValue } from "./syntax.ts";

export interface ParsedJson {
  readonly value: JsonValue;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the value begins, or should have. */
  readonly startRange: SourceRange;
}

export function parseJsonText(text: string, filename: string): ParsedJson {
  const parser = new JsonParser(scanJson(text, filename));
  const startRange = parser.peek().range;
  const value = parser.parseValue();
  const next = parser.peek();
  if (parser.diagnostics.length === 0 && next.type !== "end-of-file") {
    parser.fail("Extraneous data after value", "Extra characters appear after the JSON value.", next.range);
  }
  return { value, diagnostics: parser.diagnostics, startRange };
}

const STARTS = "A JSON value must start with a brace, a bracket, a number, a string, or a keyword.";
const between = (from: SourceRange, to: SourceRange): SourceRange => ({ ...from, end: to.end });

class JsonParser {
  readonly diagnostics: Diagnostic[] = [];
  readonly #tokens: readonly JsonToken[];
  #at = 0;

  constructor(tokens: readonly JsonToken[]) {
    this.#tokens = tokens;
  }

  peek(): JsonToken {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as JsonToken;
  }

  #read(): JsonToken {
    const token = this.peek();
    this.#at++;
    return token;
  }

  fail(summary: string, detail: string, subject: SourceRange, context?: SourceRange): undefined {
    this.diagnostics.push({ severity: "error", summary, detail, subject, ...(context && { context }) });
    return undefined;
  }

  parseValue(): JsonValue {
    const { range } = this.peek();
    return this.#readValue() ?? { kind: "invalid", range };
  }

  #readValue(): JsonValue | undefined {
    const { type, range } = this.peek();
    switch (type) {
      case "{":
        return this.#parseObject();
      case "[":
        return this.#parseArray();
      case "number":
        return this.#parseNumber();
      case "string":
        return this.#parseString();
      case "keyword":
        return this.#parseKeyword();
      case "}":
        return this.fail("Missing JSON value", STARTS, range);
      case "]":
        return this.fail("Missing array element value", STARTS, range);
      case "end-of-file":
        return this.fail("Missing value", "The JSON data ends prematurely.", range);
      default:
        return this.fail("Invalid start of value", STARTS, range);
    }
  }

  /** Reads on to the bracket that closes the one around `token`. */
  #recover(token: JsonToken, open: JsonTokenType, close: JsonTokenType): void {
    let depth = 1;
    for (let at = token; at.type !== "end-of-file"; at = this.#read()) {
      if (at.type === open) depth++;
      if (at.type === close && --depth <= 1) return;
    }
  }

  #parseObject(): JsonValue | undefined {
    const open = this.#read();
    const members: JsonObject["members"][number][] = [];
    while (this.peek().type !== "}") {
      const keyRange = this.peek().range;
      const mark = this.diagnostics.length;
      const key = this.parseValue();
      if (key.kind !== "string") {
        // Terraform complains about the name after what was wrong with it as a value.
        const detail = "A JSON object property name must be a string";
        return this.fail("Invalid object property name", detail, "openRange" in key ? key.openRange : keyRange);
      }
      if (this.diagnostics.length > mark) return undefined;
      const colon = this.#read();
      if (colon.type !== ":") return this.#missingColon(colon);
      members.push({ name: key.text, nameRange: key.range, value: this.parseValue() });
      if (!this.#nextMember(open)) return undefined;
    }
    const close = this.#read();
    return {
      kind: "object",
      members,
      openRange: open.range,
      closeRange: close.range,
      range: between(open.range, close.range),
    };
  }

  #missingColon(colon: JsonToken): undefined {
    this.#recover(colon, "{", "}");
    if (colon.type === "}" || colon.type === ",") {
      const detail = "A JSON object attribute must have a value, introduced by a colon.";
      return this.fail("Missing object value", detail, colon.range);
    }
    const detail =
      colon.type === "="
        ? "JSON uses a colon as its name/value delimiter, not an equals sign."
        : "A colon must appear between an object property's name and its value.";
    return this.fail("Missing property value colon", detail, colon.range);
  }

  /** Whether the object goes on, or ends, as it should after a member. */
  #nextMember(open: JsonToken): boolean {
    switch (this.peek().type) {
      case ",": {
        const comma = this.#read();
        if (this.peek().type !== "}") return true;
        this.fail(
          "Trailing comma in object",
          "JSON does not permit a trailing comma after the final property in an object.",
          comma.range,
        );
        return false;
      }
      case "}":
        return true;
      case "end-of-file":
        this.fail("Unclosed object", "No closing brace was found for this JSON object.", open.range);
        return false;
      case "]":
        // Terraform points behind the bracket.
        this.#read();
        this.fail("Mismatched braces", "A JSON object must be closed with a brace, not a bracket.", this.peek().range);
        return false;
      default:
        this.#recover(this.#read(), "{", "}");
        this.fail(
          "Missing attribute seperator comma",
          "A comma must appear between each property definition in an object.",
          this.peek().range,
        );
        return false;
    }
  }

  #parseArray(): JsonValue | undefined {
    const open = this.#read();
    const items: JsonValue[] = [];
    while (this.peek().type !== "]") {
      items.push(this.parseValue());
      if (!this.#nextItem(open)) return undefined;
    }
    const close = this.#read();
    return { kind: "array", items, openRange: open.range, range: between(open.range, close.range) };
  }

  #nextItem(open: JsonToken): boolean {
    const next = this.peek();
    if (next.type === "]") return true;
    if (next.type === ",") {
      const comma = this.#read();
      if (this.peek().type !== "]") return true;
      this.fail(
        "Trailing comma in array",
        "JSON does not permit a trailing comma after the final value in an array.",
        comma.range,
      );
      return false;
    }
    this.#recover(this.#read(), "[", "]");
    if (next.type === "}") {
      this.fail("Mismatched brackets", "A JSON array must be closed with a bracket, not a brace.", this.peek().range);
    } else if (next.type === "end-of-file") {
      this.fail("Unclosed object", "No closing bracket was found for this JSON array.", open.range);
    } else if (next.type === ":") {
      this.fail("Invalid array value", "A colon is not used to introduce values in a JSON array.", this.peek().range);
    } else {
      this.fail(
        "Missing attribute seperator comma",
        "A comma must appear between each value in an array.",
        this.peek().range,
      );
    }
    return false;
  }

  #parseNumber(): JsonValue | undefined {
    const { text, range } = this.#read();
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return { kind: "number", text, range };
    return this.fail("Invalid JSON number", "There is a syntax error in the given JSON number.", range);
  }

  #parseString(): JsonValue | undefined {
    const { text, range } = this.#read();
    try {
      return { kind: "string", text: JSON.parse(text) as string, range };
    } catch {
      const wrong = errorRange(text, range);
      return this.fail("Invalid JSON string", "There is a syntax error in the given JSON string.", wrong, range);
    }
  }

  #parseKeyword(): JsonValue | undefined {
    const { text, range } = this.#read();
    if (text === "true" || text === "false") return { kind: "bool", bool: text === "true", range };
    if (text === "null") return { kind: "null", range };
    const summary = "Invalid JSON keyword";
    const quoted = quoteGo(text);
    if (text === "undefined" || text === "NaN" || text === "Infinity") {
      return this.fail(summary, `The JavaScript identifier ${quoted} cannot be used in JSON.`, range);
    }
    const hint = didYouMean(text, ["true", "false", "null"]);
    return this.fail(summary, `${quoted} is not a valid JSON keyword.${hint}`, range);
  }
}

/** One byte after the first thing that JSON does not allow in a string, as Go's decoder counts. */
function errorRange(text: string, range: SourceRange): SourceRange {
  const bad = /^"(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[^"\\])*/.exec(text)?.[0] ?? "";
  const rest = text.slice(bad.length);
  const escape = /^\\(?:u[0-9a-fA-F]{0,3}|)/.exec(rest)?.[0] ?? "";
  const offset = Math.min(bad.length + escape.length + 1, text.length);
  const { start } = range;
  const at = { line: start.line, column: start.column + offset, byte: start.byte + offset };
  return { ...range, start: at, end: { ...at, column: at.column + 1, byte: at.byte + 1 } };
}
