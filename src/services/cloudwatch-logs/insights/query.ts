/** A query's text as the stages it runs through and the fields it shows. */
import { type Aggregate, type Expression, ExpressionParser, type Named } from "./expression.ts";
import { type LookupRows, readLookup } from "./lookup-command.ts";
import { readParse } from "./parse-command.ts";
import { type Comparison, differenceFields, pattern, patternFields } from "./patterns.ts";
import { QueryError, UnsupportedQuery } from "./query-error.ts";
import { type QuerySource, readSource } from "./source.ts";
import {
  assign,
  type Command,
  dedup,
  filter,
  latestFirst,
  limit,
  type SortKey,
  sort,
  stats,
  tail,
  unnest,
} from "./stages.ts";
import { readJoin, type Subquery } from "./subquery.ts";
import { TokenSource } from "./tokens.ts";
import { addTotals, readTotals } from "./totals.ts";

export interface Query {
  readonly commands: readonly Command[];
  /** How many of them, at the beginning, look at each row alone: what passes them has matched. */
  readonly rowwise: number;
  /** Names of the fields results show, in order. */
  readonly fields: readonly string[];
  /** Text that stands in every event that passes the first command; lets a search skip most events unread. */
  readonly literal: string | undefined;
  /** The groups that the query itself names. */
  readonly source: QuerySource | undefined;
  /** How much earlier than the time of the query events are read, to be compared with. */
  readonly earlier: number;
  /** No row is kept once it has passed the commands, as when the first that gathers is `stats`. */
  readonly passing: boolean;
  /** Those inside of it, which run before it. */
  readonly inner: readonly Subquery[];
}

const UNSUPPORTED = new Set(["anomaly"]);
/** Shown when a query names no fields. */
const UNASKED = ["@timestamp", "@message"];
const DAY = 86_400_000;
const SHIFTS: Readonly<Record<string, number>> = { previousday: DAY, previousweek: 7 * DAY, previousmonth: 30 * DAY };
const COMMANDS = [
  "K_PARSE",
  "K_SEARCH",
  "K_FIELDS",
  "K_DISPLAY",
  "K_FILTER",
  "K_STATS",
  "K_SORT",
  "K_ORDER",
  "K_HEAD",
  "K_LIMIT",
  "K_TAIL",
];

export interface QueryBounds {
  readonly now: number;
  /** The time of the query, in milliseconds; the end is exclusive. */
  readonly from: number;
  readonly until: number;
  /** How many results there may be when the query does not say. */
  readonly mostRows: number;
  readonly lookupTable: (name: string) => LookupRows | undefined;
}

export function parseQuery(text: string, bounds: QueryBounds): Query {
  const tokens = new TokenSource(text);
  return new QueryParser(tokens, bounds).parse("end");
}

class QueryParser {
  readonly #tokens: TokenSource;
  readonly #expressions: ExpressionParser;
  readonly #commands: Command[] = [];
  #rowwise: number | undefined;
  #fields: string[] = [];
  #display: string[] | undefined;
  #aggregated = false;
  #passing = false;
  #sorted = false;
  #literal: string | undefined;
  #source: QuerySource | undefined;
  #comparison: Comparison | undefined;
  readonly #bounds: QueryBounds;
  readonly #inner: Subquery[] = [];
  readonly #isInner: boolean;

  constructor(tokens: TokenSource, bounds: QueryBounds, isInner = false) {
    this.#tokens = tokens;
    this.#bounds = bounds;
    this.#isInner = isInner;
    this.#expressions = new ExpressionParser(tokens, bounds.now, () => this.#subquery());
  }

  parse(end: "end" | ")"): Query {
    const tokens = this.#tokens;
    const { mostRows } = this.#bounds;
    if (tokens.takes("source")) {
      this.#source = readSource(tokens);
      if (!this.#isInner || tokens.peek().text !== ")") tokens.expect("|");
    }
    const ends = (): boolean => (end === "end" ? tokens.peek().kind === "end" : tokens.peek().text === end);
    if (!ends()) {
      do this.#command();
      while (tokens.takes("|"));
      if (!ends()) throw tokens.unexpected(["|"]);
    }
    this.#settleOrder(mostRows);
    this.#gather(limit(mostRows));
    const fields = this.#display ?? (this.#fields.length > 0 ? this.#fields : UNASKED);
    return {
      commands: this.#commands,
      rowwise: this.#rowwise ?? 0,
      fields: [...new Set(fields)],
      literal: this.#literal,
      source: this.#source,
      earlier: this.#comparison?.shift ?? 0,
      passing: this.#passing,
      inner: this.#inner,
    };
  }

  #subquery(): Subquery {
    const { start, end } = this.#tokens.peek();
    if (this.#isInner) throw new QueryError("Nested subqueries are not supported", start, end);
    const bounds = { ...this.#bounds, mostRows: Number.POSITIVE_INFINITY };
    const subquery = { query: new QueryParser(this.#tokens, bounds, true).parse(")"), rows: [] };
    this.#inner.push(subquery);
    return subquery;
  }

  #command(): void {
    const token = this.#tokens.peek();
    const name = token.kind === "name" ? token.text.toLowerCase() : "";
    if (UNSUPPORTED.has(name)) {
      throw new UnsupportedQuery(`Terrarium does not implement the command ${name} of Logs Insights.`);
    }
    const read = this.#readers[name];
    if (!read) throw this.#tokens.unexpected(COMMANDS);
    this.#tokens.next();
    read();
  }

  readonly #readers: Readonly<Record<string, () => void>> = {
    fields: () => this.#fieldsCommand(),
    display: () => {
      const names = this.#assigned();
      this.#display = names;
    },
    filter: () => this.#filter(),
    where: () => this.#filter(),
    filterindex: () => this.#filter(),
    stats: () => this.#stats(),
    sort: () => this.#sort(),
    order: () => this.#sort(),
    limit: () => this.#limit(),
    head: () => this.#limit(),
    tail: () => {
      this.#settleOrder();
      this.#gather(tail(this.#count()));
    },
    dedup: () => {
      this.#settleOrder();
      this.#gather(dedup(this.#list(() => this.#expressions.named().value)));
    },
    parse: () => void this.#commands.push(readParse(this.#tokens)),
    join: () => void this.#commands.push(readJoin(this.#tokens, () => this.#subquery())),
    lookup: () => void this.#commands.push(readLookup(this.#tokens, this.#bounds)),
    unmask: () => this.#fieldsCommand(),
    unnest: () => this.#unnest(),
    pattern: () => this.#pattern(),
    addtotals: () => this.#totals(false),
    addcoltotals: () => this.#totals(true),
  };

  #filter(): void {
    const condition = this.#expressions.parse();
    if (this.#commands.length === 0) this.#literal = condition.literal;
    this.#commands.push(filter(condition));
  }

  #gather(command: Command): void {
    this.#rowwise ??= this.#commands.length;
    this.#commands.push(command);
  }

  #list<T>(one: () => T): T[] {
    const items = [one()];
    while (this.#tokens.takes(",")) items.push(one());
    return items;
  }

  /** Reads fields, gives rows those that are computed, and returns the names of all. */
  #assigned(): string[] {
    const named = this.#list(() => this.#expressions.named());
    const computed = named.filter((field) => field.computed);
    if (computed.length > 0) this.#commands.push(assign(computed));
    return named.map(({ name }) => name);
  }

  #fieldsCommand(): void {
    this.#fields.push(...this.#assigned());
  }

  #stats(): void {
    const aggregates: Aggregate[] = [];
    const results = this.#list(() => this.#expressions.named(aggregates));
    const by: Named[] = this.#tokens.takes("by") ? this.#list(() => this.#expressions.named()) : [];
    this.#passing ||= this.#rowwise === undefined;
    this.#gather(stats(results, aggregates, by));
    this.#fields = [...by, ...results].map(({ name }) => name);
    this.#display = undefined;
    this.#aggregated = true;
  }

  #totals(columns: boolean): void {
    const asked = readTotals(this.#tokens, columns);
    const shown = this.#display ?? this.#fields;
    const totals = { ...asked, fields: asked.fields.length > 0 ? asked.fields : [...new Set(shown)] };
    // The row with the sums comes last, so that the order of the others must be settled before.
    if (totals.columnTotals) this.#settleOrder();
    if (totals.columnTotals) this.#gather(addTotals(totals));
    else this.#commands.push(addTotals(totals));
    if (totals.rowTotal === undefined) return;
    if (shown.length === 0) shown.push(...UNASKED);
    shown.push(totals.rowTotal);
  }

  #unnest(): void {
    const { value } = this.#expressions.named();
    this.#tokens.expect("into");
    this.#commands.push(unnest(value, this.#tokens.next().text));
  }

  #pattern(): void {
    const { value } = this.#expressions.named();
    const { text } = this.#tokens;
    if (/^\s*\|\s*diff\b/i.test(text.slice(this.#tokens.peek().start))) this.#comparison = this.#diff();
    this.#passing ||= this.#rowwise === undefined;
    this.#gather(pattern(value, this.#comparison));
    this.#fields = this.#comparison ? differenceFields : patternFields;
    this.#display = undefined;
    this.#aggregated = true;
  }

  #diff(): Comparison {
    this.#tokens.expect("|");
    this.#tokens.expect("diff");
    const { from, until } = this.#bounds;
    const word = this.#tokens.peek();
    const shift = word.kind === "name" ? SHIFTS[word.text.toLowerCase()] : until - from;
    if (shift === undefined) throw this.#tokens.unexpected(["previousDay", "previousWeek", "previousMonth"]);
    if (word.kind === "name") this.#tokens.next();
    return { from, until, shift };
  }

  #sort(): void {
    this.#tokens.takes("by");
    const keys = this.#list<SortKey>(() => {
      const by = this.#sortKey();
      const descending = this.#tokens.takes("desc");
      if (!descending) this.#tokens.takes("asc");
      return { by, descending };
    });
    this.#gather(sort(keys));
    this.#sorted = true;
  }

  // The result of an aggregate is named by its text, as in `sort count(*) desc`.
  #sortKey(): Expression {
    const unused: Aggregate[] = [];
    const { name, value } = this.#expressions.named(this.#aggregated ? unused : undefined);
    return this.#aggregated && unused.length > 0 ? (row) => row.get(name) : value;
  }

  #limit(): void {
    const most = this.#count();
    this.#settleOrder(most);
    this.#gather(limit(most));
  }

  #count(): number {
    const token = this.#tokens.peek();
    if (token.kind !== "number") throw this.#tokens.unexpected(["NUMBER"]);
    this.#tokens.next();
    return Number(token.text);
  }

  /** Events come latest first unless a command has ordered them. */
  #settleOrder(most = Number.POSITIVE_INFINITY): void {
    if (!this.#sorted && !this.#aggregated) this.#gather(latestFirst(most));
    this.#sorted = true;
  }
}
