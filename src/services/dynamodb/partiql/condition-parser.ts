/** PartiQL's WHERE clauses as conditions. */

import { tooManyCandidates } from "../expression/condition-parser.ts";
import type { Comparator, Condition, Operand } from "../expression/syntax.ts";
import { refusal } from "../refusal.ts";
import type { OperandParser } from "./operand-parser.ts";
import type { TokenStream } from "./tokens.ts";

const comparators: Readonly<Record<string, Comparator>> = {
  "=": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};
const functions: ReadonlySet<string> = new Set(["begins_with", "contains", "attribute_type"]);

export class ConditionParser {
  readonly #operands: OperandParser;
  readonly #tokens: TokenStream;

  constructor(operands: OperandParser) {
    this.#operands = operands;
    this.#tokens = operands.tokens;
  }

  condition(): Condition {
    let left = this.#and();
    while (this.#tokens.takeWord("OR")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#tokens.takeWord("AND")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): Condition {
    if (this.#tokens.takeWord("NOT")) return { kind: "not", condition: this.#not() };
    if (this.#tokens.takeSymbol("(")) {
      const condition = this.condition();
      this.#tokens.expectSymbol(")");
      return condition;
    }
    return this.#simple();
  }

  #simple(): Condition {
    const { kind, text } = this.#tokens.current;
    if (kind === "word" && functions.has(text.toLowerCase())) {
      this.#tokens.next();
      return { kind: "call", name: text.toLowerCase(), operands: this.#operands.arguments() };
    }
    const operand = this.#operands.operand();
    if (this.#tokens.takeWord("IS")) return this.#is(operand);
    if (this.#tokens.takeWord("NOT")) return { kind: "not", condition: this.#tail(operand) };
    return this.#tail(operand);
  }

  #tail(operand: Operand): Condition {
    if (this.#tokens.takeWord("BETWEEN")) {
      const low = this.#operands.operand();
      this.#tokens.expectWord("AND");
      return { kind: "between", operand, low, high: this.#operands.operand() };
    }
    if (this.#tokens.takeWord("IN")) return { kind: "in", operand, candidates: this.#candidates() };
    const { kind, text } = this.#tokens.current;
    const comparator = kind === "symbol" ? comparators[text] : undefined;
    if (!comparator) throw this.#tokens.unexpected();
    this.#tokens.next();
    return { kind: "compare", comparator, left: operand, right: this.#operands.operand() };
  }

  #candidates(): Operand[] {
    const end = this.#tokens.takeSymbol("[") ? "]" : ")";
    if (end === ")" && !this.#tokens.takeSymbol("(")) throw this.#tokens.unexpected();
    const candidates: Operand[] = [];
    do candidates.push(this.#operands.operand());
    while (this.#tokens.takeSymbol(","));
    this.#tokens.expectSymbol(end);
    const tooMany = tooManyCandidates(candidates.length);
    if (tooMany) throw refusal(tooMany);
    return candidates;
  }

  /** MISSING is the absence of an attribute, NULL an attribute of that type. */
  #is(operand: Operand): Condition {
    const negated = this.#tokens.takeWord("NOT");
    let condition: Condition;
    if (this.#tokens.takeWord("MISSING")) {
      condition = { kind: "call", name: "attribute_not_exists", operands: [operand] };
    } else {
      this.#tokens.expectWord("NULL", "Expected type name");
      const type: Operand = { kind: "value", placeholder: "", value: { S: "NULL" } };
      condition = { kind: "call", name: "attribute_type", operands: [operand, type] };
    }
    return negated ? { kind: "not", condition } : condition;
  }
}
