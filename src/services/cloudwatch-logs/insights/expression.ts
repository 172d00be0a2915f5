/** Expressions of the query language, compiled to functions of a row. */
import { type Accumulator, aggregates } from "./aggregates.ts";
import { rowFunctions } from "./functions.ts";
import { periodOf } from "./periods.ts";
import { QueryError } from "./query-error.ts";
import { MadeRow, type Row } from "./row.ts";
import { among, type Subquery } from "./subquery.ts";
import type { TokenSource } from "./tokens.ts";
import { compareValues, numberOf, parsedValue, pathValue, Structure, textOf, truthOf, type Value } from "./value.ts";

export interface Expression {
  (row: Row, results?: readonly Value[]): Value;
  /** Text that stands in the message of every event for which the expression, as a condition, holds. */
  readonly literal?: string;
  /** The discovered field or the message that the expression is. */
  readonly field?: string;
  /** The text that the expression is. */
  readonly constant?: string;
}

/** An aggregate of a `stats` command: `of` is what it takes of each row. */
export interface Aggregate {
  readonly of: Expression;
  readonly start: () => Accumulator;
}

export interface Named {
  readonly name: string;
  readonly value: Expression;
  /** Whether it is more than a field under its own name. */
  readonly computed: boolean;
}

export class ExpressionParser {
  readonly #tokens: TokenSource;
  readonly #now: number;
  readonly #subquery: () => Subquery;
  /** Where aggregates go; they are refused outside `stats`. */
  #aggregates: Aggregate[] | undefined;

  /** `subquery` reads a query inside of brackets. */
  constructor(tokens: TokenSource, now: number, subquery: () => Subquery) {
    this.#tokens = tokens;
    this.#now = now;
    this.#subquery = subquery;
  }

  /** `expression as name`, the name being the expression's text when there is none. */
  named(collected?: Aggregate[]): Named {
    const { text } = this.#tokens;
    const first = this.#tokens.peek();
    this.#aggregates = collected;
    const value = this.parse();
    this.#aggregates = undefined;
    const whole = text.slice(first.start, this.#tokens.taken);
    const plain = first.kind === "name" && first.end - first.start === whole.length;
    if (this.#tokens.takes("as")) return { name: this.#tokens.next().text, value, computed: true };
    return { name: plain ? first.text : whole, value, computed: !plain };
  }

  parse(): Expression {
    const parts = [this.#and()];
    while (this.#tokens.takes("or")) parts.push(this.#and());
    return parts.length === 1 ? (parts[0] as Expression) : (row, r) => parts.some((part) => truthOf(part(row, r)));
  }

  #and(): Expression {
    const parts = [this.#not()];
    while (this.#tokens.takes("and")) parts.push(this.#not());
    if (parts.length === 1) return parts[0] as Expression;
    const literal = parts.map((part) => part.literal).sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0];
    const all: Expression = (row, r) => parts.every((part) => truthOf(part(row, r)));
    return literal === undefined ? all : Object.assign(all, { literal });
  }

  #not(): Expression {
    if (!this.#tokens.takes("not")) return this.#comparison();
    const inner = this.#not();
    return (row, r) => !truthOf(inner(row, r));
  }

  #comparison(): Expression {
    const left = this.#sum();
    const tokens = this.#tokens;
    if (tokens.takes("not")) {
      const test = tokens.takes("like") ? this.#like().test : (tokens.expect("in"), this.#in(left));
      return (row, r) => !test(left(row, r), row);
    }
    if (tokens.takes("like") || tokens.takes("=~")) {
      const { test, part } = this.#like();
      return found(left, part, (row, r) => test(left(row, r), row));
    }
    if (tokens.takes("in")) {
      const test = this.#in(left);
      return (row, r) => test(left(row, r), row);
    }
    for (const [operator, holds] of COMPARISONS) {
      if (!tokens.takes(operator)) continue;
      const right = this.#sum();
      if (operator === "!=") return (row, r) => compareValues(left(row, r), right(row, r)) !== 0;
      const compare: Expression = (row, r) => {
        const a = left(row, r);
        const b = right(row, r);
        return a !== undefined && b !== undefined && holds(compareValues(a, b));
      };
      return operator === "=" ? found(left, right, compare) : compare;
    }
    return left;
  }

  #like(): { readonly test: (value: Value, row: Row) => boolean; readonly part?: Expression } {
    const regex = this.#tokens.regex();
    if (regex) return { test: (value) => value !== undefined && regex.test(textOf(value)) };
    const part = this.#sum();
    return { test: (value, row) => value !== undefined && textOf(value).includes(textOf(part(row))), part };
  }

  #in(left: Expression): (value: Value, row: Row) => boolean {
    if (this.#tokens.takes("(")) {
      const test = among(this.#subquery(), left.field);
      this.#tokens.expect(")");
      return test;
    }
    this.#tokens.expect("[");
    const members: Expression[] = [];
    if (!this.#tokens.takes("]")) {
      do members.push(this.parse());
      while (this.#tokens.takes(","));
      this.#tokens.expect("]");
    }
    return (value, row) => members.some((member) => compareValues(value, member(row)) === 0);
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      if (this.#tokens.takes("+")) left = arithmetic(left, this.#product(), (a, b) => a + b);
      else if (this.#tokens.takes("-")) left = arithmetic(left, this.#product(), (a, b) => a - b);
      else return left;
    }
  }

  #product(): Expression {
    let left = this.#power();
    for (;;) {
      if (this.#tokens.takes("*")) left = arithmetic(left, this.#power(), (a, b) => a * b);
      else if (this.#tokens.takes("/")) left = arithmetic(left, this.#power(), (a, b) => a / b);
      else if (this.#tokens.takes("%")) left = arithmetic(left, this.#power(), (a, b) => a % b);
      else return left;
    }
  }

  #power(): Expression {
    const base = this.#part();
    return this.#tokens.takes("^") ? arithmetic(base, this.#power(), (a, b) => a ** b) : base;
  }

  /** Items of lists and maps: `parsed.list[0].name`, `parsed["a name"]`. */
  #part(): Expression {
    let whole = this.#primary();
    for (;;) {
      if (this.#tokens.takes("[")) {
        whole = part(whole, this.parse());
        this.#tokens.expect("]");
      } else if (this.#tokens.takes(".")) {
        const { text } = this.#tokens.next();
        whole = part(whole, () => text);
      } else return whole;
    }
  }

  #primary(): Expression {
    const tokens = this.#tokens;
    if (tokens.takes("(")) {
      const inner = this.parse();
      tokens.expect(")");
      return inner;
    }
    if (tokens.takes("-"))
      return arithmetic(
        () => 0,
        this.#primary(),
        (a, b) => a - b,
      );
    const token = tokens.peek();
    if (token.kind === "end" || token.kind === "operator") throw tokens.unexpected(["an expression"]);
    tokens.next();
    if (token.kind === "string") return Object.assign(() => token.text, { constant: token.text });
    if (token.kind === "number") return () => Number(token.text);
    if (token.kind === "duration") throw tokens.unexpected(["an expression"]);
    if (tokens.takes("(")) return this.#call(token.text, token.start);
    const field: Expression = (row) => row.get(token.text);
    return /^(?:@message$|[^@])/.test(token.text) ? Object.assign(field, { field: token.text }) : field;
  }

  #call(spelled: string, start: number): Expression {
    const name = spelled.toLowerCase();
    const tokens = this.#tokens;
    if (name === "bin") return this.#bin();
    if (name === "unmask") {
      const field = tokens.peek();
      if (field.kind !== "name") throw tokens.unexpected(["a field"]);
      tokens.next();
      tokens.expect(")");
      return (row) => row.unmasked(field.text);
    }
    if (name === "datefloor" || name === "dateceil") {
      const of = this.parse();
      tokens.expect(",");
      const period = periodOf(tokens.next().text);
      tokens.expect(")");
      return rounded(of, name === "datefloor" ? period.floor : period.ceil);
    }
    if (Object.hasOwn(aggregates, name)) return this.#aggregate(name, start);
    const args = this.#arguments();
    if (name === "now") return () => Math.floor(this.#now / 1000);
    const compute = Object.hasOwn(rowFunctions, name) ? rowFunctions[name] : undefined;
    if (!compute) throw new QueryError(`Function ${spelled} is not supported`, start, start + spelled.length);
    return (row, r) => compute(...args.map((argument) => argument(row, r)));
  }

  #arguments(): Expression[] {
    const args: Expression[] = [];
    if (this.#tokens.takes(")")) return args;
    do args.push(this.parse());
    while (this.#tokens.takes(","));
    this.#tokens.expect(")");
    return args;
  }

  #bin(): Expression {
    const first = this.#tokens.peek();
    if (first.kind === "duration") {
      this.#tokens.next();
      this.#tokens.expect(")");
      const { floor } = periodOf(first.text);
      let last = new Date(Number.NaN);
      return (row) => {
        const start = floor(row.time);
        if (last.getTime() !== start) last = new Date(start);
        return last;
      };
    }
    const of = this.parse();
    this.#tokens.expect(",");
    const { floor } = periodOf(this.#tokens.next().text);
    this.#tokens.expect(")");
    return rounded(of, floor);
  }

  #aggregate(name: string, start: number): Expression {
    const collected = this.#aggregates;
    if (!collected)
      throw new QueryError(`Aggregate function ${name} is only allowed in stats`, start, start + name.length);
    this.#aggregates = undefined;
    const everything = this.#tokens.takes("*");
    if (everything) this.#tokens.expect(")");
    const args = everything ? [] : this.#arguments();
    this.#aggregates = collected;
    const parameter = args[1] ? numberOf(args[1](NO_ROW)) : 0;
    const slot = collected.length;
    collected.push({ of: args[0] ?? (() => 1), start: (aggregates[name] as (typeof aggregates)[string])(parameter) });
    return (_row, results) => results?.[slot];
  }
}

const COMPARISONS: readonly (readonly [string, (order: number) => boolean])[] = [
  ["=", (order) => order === 0],
  ["!=", (order) => order !== 0],
  ["<=", (order) => order <= 0],
  [">=", (order) => order >= 0],
  ["<", (order) => order < 0],
  [">", (order) => order > 0],
];

/** A condition that holds only where a text is found in a field: it cannot hold for an event without the text. */
function found(field: Expression, text: Expression | undefined, condition: Expression): Expression {
  const literal = text?.constant;
  const isLiteral = field.field !== undefined && literal !== undefined && /^[A-Za-z_][\w .:-]+$/.test(literal);
  return isLiteral ? Object.assign(condition, { literal }) : condition;
}

const NO_ROW: Row = new MadeRow(new Map());

function arithmetic(left: Expression, right: Expression, compute: (a: number, b: number) => number): Expression {
  return (row, r) => {
    const result = compute(numberOf(left(row, r)), numberOf(right(row, r)));
    return Number.isNaN(result) ? undefined : result;
  };
}

const part =
  (whole: Expression, name: Expression): Expression =>
  (row, r) => {
    const value = whole(row, r);
    return value instanceof Structure ? parsedValue(pathValue(value.content, textOf(name(row, r)))) : undefined;
  };

function rounded(of: Expression, round: (time: number) => number): Expression {
  return (row, r) => {
    const time = numberOf(of(row, r));
    return Number.isNaN(time) ? undefined : new Date(round(time));
  };
}
