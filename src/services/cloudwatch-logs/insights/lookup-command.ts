/**
 * `lookup table field as log-field OUTPUT name, …`: fields of a table's row for the rows that have its keys. Source:
 * AWS's guide: matches are exact, and what an event has by that name is overwritten.
 */
import { QueryError } from "./query-error.ts";
import type { Command } from "./stages.ts";
import type { TokenSource } from "./tokens.ts";
import { textOf } from "./value.ts";

/** A table's rows, by the names of its columns. */
export type LookupRows = readonly Readonly<Record<string, string>>[];

/** The command behind its name. */
export function readLookup(
  tokens: TokenSource,
  { lookupTable }: { readonly lookupTable: (name: string) => LookupRows | undefined },
): Command {
  const { text: name, start, end } = tokens.next();
  const rows = lookupTable(name);
  if (!rows) throw new QueryError(`Lookup table ${name} does not exist`, start, end);
  const keys = [readKey(tokens)];
  while (tokens.takes(",")) keys.push(readKey(tokens));
  tokens.expect("output");
  const outputs = [tokens.next().text];
  while (tokens.takes(",")) outputs.push(tokens.next().text);
  const known = new Map<string, Readonly<Record<string, string>>>();
  // Of several rows with the same keys the first is the one.
  for (const row of rows.toReversed()) known.set(JSON.stringify(keys.map(({ column }) => row[column])), row);
  return (next) => ({
    accept: (row) => {
      const found = known.get(JSON.stringify(keys.map(({ field }) => textOf(row.get(field)))));
      if (found) for (const output of outputs) row.set(output, found[output]);
      next.accept(row);
    },
    end: () => next.end(),
  });
}

/** Without a field of the events it is the one of the column's name. */
function readKey(tokens: TokenSource): { readonly column: string; readonly field: string } {
  const column = tokens.next().text;
  return { column, field: tokens.takes("as") ? tokens.next().text : column };
}
