/** The grammar of conditions and filters, and of key conditions, which are conditions of a certain form. */
import { Faults } from "./faults.ts";
import { OperatorCount } from "./operator-count.ts";
import { type NameRules, parsePath, reservedFault } from "./path-parser.ts";
import type { Comparator, Condition, Operand } from "./syntax.ts";
import { TokenStream } from "./tokens.ts";

type Node = Condition | Operand;
type FaultKind = "parentheses" | "function name" | "function place" | "reserved" | "candidates";

const functions = new Set([
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
  "size",
]);
const mostCandidates = 100;
const keywords = new Set(["AND", "OR", "NOT", "IN", "BETWEEN"]);
const comparators = new Set(["=", "<>", "<", "<=", ">", ">="]);

export function tooManyCandidates(count: number): string | undefined {
  return count > mostCandidates
    ? `The IN operator is provided with too many operands; number of operands: ${count}`
    : undefined;
}

export function parseCondition(text: string): Condition {
  return new ConditionParser(text).parse();
}

class ConditionParser {
  readonly #tokens: TokenStream;
  readonly #operators = new OperatorCount();
  readonly #faults = new Faults<FaultKind>([
    "parentheses",
    "function name",
    "function place",
    "reserved",
    "candidates",
  ]);
  readonly #nameRules: NameRules = {
    keywords,
    onReserved: (name) => this.#faults.note("reserved", reservedFault(name)),
  };
  /** Nodes that stood in parentheses: a second pair around one is redundant. */
  readonly #parenthesized = new WeakSet<Node>();

  constructor(text: string) {
    this.#tokens = new TokenStream(text);
  }

  parse(): Condition {
    const condition = this.#condition(this.#or());
    this.#tokens.expectEnd();
    this.#faults.throwFirst();
    return condition;
  }

  #or(): Node {
    let left = this.#and();
    while (this.#tokens.isKeyword("OR")) {
      const condition = this.#condition(left);
      this.#tokens.next();
      left = { kind: "or", left: condition, right: this.#condition(this.#and()) };
    }
    return left;
  }

  #and(): Node {
    let left = this.#not();
    while (this.#tokens.isKeyword("AND")) {
      const condition = this.#condition(left);
      this.#tokens.next();
      left = { kind: "and", left: condition, right: this.#condition(this.#not()) };
    }
    return left;
  }

  #not(): Node {
    if (this.#tokens.takeKeyword("NOT")) return { kind: "not", condition: this.#condition(this.#not()) };
    return this.#comparison();
  }

  #comparison(): Node {
    const left = this.#primary();
    const { kind, text } = this.#tokens.current;
    if (kind === "symbol" && comparators.has(text)) {
      this.#operators.count();
      const operand = this.#operand(left);
      this.#tokens.next();
      const right = this.#operand(this.#primary());
      return { kind: "compare", comparator: text as Comparator, left: operand, right };
    }
    if (this.#tokens.isKeyword("BETWEEN")) return this.#between(this.#operand(left));
    if (this.#tokens.isKeyword("IN")) return this.#in(this.#operand(left));
    return left;
  }

  #between(operand: Operand): Condition {
    this.#operators.count();
    this.#tokens.next();
    const low = this.#operand(this.#primary());
    if (!this.#tokens.takeKeyword("AND")) throw this.#tokens.syntaxError();
    return { kind: "between", operand, low, high: this.#operand(this.#primary()) };
  }

  #in(operand: Operand): Condition {
    this.#operators.count();
    this.#tokens.next();
    this.#tokens.expectSymbol("(");
    const candidates: Operand[] = [];
    do candidates.push(this.#operand(this.#primary()));
    while (this.#tokens.takeSymbol(","));
    this.#tokens.expectSymbol(")");
    const tooMany = tooManyCandidates(candidates.length);
    if (tooMany) this.#faults.note("candidates", tooMany);
    return { kind: "in", operand, candidates };
  }

  #primary(): Node {
    const { kind, text } = this.#tokens.current;
    if (this.#tokens.takeSymbol("(")) {
      const node = this.#or();
      this.#tokens.expectSymbol(")");
      if (this.#parenthesized.has(node)) {
        this.#faults.note("parentheses", "The expression has redundant parentheses;");
      }
      this.#parenthesized.add(node);
      return node;
    }
    if (kind === "value") {
      this.#tokens.next();
      return { kind: "value", placeholder: text };
    }
    const { following } = this.#tokens;
    if (kind === "name" && !keywords.has(text.toUpperCase()) && following.kind === "symbol" && following.text === "(")
      return this.#call();
    return { kind: "path", path: parsePath(this.#tokens, this.#nameRules) };
  }

  #call(): Operand {
    this.#operators.count();
    const name = this.#tokens.next().text;
    if (!functions.has(name)) this.#faults.note("function name", `Invalid function name; function: ${name}`);
    this.#tokens.expectSymbol("(");
    const operands: Operand[] = [];
    do operands.push(this.#operand(this.#primary()));
    while (this.#tokens.takeSymbol(","));
    this.#tokens.expectSymbol(")");
    return { kind: "call", name, operands };
  }

  /** An operand where the syntax wants one: a path, a value, or size(). */
  #operand(node: Node): Operand {
    if (node.kind !== "path" && node.kind !== "value" && node.kind !== "call") throw this.#tokens.syntaxError();
    if (node.kind === "call" && node.name !== "size") this.#misplaced(node.name);
    return node;
  }

  /** A condition where the syntax wants one: not a bare operand. */
  #condition(node: Node): Condition {
    if (node.kind === "path" || node.kind === "value") throw this.#tokens.syntaxError();
    if (node.kind === "call" && node.name === "size") this.#misplaced(node.name);
    return node;
  }

  #misplaced(name: string): void {
    this.#faults.note(
      "function place",
      `The function is not allowed to be used this way in an expression; function: ${name}`,
    );
  }
}
