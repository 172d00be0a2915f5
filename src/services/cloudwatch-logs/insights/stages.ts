/** Commands of a query as stages that rows pass through, one after the other. */
import type { Accumulator } from "./aggregates.ts";
import type { Aggregate, Expression, Named } from "./expression.ts";
import { MadeRow, type Row } from "./row.ts";
import { compareValues, parsedValue, Structure, textOf, truthOf, type Value } from "./value.ts";

export interface Stage {
  accept(row: Row): void;
  /** No more rows come. */
  end(): void;
}

/** Makes the stage that hands its rows to the next. */
export type Command = (next: Stage) => Stage;

export const filter =
  (condition: Expression): Command =>
  (next) => ({
    accept: (row) => {
      if (truthOf(condition(row))) next.accept(row);
    },
    end: () => next.end(),
  });

/** Gives rows fields of their own. */
export const assign =
  (fields: readonly Named[]): Command =>
  (next) => ({
    accept: (row) => {
      for (const { name, value } of fields) row.set(name, value(row));
      next.accept(row);
    },
    end: () => next.end(),
  });

export const parseText =
  (source: Expression, extract: (text: string) => Readonly<Record<string, string | undefined>> | undefined): Command =>
  (next) => ({
    accept: (row) => {
      const text = source(row);
      const found = text === undefined ? undefined : extract(textOf(text));
      for (const [name, value] of Object.entries(found ?? {})) row.set(name, value);
      next.accept(row);
    },
    end: () => next.end(),
  });

export interface SortKey {
  readonly by: Expression;
  readonly descending: boolean;
}

/** Holds all rows back until the last has come, then hands on what `arrange` makes of them. */
const gather =
  (arrange: (rows: Row[]) => readonly Row[]): Command =>
  (next) => {
    const rows: Row[] = [];
    return {
      accept: (row) => void rows.push(row),
      end: () => {
        for (const row of arrange(rows)) next.accept(row);
        next.end();
      },
    };
  };

export const sort = (keys: readonly SortKey[]): Command =>
  gather((rows) => {
    const keyed = rows.map((row) => ({ row, values: keys.map(({ by }) => by(row)) }));
    keyed.sort((a, b) => {
      for (const [i, { descending }] of keys.entries()) {
        const order = compareValues(a.values[i], b.values[i]);
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    });
    return keyed.map(({ row }) => row);
  });

/** The latest events come first; no more of them than a following command takes. */
export const latestFirst =
  (most: number): Command =>
  (next) => {
    let rows: Row[] = [];
    const cut = (): void => {
      rows.sort((a, b) => b.time - a.time);
      rows = rows.slice(0, most);
    };
    return {
      accept: (row) => {
        rows.push(row);
        if (rows.length > most * 2 + 1000) cut();
      },
      end: () => {
        cut();
        for (const row of rows) next.accept(row);
        next.end();
      },
    };
  };

export const limit =
  (most: number): Command =>
  (next) => {
    let count = 0;
    return {
      accept: (row) => {
        if (count++ < most) next.accept(row);
      },
      end: () => next.end(),
    };
  };

export const tail = (most: number): Command => gather((rows) => rows.slice(-most));

/** Makes a row of each item of a list; anything else is a list of one. */
export const unnest =
  (of: Expression, name: string): Command =>
  (next) => ({
    accept: (row) => {
      const value = of(row);
      const items =
        value instanceof Structure && Array.isArray(value.content) ? value.content.map(parsedValue) : [value];
      for (const item of items) {
        const made = row.copy();
        made.set(name, item);
        next.accept(made);
      }
    },
    end: () => next.end(),
  });

/** The first row of each combination of values. */
export const dedup =
  (fields: readonly Expression[]): Command =>
  (next) => {
    const seen = new Set<string>();
    return {
      accept: (row) => {
        const key = JSON.stringify(fields.map((field) => textOf(field(row))));
        if (seen.has(key)) return;
        seen.add(key);
        next.accept(row);
      },
      end: () => next.end(),
    };
  };

interface Group {
  readonly keys: readonly Value[];
  readonly accumulators: readonly Accumulator[];
}

export const stats =
  (results: readonly Named[], aggregates: readonly Aggregate[], by: readonly Named[]): Command =>
  (next) => {
    const groups = new Map<unknown, Group>();
    const begin = (keys: readonly Value[]): Group => ({ keys, accumulators: aggregates.map(({ start }) => start()) });
    const [first] = by;
    // Most queries have one key or none; only several need a text made of them.
    const groupOf = (row: Row): Group => {
      const keys = by.length > 1 ? by.map(({ value }) => value(row)) : undefined;
      const key = keys ? undefined : first?.value(row);
      const id = keys ? JSON.stringify(keys.map(textOf)) : key instanceof Date ? key.getTime() : key;
      const known = groups.get(id);
      if (known) return known;
      const made = begin(keys ?? (first ? [key] : []));
      groups.set(id, made);
      return made;
    };
    return {
      accept: (row) => {
        const { accumulators } = groupOf(row);
        const { time } = row;
        for (let i = 0; i < aggregates.length; i++) {
          (accumulators[i] as Accumulator).add((aggregates[i] as Aggregate).of(row), time);
        }
      },
      end: () => {
        if (groups.size === 0 && by.length === 0) groups.set("", begin([]));
        for (const { keys, accumulators } of groups.values()) {
          const values = new Map(by.map(({ name }, i) => [name, keys[i]] as [string, Value]));
          const row = new MadeRow(values);
          const totals = accumulators.map((accumulator) => accumulator.result());
          for (const { name, value } of results) row.set(name, value(row, totals));
          next.accept(row);
        }
        next.end();
      },
    };
  };
