/** Exports and imports that the end of a process cut short: told as failed when the next one starts. */
import type { ExportDescription, ImportTableDescription } from "@aws-sdk/client-dynamodb";
import type { Cloud } from "../../../cloud/cloud.ts";
import { readAllTables, writeTable } from "../table/table-store.ts";

const failure = { FailureCode: "Interrupted", FailureMessage: "The cloud was stopped while this was running" };

export function failInterrupted({ store, clock }: Cloud): void {
  const now = clock.now();
  for (const { key, value } of store.range<ExportDescription>({ prefix: ["ddb-export"] })) {
    if (value.ExportStatus !== "IN_PROGRESS") continue;
    store.put(key, { ...value, ExportStatus: "FAILED", EndTime: new Date(now), ...failure });
  }
  const imported = new Set<string>();
  for (const { key, value } of store.range<ImportTableDescription>({ prefix: ["ddb-import"] })) {
    if (value.ImportStatus !== "IN_PROGRESS") continue;
    store.put(key, { ...value, ImportStatus: "FAILED", EndTime: new Date(now), ...failure });
    imported.add(value.TableId!);
  }
  // The table stays, with what had been imported.
  for (const table of readAllTables(store)) {
    if (imported.has(table.id)) writeTable(store, { ...table, activeAt: now, updatesUntil: now });
  }
}
