/** Tables can be changed and deleted only while nothing else changes them. */
import type { DynamoInput } from "../operation.ts";
import { resourceInUse } from "../refusal.ts";
import { isChangingEncryption } from "./encryption.ts";
import { statusOf, type Table } from "./table.ts";

export function checkChangeable(table: Table, now: number, input: DynamoInput<"UpdateTable">): void {
  const status = statusOf(table, now);
  if (status === "CREATING") throw resourceInUse(`Table is being created: ${table.name}`);
  if (status === "DELETING") throw resourceInUse(`Table is being deleted: ${table.name}`);
  if (status === "ACTIVE") return;
  // These do not wait for others; indexes have a limit of their own for what is under way.
  if (input.DeletionProtectionEnabled !== undefined || input.SSESpecification || input.WarmThroughput) return;
  if (input.GlobalSecondaryIndexUpdates && table.indexes.some(({ state }) => state !== "ACTIVE")) return;
  throw resourceInUse(`Table: ${table.name} is in the process of being updated.`);
}

export function checkDeletable(table: Table, now: number): void {
  const status = statusOf(table, now);
  if (status === "CREATING") throw resourceInUse(`Table is being created: ${table.name}`);
  if (status === "DELETING") throw resourceInUse(`Table is being deleted: ${table.name}`);
  if (table.indexes.some(({ state }) => state !== "ACTIVE")) {
    throw resourceInUse("Cannot delete table while indexes are being created, updated, or deleted.");
  }
  // Its items would be gone before they are copied.
  if (table.backupsUnderWay !== undefined) throw resourceInUse(`Table is being backed up: ${table.name}`);
  if (status === "UPDATING" || isChangingEncryption(table, now) || now < (table.warm?.settlesAt ?? 0)) {
    throw resourceInUse(`Table: ${table.name} is in the process of being updated.`);
  }
}
