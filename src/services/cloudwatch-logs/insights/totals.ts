/** `addtotals`: the sum of a row's numbers in a field of its own, the sums of all rows in a row behind them. */
import { MadeRow } from "./row.ts";
import type { Command } from "./stages.ts";
import type { TokenSource } from "./tokens.ts";
import { numberOf, type Value } from "./value.ts";

export interface Totals {
  /** What the field with a row's sum is called; undefined when there is none. */
  readonly rowTotal: string | undefined;
  readonly columnTotals: boolean;
  /** Those that are summed; all that are shown when none is named. */
  readonly fields: readonly string[];
}

const OPTION = /^(fieldname|row|col)\s*=/i;

/** `[fieldname=NAME] [row=BOOLEAN] [col=BOOLEAN] [field, …]`; addcoltotals starts out with the row behind all others. */
export function readTotals(tokens: TokenSource, columns: boolean): Totals {
  let name = "Total";
  let row = !columns;
  let columnTotals = columns;
  for (;;) {
    const option = OPTION.exec(tokens.text.slice(tokens.peek().start))?.[1]?.toLowerCase();
    if (option === undefined) break;
    tokens.next();
    tokens.expect("=");
    const { text } = tokens.next();
    if (option === "fieldname") name = text;
    else if (option === "row") row = text.toLowerCase() === "true";
    else columnTotals = text.toLowerCase() === "true";
  }
  const fields: string[] = [];
  if (tokens.peek().kind === "name") {
    do fields.push(tokens.next().text);
    while (tokens.takes(","));
  }
  return { rowTotal: row ? name : undefined, columnTotals, fields };
}

export const addTotals =
  ({ rowTotal, columnTotals, fields }: Totals): Command =>
  (next) => {
    const columns = new Map<string, number>();
    return {
      accept: (row) => {
        let total = 0;
        for (const field of fields) {
          const value = amountOf(row.get(field));
          if (value === undefined) continue;
          total += value;
          columns.set(field, (columns.get(field) ?? 0) + value);
        }
        if (rowTotal !== undefined) row.set(rowTotal, total);
        next.accept(row);
      },
      end: () => {
        if (columnTotals && columns.size > 0) next.accept(new MadeRow(new Map<string, Value>(columns)));
        next.end();
      },
    };
  };

/** Undefined for what is no number, points in time among it. */
function amountOf(value: Value): number | undefined {
  const amount = value instanceof Date ? Number.NaN : numberOf(value);
  return Number.isNaN(amount) ? undefined : amount;
}
