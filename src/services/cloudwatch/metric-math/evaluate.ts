/** Reads and computes an expression of metric math, such as `SUM(METRICS()) / IF(m1 > 5, m1, 1)`. */
import { FUNCTIONS, type MathContext, NOT_BUILT } from "./functions.ts";
import { invalid, notBuilt } from "./math-error.ts";
import { isList, isSeries, mapped, type Operand, type Series } from "./series.ts";

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)|([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'|(<=|>=|==|!=|&&|\|\||[-+*/^<>(),[\]]))/y;

interface Token {
  readonly kind: "number" | "name" | "text" | "operator" | "end";
  readonly text: string;
}

/** `lookup` gives what an id stands for. */
export function evaluate(source: string, context: MathContext, lookup: (id: string) => Operand | undefined): Operand {
  const parser = new MathParser(tokensOf(source), context, lookup);
  const value = parser.either();
  parser.end();
  return value;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw invalid(`unexpected '${source.slice(at).trim()[0]}'`);
    const [, number, name, double, single, operator] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (operator !== undefined) tokens.push({ kind: "operator", text: operator });
    else tokens.push({ kind: "text", text: double ?? single ?? "" });
  }
  return tokens;
}

class MathParser {
  readonly #tokens: readonly Token[];
  readonly #context: MathContext;
  readonly #lookup: (id: string) => Operand | undefined;
  #at = 0;

  constructor(tokens: readonly Token[], context: MathContext, lookup: (id: string) => Operand | undefined) {
    this.#tokens = tokens;
    this.#context = context;
    this.#lookup = lookup;
  }

  either(): Operand {
    return this.#chain(
      ["||", "OR"],
      () => this.#both(),
      (a, b) => Number(a !== 0 || b !== 0),
    );
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw invalid(`unexpected '${this.#peek().text}'`);
  }

  #both(): Operand {
    return this.#chain(
      ["&&", "AND"],
      () => this.#comparison(),
      (a, b) => Number(a !== 0 && b !== 0),
    );
  }

  #comparison(): Operand {
    return this.#operators(COMPARISONS, () => this.#sum());
  }

  #sum(): Operand {
    return this.#operators({ "+": (a, b) => a + b, "-": (a, b) => a - b }, () => this.#product());
  }

  #product(): Operand {
    return this.#operators({ "*": (a, b) => a * b, "/": (a, b) => a / b }, () => this.#power());
  }

  #power(): Operand {
    const base = this.#unary();
    return this.#takes("^") ? combined(base, this.#power(), (a, b) => a ** b) : base;
  }

  #unary(): Operand {
    return this.#takes("-") ? combined(-1, this.#unary(), (a, b) => a * b) : this.#primary();
  }

  #primary(): Operand {
    const token = this.#next();
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "text") return token.text;
    if (token.text === "(") {
      const inner = this.either();
      this.#expect(")");
      return inner;
    }
    if (token.text === "[") return this.#items("]").flatMap((item) => (typeof item === "object" ? item : []));
    if (token.kind !== "name") throw invalid(`unexpected '${token.text}'`);
    return this.#peek().text === "(" ? this.#call(token.text) : this.#named(token.text);
  }

  #named(name: string): Operand {
    const found = this.#lookup(name);
    if (found !== undefined) return found;
    if (/^(?:REPEAT|LINEAR|ASC|DESC|AVG|MIN|MAX|SUM)$/.test(name)) return name;
    throw invalid(`undefined variable '${name}'`);
  }

  #call(name: string): Operand {
    if (NOT_BUILT.has(name)) throw notBuilt(`the metric math function ${name}`);
    const compute = FUNCTIONS[name];
    if (!compute) throw invalid(`undefined function '${name}'`);
    this.#expect("(");
    return compute(this.#items(")"), this.#context);
  }

  #items(close: string): Operand[] {
    const items: Operand[] = [];
    if (this.#takes(close)) return items;
    do items.push(this.either());
    while (this.#takes(","));
    this.#expect(close);
    return items;
  }

  #chain(operators: readonly string[], part: () => Operand, compute: Compute): Operand {
    let left = part();
    while (operators.some((operator) => this.#takes(operator))) left = combined(left, part(), compute);
    return left;
  }

  #operators(operators: Readonly<Record<string, Compute>>, part: () => Operand): Operand {
    let left = part();
    for (;;) {
      const token = this.#peek();
      const compute = token.kind === "operator" ? operators[token.text] : undefined;
      if (!compute) return left;
      this.#at++;
      left = combined(left, part(), compute);
    }
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "end of expression" };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #takes(text: string): boolean {
    const token = this.#peek();
    if (token.text !== text || token.kind === "text") return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#takes(text)) throw invalid(`'${text}' expected`);
  }
}

type Compute = (a: number, b: number) => number;

const COMPARISONS: Readonly<Record<string, Compute>> = {
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
};

/** Two series are combined where both have points, two lists series by series. */
function combined(left: Operand, right: Operand, compute: Compute): Operand {
  if (typeof left === "string" || typeof right === "string") throw invalid("texts cannot be computed with");
  if (typeof left === "number" && typeof right === "number") return compute(left, right);
  if (isList(left)) {
    return isList(right)
      ? left.map((series, i) => combined(series, right[i] ?? series, compute) as Series)
      : left.map((series) => combined(series, right, compute) as Series);
  }
  if (isList(right)) return right.map((series) => combined(left, series, compute) as Series);
  if (isSeries(left)) {
    return mapped(left, (value, at) => {
      const other = isSeries(right) ? right.points.get(at) : (right as number);
      return other === undefined ? undefined : compute(value, other);
    });
  }
  return mapped(right as Series, (value) => compute(left, value));
}
