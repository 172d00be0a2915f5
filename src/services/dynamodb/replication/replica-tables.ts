import type { Store } from "../../../store/store.ts";
import type { Table } from "../table/table.ts";
import { readTable } from "../table/table-store.ts";

/** The copies of a global table in other regions. */
export function replicaTables({ account, name, replicas }: Table, store: Store, now: number): Table[] {
  return replicas.flatMap(({ region }) => readTable(store, { account, region }, name, now) ?? []);
}
