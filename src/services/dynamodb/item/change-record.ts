/** Who is told of a change of an item. */
import type { Table } from "../table/table.ts";
import type { Change, WriteContext } from "./write-item.ts";

export function isRecorded(table: Table): boolean {
  return table.stream !== undefined;
}

export function recordChange(_context: WriteContext, _change: Change): void {}
