/** PartiQL's operands: paths, literals with parameters in them, and functions that give values. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { admitValue } from "../attribute/admit.ts";
import { normalizeNumber } from "../attribute/number.ts";
import { emptyItem, type Item, setAttribute, typeOf, type Value } from "../attribute/value.ts";
import type { Operand, Path } from "../expression/syntax.ts";
import { refusal } from "../refusal.ts";
import { malformed, type TokenStream } from "./tokens.ts";

/** The values for the question marks, in order. */
export class Parameters {
  readonly #values: readonly AttributeValue[];
  #used = 0;

  constructor(values: readonly AttributeValue[] | undefined) {
    this.#values = values ?? [];
  }

  take(): Value {
    const value = this.#values[this.#used++];
    if (!value) throw refusal("Number of parameters in request and statement don't match.");
    return admitValue(value);
  }

  checkAllUsed(): void {
    if (this.#used !== this.#values.length) {
      throw refusal("Number of parameters in request and statement don't match.");
    }
  }
}

const valueFunctions = new Set(["size", "list_append", "set_add", "set_delete"]);

export class OperandParser {
  readonly tokens: TokenStream;
  readonly #parameters: Parameters;

  constructor(tokens: TokenStream, parameters: Parameters) {
    this.tokens = tokens;
    this.#parameters = parameters;
  }

  operand(): Operand {
    const { tokens } = this;
    const { kind, text } = tokens.current;
    if (kind === "word" && valueFunctions.has(text.toLowerCase())) {
      const path = this.path();
      if (path.length > 1 || !tokens.isSymbol("(")) return { kind: "path", path };
      return { kind: "call", name: text.toLowerCase(), operands: this.arguments() };
    }
    if (kind === "name" || (kind === "word" && !tokens.isWord("TRUE", "FALSE", "NULL", "MISSING"))) {
      return { kind: "path", path: this.path() };
    }
    return { kind: "value", placeholder: "", value: this.value() };
  }

  arguments(): Operand[] {
    this.tokens.expectSymbol("(");
    const operands: Operand[] = [];
    do operands.push(this.operand());
    while (this.tokens.takeSymbol(","));
    this.tokens.expectSymbol(")");
    return operands;
  }

  path(): Path {
    const { tokens } = this;
    const path: (string | number)[] = [this.name()];
    for (;;) {
      if (tokens.takeSymbol(".")) {
        path.push(this.#pathPart());
      } else if (tokens.takeSymbol("[")) {
        const { kind, text } = tokens.current;
        if (kind !== "number" && kind !== "text") throw malformed("Invalid path component for simple path");
        path.push(kind === "number" ? Number(text) : text);
        tokens.next();
        tokens.expectSymbol("]");
      } else {
        return path;
      }
    }
  }

  name(): string {
    const { text } = this.tokens.current;
    if (!this.isName()) throw malformed("Expected identifier for simple path");
    this.tokens.next();
    return text;
  }

  isName(): boolean {
    return this.tokens.current.kind === "word" || this.tokens.current.kind === "name";
  }

  #pathPart(): string {
    if (!this.isName()) throw malformed("Invalid path dot component");
    return this.name();
  }

  value(): Value {
    const { tokens } = this;
    const { kind, text } = tokens.current;
    switch (kind) {
      case "parameter":
        tokens.next();
        return this.#parameters.take();
      case "text":
        tokens.next();
        return { S: text };
      case "number":
        tokens.next();
        return { N: normalizeNumber(text) };
      case "word":
        return this.#constant();
      default:
        return this.#structure();
    }
  }

  #constant(): Value {
    if (this.tokens.takeWord("TRUE")) return { BOOL: true };
    if (this.tokens.takeWord("FALSE")) return { BOOL: false };
    if (this.tokens.takeWord("NULL")) return { NULL: true };
    throw this.tokens.unexpected();
  }

  #structure(): Value {
    const { tokens } = this;
    if (tokens.takeSymbol("-")) return { N: normalizeNumber(`-${this.#number()}`) };
    if (tokens.takeSymbol("[")) return { L: this.#list("]") };
    if (tokens.takeSymbol("<<")) return setOf(this.#list(">>"));
    if (tokens.takeSymbol("{")) return { M: this.#members() };
    throw tokens.unexpected();
  }

  #number(): string {
    const { kind, text } = this.tokens.next();
    if (kind !== "number") throw this.tokens.unexpected();
    return text;
  }

  #list(end: string): Value[] {
    const values: Value[] = [];
    if (this.tokens.takeSymbol(end)) return values;
    do values.push(this.value());
    while (this.tokens.takeSymbol(","));
    this.tokens.expectSymbol(end);
    return values;
  }

  #members(): Item {
    const { tokens } = this;
    const members = emptyItem();
    if (tokens.takeSymbol("}")) return members;
    do {
      const { kind, text } = tokens.next();
      if (kind !== "text" && kind !== "name") throw tokens.unexpected();
      tokens.expectSymbol(":");
      setAttribute(members, text, this.value());
    } while (tokens.takeSymbol(","));
    tokens.expectSymbol("}");
    return members;
  }
}

function setOf(values: readonly Value[]): Value {
  if (values.length === 0) throw refusal("Empty bags are not supported");
  const types = new Set(values.map(typeOf));
  const [type] = types;
  if (types.size !== 1 || (type !== "S" && type !== "N" && type !== "B")) {
    throw refusal("Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
  }
  const members = values.map((value) => (value as Record<string, string>)[type]!);
  return type === "B" ? ({ BS: members } as Value) : admitValue({ [`${type}S`]: members } as unknown as AttributeValue);
}
