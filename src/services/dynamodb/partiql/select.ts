/** SELECT: a query where the conditions allow one, else a scan. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../../cloud/page-token.ts";
import type { RangeOptions } from "../../../store/store.ts";
import type { Item } from "../attribute/value.ts";
import { matchKey } from "../read/key-conditions.ts";
import { keyRange } from "../read/key-range.ts";
import { type Page, readPage } from "../read/read-page.ts";
import { type Selection, selectionFor } from "../read/selection.ts";
import { type Source, sourceOf, storeKeyIn } from "../read/source.ts";
import { refusal } from "../refusal.ts";
import { usableTable } from "../table/find-table.ts";
import type { Select } from "./statement.ts";
import { queryOfWhere } from "./where-keys.ts";

export interface SelectOptions {
  readonly consistent: boolean | undefined;
  readonly limit: number | undefined;
  readonly token: string | undefined;
}

export interface Selected {
  readonly source: Source;
  readonly selection: Selection;
  readonly page: Page;
  readonly nextToken: string | undefined;
}

export function select(statement: Select, options: SelectOptions, context: OperationContext): Selected {
  const table = usableTable(statement.table, context);
  const source = sourceOf(table, statement.index, options.consistent);
  const selection = selectionFor({}, statement.paths, source);
  const conditions = queryOfWhere(statement.where, source.keys);
  const bounds = conditions ? keyRange(source.prefix, matchKey(conditions, source.keys)) : { prefix: source.prefix };
  const reverse = statement.descending;
  const start = options.token === undefined ? undefined : storeKeyIn(source, positionOf(options.token));
  const range: RangeOptions = {
    ...bounds,
    ...(start ? (reverse ? { before: start } : { after: start }) : {}),
    reverse,
  };
  const { where: filter } = statement;
  const page = readPage(context.store, { source, range, limit: options.limit, filter, ...selection });
  return { source, selection, page, nextToken: page.lastKey && encodePageToken(page.lastKey) };
}

function positionOf(token: string): Item {
  const position = decodePageToken(token);
  if (typeof position !== "object" || position === null) throw refusal("Invalid NextToken");
  return position as Item;
}
