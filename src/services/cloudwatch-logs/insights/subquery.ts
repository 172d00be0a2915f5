/**
 * A query inside of another: what `filter field in (…)` compares with and what `join … (…)` joins. It runs to its end
 * before the other begins, over the same time. Source: AWS's guide to subqueries and to join.
 */
import type { Query } from "./query.ts";
import { QueryError } from "./query-error.ts";
import type { Row } from "./row.ts";
import type { Command } from "./stages.ts";
import type { TokenSource } from "./tokens.ts";
import { numberOf, textOf, type Value } from "./value.ts";

export interface Subquery {
  readonly query: Query;
  /** Its results, once it has run. */
  rows: readonly Row[];
}

/** Values that are equal have the same key: numbers by value, everything else as text. */
function keyOf(value: Value): string {
  const number = numberOf(value);
  return Number.isNaN(number) ? `"${textOf(value)}` : String(number);
}

/** Whether a value is among the results: in the field of this name, or in the only one there is. */
export function among(subquery: Subquery, field: string | undefined): (value: Value) => boolean {
  const { fields } = subquery.query;
  const name = field !== undefined && fields.includes(field) ? field : fields[0];
  let known: Set<string> | undefined;
  return (value) => {
    known ??= new Set(subquery.rows.flatMap((row) => keysOf(row.get(name ?? ""))));
    return value !== undefined && known.has(keyOf(value));
  };
}

const keysOf = (value: Value): string[] => (value === undefined ? [] : [keyOf(value)]);

/** `join type=inner left=a right=b where a.id=b.id (SOURCE 'group')`, behind its name. */
export function readJoin(tokens: TokenSource, subquery: () => Subquery): Command {
  const options: Record<string, string> = { type: "inner" };
  while (!tokens.takes("where")) {
    const option = tokens.peek().text.toLowerCase();
    if (!["type", "left", "right"].includes(option)) throw tokens.unexpected(["type", "left", "right", "where"]);
    tokens.next();
    tokens.expect("=");
    options[option] = tokens.next().text;
  }
  const { type = "", left, right } = options;
  const place = tokens.peek();
  if (type !== "inner" && type !== "left") {
    throw new QueryError(`Join type ${type} is not supported`, place.start, place.end);
  }
  if (left === undefined || right === undefined) throw tokens.unexpected(["left", "right"]);
  const keys = [readKey(tokens, left, right)];
  while (tokens.takes("and")) keys.push(readKey(tokens, left, right));
  tokens.expect("(");
  const inner = subquery();
  tokens.expect(")");
  return join(inner, { type, left, right, keys });
}

interface Key {
  readonly left: string;
  readonly right: string;
}

/** `a.id = b.id`, in either order. */
function readKey(tokens: TokenSource, left: string, right: string): Key {
  const one = tokens.next();
  tokens.expect("=");
  const other = tokens.next();
  const fieldOf = (alias: string): string => {
    const side = [one, other].find(({ text }) => text.startsWith(`${alias}.`));
    if (!side) throw new QueryError(`The join has no field of ${alias}`, one.start, other.end);
    return side.text.slice(alias.length + 1);
  };
  return { left: fieldOf(left), right: fieldOf(right) };
}

interface Join {
  readonly type: "inner" | "left";
  readonly left: string;
  readonly right: string;
  readonly keys: readonly Key[];
}

const join =
  (subquery: Subquery, { type, left, right, keys }: Join): Command =>
  (next) => {
    let known: Map<string, Row[]> | undefined;
    const index = (): Map<string, Row[]> => {
      const made = new Map<string, Row[]>();
      for (const row of subquery.rows) {
        const key = joined(keys.map((one) => row.get(one.right)));
        if (key !== undefined) made.set(key, [...(made.get(key) ?? []), row]);
      }
      return made;
    };
    return {
      accept: (row) => {
        known ??= index();
        const key = joined(keys.map((one) => row.get(one.left)));
        const found = (key === undefined ? undefined : known.get(key)) ?? [];
        for (const match of found) next.accept(new JoinedRow(row, match, left, right));
        if (found.length === 0 && type === "left") next.accept(new JoinedRow(row, undefined, left, right));
      },
      end: () => next.end(),
    };
  };

/** What is missing equals nothing. */
function joined(values: readonly Value[]): string | undefined {
  return values.includes(undefined) ? undefined : JSON.stringify(values.map(keyOf));
}

/** Two rows side by side: each under its alias, the left one also by itself. */
class JoinedRow implements Row {
  readonly #left: Row;
  readonly #right: Row | undefined;
  readonly #aliases: readonly [left: string, right: string];

  constructor(left: Row, right: Row | undefined, leftAlias: string, rightAlias: string) {
    this.#left = left.copy();
    this.#right = right;
    this.#aliases = [leftAlias, rightAlias];
  }

  get time(): number {
    return this.#left.time;
  }

  get(field: string): Value {
    return this.#of(field, (row, name) => row.get(name));
  }

  unmasked(field: string): Value {
    return this.#of(field, (row, name) => row.unmasked(name));
  }

  set(field: string, value: Value): void {
    this.#left.set(field, value);
  }

  copy(): JoinedRow {
    return new JoinedRow(this.#left, this.#right, ...this.#aliases);
  }

  #of(field: string, read: (row: Row, name: string) => Value): Value {
    const [left, right] = this.#aliases;
    if (field.startsWith(`${left}.`)) return read(this.#left, field.slice(left.length + 1));
    if (field.startsWith(`${right}.`)) {
      return this.#right && read(this.#right, field.slice(right.length + 1));
    }
    return read(this.#left, field) ?? (this.#right && read(this.#right, field));
  }
}
