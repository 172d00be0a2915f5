/** `yamldecode`: one document of block and flow collections, all kinds of scalars, anchors, tags and merge keys. */
import { quoteGo } from "../../../hcl/quote.ts";
import { convert } from "../convert.ts";
import { friendlyName } from "../friendly-type.ts";
import { DYNAMIC, STRING } from "../type.ts";
import { nullValue, objectValue, stringValue, tupleValue, type Value } from "../value.ts";
import { readBlockScalar } from "./block-scalar.ts";
import { endLine, parserError, scannerError, YamlError } from "./error.ts";
import { FlowReader } from "./flow.ts";
import { plainValue, taggedValue } from "./scalar.ts";

export function decodeYaml(text: string): Value {
  return new BlockReader(text).document();
}

/** Tag and anchor in front of a node. */
interface Properties {
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

const NONE: Properties = { tag: undefined, anchor: undefined };

class BlockReader {
  readonly #lines: string[];
  readonly #anchors = new Map<string, Value>();
  /** Line and column of what is read next. */
  #line = 0;
  #column = 0;

  constructor(text: string) {
    this.#lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  }

  document(): Value {
    this.#skip();
    while (this.#column === 0 && this.#rest.startsWith("%")) {
      if (!/^%(?:YAML|TAG)\s/.test(this.#rest)) throw scannerError("found unknown directive name", this.#line);
      this.#line++;
      this.#skip();
    }
    if (this.#atMarker("---")) {
      this.#column = 3;
      this.#skip();
      if (this.#column === 0 && this.#rest.startsWith("%")) {
        throw parserError("did not find expected <document start>", endLine(this.#lines), 0);
      }
    }
    if (this.#atEnd()) throw new YamlError("on line 1, column 1: missing start of document");
    const value = this.#node(-1);
    this.#skip();
    if (this.#atEnd() || this.#atMarker("...")) return value;
    if (this.#atMarker("---")) throw this.#unexpected("unexpected extra content after value");
    throw this.#unexpected(
      `did not find expected ${value.type.kind === "tuple" ? "'-' indicator" : "<document start>"}`,
    );
  }

  /** An error at what is read next. */
  #unexpected(message: string): YamlError {
    return parserError(message, this.#line, this.#column);
  }

  get #rest(): string {
    return (this.#lines[this.#line] ?? "").slice(this.#column);
  }

  #atEnd(): boolean {
    return this.#line >= this.#lines.length;
  }

  #atMarker(marker: string): boolean {
    return this.#column === 0 && new RegExp(`^${marker.replaceAll(".", "\\.")}(?:\\s|$)`).test(this.#rest);
  }

  /** Over white space, comments and empty lines. */
  #skip(): void {
    while (!this.#atEnd()) {
      if (this.#column === 0 && /^ *\t/.test(this.#rest)) {
        throw scannerError("found character that cannot start any token", this.#line);
      }
      const space = /^[ \t]*/.exec(this.#rest)?.[0].length ?? 0;
      this.#column += space;
      const rest = this.#rest;
      const comment =
        rest.startsWith("#") &&
        (this.#column === 0 || space > 0 || /\s/.test(this.#lines[this.#line]?.[this.#column - 1] ?? ""));
      if (rest !== "" && !comment) return;
      this.#line++;
      this.#column = 0;
    }
  }

  /** A node whose parent is indented by `parent` columns. */
  #node(parent: number, inSequenceKey = false): Value {
    this.#skip();
    if (this.#ended(parent, inSequenceKey)) return nullValue(DYNAMIC);
    if (this.#keyLength() !== undefined) return this.#mapping(this.#column);
    const properties = this.#properties();
    if (properties !== NONE) {
      const line = this.#line;
      this.#skip();
      if (this.#ended(parent, inSequenceKey)) return this.#finish(properties, "", false);
      // Properties on a line of their own belong to the collection below.
      if (this.#line !== line && this.#keyLength() !== undefined) {
        return this.#anchored(properties, this.#mapping(this.#column));
      }
    }
    const rest = this.#rest;
    if (/^-(?:\s|$)/.test(rest)) return this.#anchored(properties, this.#sequence(this.#column));
    if (/^\?(?:\s|$)/.test(rest)) return this.#anchored(properties, this.#mapping(this.#column));
    if (rest.startsWith("*")) return this.#alias();
    if (/^[|>]/.test(rest)) return this.#blockScalar(parent, properties);
    if (/^[[{"']/.test(rest)) return this.#flow(properties);
    if (/^[\]},]/.test(rest)) throw this.#unexpected("did not find expected node content");
    if (/^[%@`]/.test(rest)) throw scannerError("found character that cannot start any token", this.#line);
    return this.#plain(parent, properties);
  }

  #ended(parent: number, inSequenceKey: boolean): boolean {
    if (this.#atEnd() || this.#atMarker("---") || this.#atMarker("...")) return true;
    const indent = /^ */.exec(this.#lines[this.#line] as string)?.[0].length ?? 0;
    if (this.#column > indent) return false;
    // A list under a key may stand at the key's own indentation.
    if (inSequenceKey && indent === parent && /^-(?:\s|$)/.test(this.#rest)) return false;
    return indent <= parent;
  }

  #properties(): Properties {
    let properties = NONE;
    for (;;) {
      const match = /^(?:&([^\s,[\]{}]+)|(!(?:<[^>]*>|[^\s,[\]{}]*)))(?=\s|$)/.exec(this.#rest);
      if (!match) return properties;
      properties = { anchor: match[1] ?? properties.anchor, tag: match[2] ?? properties.tag };
      this.#column += match[0].length;
      this.#column += /^[ \t]*/.exec(this.#rest)?.[0].length ?? 0;
    }
  }

  #anchored({ anchor, tag }: Properties, value: Value): Value {
    if (tag === "!!set") throw new YamlError("can't interpret mapping as tag:yaml.org,2002:set");
    if (tag !== undefined && !/^!!?(?:map|seq|omap)?$/.test(tag)) {
      throw new YamlError(`unsupported tag ${quoteGo(tag)}`);
    }
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #finish({ anchor, tag }: Properties, text: string, quoted: boolean): Value {
    const value = tag !== undefined ? taggedValue(tag, text, quoted) : quoted ? stringValue(text) : plainValue(text);
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #alias(): Value {
    const name = /^\*([^\s,[\]{}]+)/.exec(this.#rest)?.[1] ?? "";
    this.#column += name.length + 1;
    const value = this.#anchors.get(name);
    if (name === "") throw new YamlError("did not find expected alphabetic or numeric character");
    if (!value) throw new YamlError(`reference to undefined anchor ${quoteGo(name)}`);
    return value;
  }

  /** How long the key is that begins here; undefined when this is no `key: value`. */
  #keyLength(): number | undefined {
    const match =
      /^(?:(?:&\S+|!\S*)[ \t]+)*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?![-?:](?:\s|$))[^\s#&*!|>'"%@`[\]{},](?:[^#:]|:(?=\S)|(?<=\S)#)*?|[-?:](?=\S)(?:[^#:]|:(?=\S)|(?<=\S)#)*?|\*[^\s]+)[ \t]*:(?=\s|$)/.exec(
        this.#rest,
      );
    return match?.[0].length;
  }

  #sequence(indent: number): Value {
    const items: Value[] = [];
    while (!this.#atEnd() && this.#column === indent && /^-(?:\s|$)/.test(this.#rest) && !this.#atMarker("---")) {
      this.#column++;
      items.push(this.#node(indent));
      this.#skip();
    }
    if (!this.#atEnd() && this.#column > indent && !this.#atMarker("...")) {
      throw this.#unexpected("did not find expected '-' indicator");
    }
    return tupleValue(items);
  }

  #mapping(indent: number): Value {
    const entries = new Map<string, Value>();
    const merged: Value[] = [];
    while (!this.#atEnd() && this.#column === indent && !this.#atMarker("---") && !this.#atMarker("...")) {
      if (/^\?(?:\s|$)/.test(this.#rest)) {
        entries.set(...this.#explicitEntry(indent));
        this.#skip();
        continue;
      }
      const length = this.#keyLength();
      if (length === undefined) {
        if (/^-(?:\s|$)/.test(this.#rest)) throw this.#unexpected("did not find expected key");
        throw scannerError("could not find expected ':'", this.#line + 1);
      }
      const key = this.#rest.slice(0, length - 1).trim();
      this.#column += length;
      const name = this.#keyText(key);
      const value = this.#valueOf(indent);
      if (key === "<<") merged.push(value);
      else entries.set(name, value);
      this.#skip();
    }
    if (!this.#atEnd() && this.#column > indent) throw this.#unexpected("did not find expected key");
    return objectValue(withMerged(entries, merged));
  }

  /** `? key` and `: value` on lines of their own. */
  #explicitEntry(indent: number): [string, Value] {
    this.#column++;
    const name = keyName(this.#node(indent));
    this.#skip();
    if (this.#atEnd() || this.#column !== indent || !/^:(?:\s|$)/.test(this.#rest)) return [name, nullValue(DYNAMIC)];
    this.#column++;
    return [name, this.#node(indent, true)];
  }

  #valueOf(indent: number): Value {
    const line = this.#line;
    const before = this.#column;
    this.#skip();
    if (this.#line === line && /^-(?:\s|$)/.test(this.#rest)) {
      throw scannerError("block sequence entries are not allowed in this context", line);
    }
    if (this.#line === line && this.#keyLength() !== undefined && this.#properties() === NONE) {
      throw scannerError("mapping values are not allowed in this context", line);
    }
    this.#line = line;
    this.#column = before;
    return this.#node(indent, true);
  }

  #keyText(key: string): string {
    const bare = key.replace(/^(?:(?:&\S+|!\S*)[ \t]+)+/, "");
    if (/^["']/.test(bare)) return new FlowReader([bare], 0, 0, this.#anchors).quoted();
    if (bare.startsWith("*")) {
      const value = this.#anchors.get(bare.slice(1));
      if (value?.type.kind !== "string") throw new YamlError("only strings are allowed as mapping keys");
      return value.string;
    }
    return plainKey(bare);
  }

  #blockScalar(parent: number, properties: Properties): Value {
    const { text, line } = readBlockScalar(this.#lines, this.#line, this.#column, parent);
    this.#line = line;
    this.#column = 0;
    return this.#finish(properties, text, true);
  }

  #flow(properties: Properties): Value {
    const reader = new FlowReader(this.#lines, this.#line, this.#column, this.#anchors);
    const quoted = /^["']/.test(this.#rest);
    const value = quoted ? undefined : reader.node();
    const text = quoted ? reader.quoted() : "";
    [this.#line, this.#column] = [reader.line, reader.column];
    const after = this.#rest;
    if (!/^[ \t]*(?:#.*)?$/.test(after)) {
      if (/^[ \t]*:(?:\s|$)/.test(after) && !quoted) throw new YamlError("only strings are allowed as mapping keys");
      throw new YamlError("did not find expected <document start>");
    }
    return value ? this.#anchored(properties, value) : this.#finish(properties, text, true);
  }

  /** A plain scalar goes on over lines that are indented further than its parent. */
  #plain(parent: number, properties: Properties): Value {
    let text = this.#plainPart();
    this.#line++;
    this.#column = 0;
    let breaks = 0;
    while (!this.#atEnd()) {
      const line = this.#lines[this.#line] as string;
      const body = line.trim();
      if (body === "") {
        breaks++;
        this.#line++;
        continue;
      }
      const indent = line.length - line.trimStart().length;
      if (indent <= parent || body.startsWith("#") || this.#atMarker("---") || this.#atMarker("...")) break;
      this.#column = indent;
      if (this.#keyLength() !== undefined) {
        throw scannerError("mapping values are not allowed in this context", this.#line);
      }
      text += (breaks > 0 ? "\n".repeat(breaks) : " ") + this.#plainPart();
      breaks = 0;
      this.#line++;
      this.#column = 0;
    }
    return this.#finish(properties, text, false);
  }

  #plainPart(): string {
    const rest = this.#rest.replace(/[ \t]#.*$/, "").trimEnd();
    if (/:(?:\s|$)/.test(rest)) throw scannerError("mapping values are not allowed in this context", this.#line);
    return rest;
  }
}

/** A plain key as text: `yes` is a bool, which reads `true`. */
export const plainKey = (text: string): string => keyName(plainValue(text));

/** What a value is called as a key. */
export function keyName(key: Value): string {
  if (key.isNull) throw new YamlError("mapping key cannot be null");
  if (!["string", "number", "bool"].includes(key.type.kind)) {
    throw new YamlError("only strings are allowed as mapping keys");
  }
  return convert(key, STRING).string;
}

/** Entries of `<<` come in where there is no entry of the name. */
export function withMerged(entries: Map<string, Value>, merged: readonly Value[]): Map<string, Value> {
  for (const source of merged) {
    const maps = source.type.kind === "tuple" ? source.elements : [source];
    for (const map of maps) {
      if (map.type.kind !== "object") throw new YamlError(`cannot merge ${friendlyName(map.type)} into mapping`);
      for (const [name, value] of map.entries) if (!entries.has(name)) entries.set(name, value);
    }
  }
  return entries;
}
