/** Changes of the table class, of which AWS allows two in thirty days. */
import { limitExceeded } from "../refusal.ts";
import type { Table } from "./table.ts";

const window = 30 * 24 * 60 * 60 * 1000;
const mostChanges = 2;

export function withTableClass(table: Table, tableClass: NonNullable<Table["tableClass"]>, now: number): Table {
  const recent = (table.tableClassChanges ?? []).filter((at) => at > now - window);
  if (recent.length >= mostChanges) {
    throw limitExceeded(`Updates to TableClass are limited to ${mostChanges} times in 30 day(s).`);
  }
  // Asking for the class it has is no change, and on a table that was never given one leaves no trace.
  if (tableClass === (table.tableClass ?? "STANDARD")) return table;
  return { ...table, tableClass, tableClassChanges: [...recent, now] };
}
