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
import { keyAttributesOf } from "../table/table.ts";
import { digestOf } from "../transaction/idempotency.ts";
import { projectColumns } from "./project-columns.ts";
import { permissionOf, type Select } from "./statement.ts";
import { checkReads, queryOfWhere } from "./where-keys.ts";

export interface SelectOptions {
  readonly consistent: boolean | undefined;
  readonly limit: number | undefined;
  readonly token: string | undefined;
  /** What a page's token is bound to. */
  readonly request?: unknown;
}

export interface Selected {
  readonly source: Source;
  readonly selection: Selection;
  readonly page: Page;
  readonly nextToken: string | undefined;
}

export function select(statement: Select, options: SelectOptions, context: OperationContext): Selected {
  const table = usableTable(statement.table, context, permissionOf(statement));
  const source = sourceOf(table, statement.index, options.consistent);
  const selection = selectionFor({}, statement.paths, source);
  const conditions = queryOfWhere(statement.where, source.keys);
  checkReads(statement.where, source.keys);
  if (statement.order) checkOrder(statement.order.names, conditions !== undefined, source);
  const bounds = conditions ? keyRange(source.prefix, matchKey(conditions, source.keys)) : { prefix: source.prefix };
  const reverse = statement.order?.descending ?? false;
  const digest = options.request === undefined ? "" : digestOf(options.request);
  const start = options.token === undefined ? undefined : storeKeyIn(source, positionOf(options.token, digest));
  const range: RangeOptions = {
    ...bounds,
    ...(start ? (reverse ? { before: start } : { after: start }) : {}),
    reverse,
  };
  const { where: filter } = statement;
  const page = readPage(context.store, {
    source,
    range,
    limit: options.limit,
    filter,
    ...selection,
    project: projectColumns,
  });
  return { source, selection, page, nextToken: page.lastKey && encodePageToken([digest, page.lastKey]) };
}

/** A token goes on with the request that it was given for. */
function positionOf(token: string, digest: string): Item {
  const content = decodePageToken(token);
  if (!Array.isArray(content) || content.length !== 2) throw refusal("Invalid NextToken");
  const [madeFor, position] = content as [unknown, unknown];
  if (typeof position !== "object" || position === null) throw refusal("Invalid NextToken");
  if (madeFor !== digest) throw refusal("NextToken does not match request");
  return position as Item;
}

function checkOrder(names: readonly string[], byPartition: boolean, { table, keys }: Source): void {
  if (!byPartition) {
    throw refusal("Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  }
  const known = new Set([...keyAttributesOf(keys), ...keyAttributesOf(table.keys)].map(({ name }) => name));
  const foreign = names.find((name) => !known.has(name));
  if (foreign === undefined) return;
  throw refusal(`Variable reference ${foreign} in ORDER BY clause must be part of the primary key`);
}
