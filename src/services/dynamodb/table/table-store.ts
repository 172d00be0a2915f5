/** Reading and writing table records. They are read in every request, so the last parsed form is kept beside its bytes. */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Store } from "../../../store/store.ts";
import { type Table, tableKey, tablesPrefix } from "./table.ts";

type Place = Pick<OperationContext, "account" | "region">;

interface Parsed {
  readonly bytes: Buffer;
  readonly table: Table;
}

/** Bounded by the number of tables in use; entries are replaced when a table's bytes change. */
const parsed = new Map<string, Parsed>();
const mostParsed = 5000;

function parse(cacheKey: string, bytes: Buffer): Table {
  const known = parsed.get(cacheKey);
  if (known?.bytes.equals(bytes)) return known.table;
  const table = JSON.parse(bytes.toString()) as Table;
  if (parsed.size >= mostParsed) parsed.clear();
  // A copy: what the store returns may be part of a larger buffer.
  parsed.set(cacheKey, { bytes: Buffer.from(bytes), table });
  return table;
}

/** Undefined also for a table whose deletion has come to its end. */
export function readTable(store: Store, place: Place, name: string, now: number): Table | undefined {
  const bytes = store.get<Buffer>(tableKey(place.account, place.region, name));
  if (!bytes) return undefined;
  const table = parse(`${place.account}/${place.region}/${name}`, bytes);
  return table.deletedAt !== undefined && now >= table.deletedAt ? undefined : table;
}

export function writeTable(store: Store, table: Table): void {
  store.put(tableKey(table.account, table.region, table.name), Buffer.from(JSON.stringify(table)));
}

export function* readTables(store: Store, place: Place, after?: string): Generator<Table> {
  const prefix = tablesPrefix(place.account, place.region);
  const from = after === undefined ? {} : { after: tableKey(place.account, place.region, after) };
  for (const { value } of store.range<Buffer>({ prefix, ...from })) yield JSON.parse(value.toString()) as Table;
}

/** Every table of every account and region: for what resumes when the cloud starts. */
export function* readAllTables(store: Store): Generator<Table> {
  for (const { value } of store.range<Buffer>({ prefix: ["ddb-table"] })) yield JSON.parse(value.toString()) as Table;
}
