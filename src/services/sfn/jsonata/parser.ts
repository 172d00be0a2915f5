/** Parsing by operator precedence. Paths are put together while parsing: `a.b[0].c` is one node with three steps. */
import { JsonataError } from "./error.ts";
import type { Node, Pair, SortTerm } from "./syntax.ts";
import { type Token, Tokens } from "./tokens.ts";

const BINDING: Readonly<Record<string, number>> = {
  ".": 75,
  "[": 80,
  "{": 70,
  "(": 80,
  "?": 20,
  "+": 50,
  "-": 50,
  "*": 60,
  "/": 60,
  "%": 60,
  "=": 40,
  "<": 40,
  ">": 40,
  "^": 40,
  ":=": 10,
  "!=": 40,
  "<=": 40,
  ">=": 40,
  "~>": 40,
  "?:": 40,
  "??": 40,
  "&": 50,
  and: 30,
  or: 25,
  in: 40,
};

export function parseJsonata(text: string): Node {
  const parser = new Parser(text);
  const node = parser.expression(0);
  if (parser.token.kind !== "end") throw parser.unexpected();
  return node;
}

class Parser {
  readonly #tokens: Tokens;
  token: Token;

  constructor(text: string) {
    this.#tokens = new Tokens(text);
    this.token = this.#tokens.next(true);
  }

  unexpected(): JsonataError {
    return this.token.kind === "end"
      ? new JsonataError("S0207", "Unexpected end of expression")
      : new JsonataError("S0201", `Syntax error: ${JSON.stringify(this.token.text)}`);
  }

  expression(binding: number): Node {
    let left = this.#prefix();
    for (;;) {
      const { kind, text } = this.token;
      if (kind !== "operator" || (BINDING[text] ?? 0) <= binding) return left;
      left = this.#infix(text, left);
    }
  }

  #advance(valueExpected: boolean): Token {
    const { token } = this;
    this.token = this.#tokens.next(valueExpected);
    return token;
  }

  #is(text: string): boolean {
    return this.token.kind === "operator" && this.token.text === text;
  }

  #take(text: string, valueExpected = true): boolean {
    if (!this.#is(text)) return false;
    this.#advance(valueExpected);
    return true;
  }

  #expect(text: string, valueExpected: boolean): void {
    if (this.#take(text, valueExpected)) return;
    const { kind, text: found } = this.token;
    throw kind === "end"
      ? new JsonataError("S0203", `Expected ${JSON.stringify(text)} before end of expression`)
      : new JsonataError("S0202", `Expected ${JSON.stringify(text)}, got ${JSON.stringify(found)}`);
  }

  #prefix(): Node {
    const { token } = this;
    switch (token.kind) {
      case "string":
      case "number":
        this.#advance(false);
        return { kind: "constant", value: token.value as string | number };
      case "regex":
        this.#advance(false);
        return { kind: "regex", expression: token.value as RegExp };
      case "variable":
        this.#advance(false);
        return { kind: "variable", name: token.text };
      case "name":
        this.#advance(false);
        return this.#named(token);
      case "end":
        throw this.unexpected();
      case "operator":
        return this.#operatorFirst(token.text);
    }
  }

  #named({ text, value }: Token): Node {
    if (value === undefined) {
      if (text === "true" || text === "false") return { kind: "constant", value: text === "true" };
      if (text === "null") return { kind: "constant", value: null };
      if ((text === "function" || text === "λ") && this.#is("(")) return this.#lambda();
    }
    return { kind: "path", steps: [{ kind: "name", name: text }], keepSingleton: false };
  }

  #operatorFirst(text: string): Node {
    switch (text) {
      case "(":
        return this.#block();
      case "[":
        return this.#array();
      case "{":
        this.#advance(true);
        return { kind: "object", pairs: this.#pairs() };
      case "-": {
        this.#advance(true);
        const operand = this.expression(70);
        return operand.kind === "constant" && typeof operand.value === "number"
          ? { kind: "constant", value: -operand.value }
          : { kind: "negative", operand };
      }
      case "*":
        this.#advance(false);
        return path({ kind: "wildcard" });
      case "**":
        this.#advance(false);
        return path({ kind: "descendants" });
      case "|":
        return this.#transform();
      case "and":
      case "or":
      case "in":
        this.#advance(false);
        return path({ kind: "name", name: text });
      default:
        throw new JsonataError("S0211", `The symbol ${JSON.stringify(text)} cannot be used as a unary operator`);
    }
  }

  #block(): Node {
    this.#advance(true);
    const expressions: Node[] = [];
    while (!this.#is(")")) {
      expressions.push(this.expression(0));
      if (!this.#take(";")) break;
    }
    this.#expect(")", false);
    return { kind: "block", expressions };
  }

  #array(): Node {
    this.#advance(true);
    const items: Node[] = [];
    if (!this.#is("]")) {
      do {
        const item = this.expression(0);
        items.push(this.#take("..") ? { kind: "binary", operator: "..", left: item, right: this.expression(0) } : item);
      } while (this.#take(","));
    }
    this.#expect("]", false);
    return { kind: "array", items, constructed: false };
  }

  #pairs(): Pair[] {
    const pairs: Pair[] = [];
    if (!this.#is("}")) {
      do {
        const key = this.expression(0);
        this.#expect(":", true);
        pairs.push([key, this.expression(0)]);
      } while (this.#take(","));
    }
    this.#expect("}", false);
    return pairs;
  }

  #transform(): Node {
    this.#advance(true);
    const pattern = this.expression(0);
    this.#expect("|", true);
    const update = this.expression(0);
    const remove = this.#take(",") ? this.expression(0) : undefined;
    this.#expect("|", false);
    return { kind: "transform", pattern, update, remove };
  }

  #lambda(): Node {
    this.#advance(true);
    const parameters: string[] = [];
    while (this.token.kind === "variable") {
      parameters.push(this.#advance(false).text);
      if (!this.#take(",")) break;
    }
    this.#expect(")", false);
    if (this.#is("<")) {
      this.#tokens.skipSignature(this.token.at);
      this.token = this.#tokens.next(false);
    }
    this.#expect("{", true);
    const body = this.expression(0);
    this.#expect("}", false);
    return { kind: "lambda", parameters, body };
  }

  #infix(operator: string, left: Node): Node {
    this.#advance(true);
    switch (operator) {
      case ".":
        return join(left, this.expression(BINDING["."] as number));
      case "[":
        return this.#predicate(left);
      case "{":
        if (left.group) throw new JsonataError("S0210", "Each step can only have one grouping expression");
        left.group = this.#pairs();
        return left;
      case "(":
        return this.#call(left);
      case "^":
        return this.#orderBy(left);
      case "?": {
        const yes = this.expression(0);
        const no = this.#take(":") ? this.expression(0) : undefined;
        return { kind: "condition", test: left, yes, no };
      }
      case ":=":
        if (left.kind !== "variable")
          throw new JsonataError("S0212", "The left side of := must be a variable name (start with $)");
        return { kind: "bind", name: left.name, value: this.expression(9) };
      default:
        return { kind: "binary", operator, left, right: this.expression(BINDING[operator] as number) };
    }
  }

  #predicate(left: Node): Node {
    const step = left.kind === "path" ? (left.steps.at(-1) as Node) : left;
    if (this.#take("]", false)) {
      if (left.kind === "path") left.keepSingleton = true;
      step.keepArray = true;
      return left;
    }
    const predicate = this.expression(0);
    this.#expect("]", false);
    if (step.group) throw new JsonataError("S0209", "A predicate cannot follow a grouping expression in a step");
    if (left.kind === "path") step.stages = [...(step.stages ?? []), predicate];
    else step.predicates = [...(step.predicates ?? []), predicate];
    return left;
  }

  #call(callee: Node): Node {
    const args: (Node | undefined)[] = [];
    let partial = false;
    if (!this.#is(")")) {
      do {
        if (this.#take("?", false)) {
          partial = true;
          args.push(undefined);
        } else args.push(this.expression(0));
      } while (this.#take(","));
    }
    this.#expect(")", false);
    return partial ? { kind: "partial", callee, args } : { kind: "call", callee, args: args as Node[] };
  }

  #orderBy(left: Node): Node {
    this.#expect("(", true);
    const terms: SortTerm[] = [];
    do {
      const descending = this.#take(">");
      if (!descending) this.#take("<");
      terms.push({ by: this.expression(0), descending });
    } while (this.#take(","));
    this.#expect(")", false);
    const steps = left.kind === "path" ? left : path(left);
    steps.steps.push({ kind: "sort", terms });
    return steps;
  }
}

type Path = Extract<Node, { kind: "path" }>;

const path = (...steps: Node[]): Path => ({
  kind: "path",
  steps,
  keepSingleton: steps.some(({ keepArray }) => keepArray),
});

function join(left: Node, right: Node): Node {
  const result = left.kind === "path" ? left : path(left);
  if (right.kind === "path") result.steps.push(...right.steps);
  else if (right.kind === "constant") {
    if (typeof right.value !== "string") {
      throw new JsonataError(
        "S0213",
        `The literal value ${JSON.stringify(right.value)} cannot be used as a step within a path expression`,
      );
    }
    const { value: name, predicates } = right;
    result.steps.push({ kind: "name", name, ...(predicates ? { stages: predicates } : {}) });
  } else {
    if (right.predicates) {
      right.stages = right.predicates;
      delete right.predicates;
    }
    result.steps.push(right);
  }
  result.keepSingleton ||= result.steps.some(({ keepArray }) => keepArray);
  const ends = [result.steps[0], result.steps.at(-1)];
  for (const end of ends) if (end?.kind === "array") end.constructed = true;
  if (right.kind === "path" && right.group) result.group = right.group;
  return result;
}
