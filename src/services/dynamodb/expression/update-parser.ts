/** The grammar of update expressions: SET, REMOVE, ADD and DELETE sections, each at most once. */
import { Faults } from "./faults.ts";
import { OperatorCount } from "./operator-count.ts";
import { type NameRules, parsePath, reservedFault } from "./path-parser.ts";
import type { Operand, Path, UpdateAction, ValueOperand } from "./syntax.ts";
import { TokenStream } from "./tokens.ts";

type FaultKind = "reserved" | "function name" | "section";

const sections = ["SET", "REMOVE", "ADD", "DELETE"] as const;
const keywords: ReadonlySet<string> = new Set(sections);
const functions = new Set(["if_not_exists", "list_append"]);

export function parseUpdate(text: string): readonly UpdateAction[] {
  return new UpdateParser(text).parse();
}

class UpdateParser {
  readonly #tokens: TokenStream;
  readonly #operators = new OperatorCount();
  readonly #faults = new Faults<FaultKind>(["reserved", "function name", "section"]);
  readonly #nameRules: NameRules = {
    keywords,
    onReserved: (name) => this.#faults.note("reserved", reservedFault(name)),
  };
  readonly #actions: UpdateAction[] = [];

  constructor(text: string) {
    this.#tokens = new TokenStream(text);
  }

  parse(): readonly UpdateAction[] {
    const seen = new Set<string>();
    do {
      const section = sections.find((name) => this.#tokens.takeKeyword(name));
      if (!section) throw this.#tokens.syntaxError();
      if (seen.has(section)) {
        this.#faults.note("section", `The "${section}" section can only be used once in an update expression;`);
      }
      seen.add(section);
      do this.#actions.push(this.#action(section));
      while (this.#tokens.takeSymbol(","));
    } while (this.#tokens.current.kind !== "end");
    this.#faults.throwFirst();
    return this.#actions;
  }

  #action(section: (typeof sections)[number]): UpdateAction {
    this.#operators.count();
    const path = this.#path();
    switch (section) {
      case "REMOVE":
        return { kind: section, path };
      case "SET":
        this.#tokens.expectSymbol("=");
        return { kind: section, path, operand: this.#sum() };
      default:
        return { kind: section, path, operand: this.#value() };
    }
  }

  #path(): Path {
    return parsePath(this.#tokens, this.#nameRules);
  }

  #value(): ValueOperand {
    if (this.#tokens.current.kind !== "value") throw this.#tokens.syntaxError();
    return { kind: "value", placeholder: this.#tokens.next().text };
  }

  #sum(): Operand {
    const left = this.#operand();
    for (const name of ["+", "-"]) {
      if (!this.#tokens.takeSymbol(name)) continue;
      this.#operators.count();
      return { kind: "call", name, operands: [left, this.#operand()] };
    }
    return left;
  }

  #operand(): Operand {
    if (this.#tokens.current.kind === "value") return this.#value();
    if (this.#tokens.takeSymbol("(")) {
      const operand = this.#sum();
      this.#tokens.expectSymbol(")");
      return operand;
    }
    const { current, following } = this.#tokens;
    if (current.kind !== "name" || following.kind !== "symbol" || following.text !== "(") {
      return { kind: "path", path: this.#path() };
    }
    this.#operators.count();
    this.#tokens.next();
    this.#tokens.next();
    if (!functions.has(current.text)) {
      this.#faults.note("function name", `Invalid function name; function: ${current.text}`);
    }
    const operands: Operand[] = [];
    do operands.push(this.#sum());
    while (this.#tokens.takeSymbol(","));
    this.#tokens.expectSymbol(")");
    return { kind: "call", name: current.text, operands };
  }
}
