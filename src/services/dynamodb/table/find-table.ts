/** The table an operation is about, or AWS's refusal: the data plane's sentence does not name it, the control plane's does. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { checkingRequest } from "../refusal.ts";
import { checkForeignTable } from "./foreign-access.ts";
import { statusOf, type Table } from "./table.ts";
import { namedTable } from "./table-name.ts";
import { readTable } from "./table-store.ts";

type Context = Pick<OperationContext, "account" | "principal" | "region" | "store" | "clock">;

/**
 * For reading and writing items: the table has to be there and to be ready. `action` is what the caller needs leave
 * for when the table is another account's.
 */
export function usableTable(given: string, context: Context, action: string, index?: string): Table {
  const named = checkingRequest(() => namedTable(given, context));
  const now = context.clock.now();
  const table = readTable(context.store, named, named.name, now);
  if (named.account !== context.account) checkForeignTable(table, { arn: given, action, index }, context);
  const status = table ? statusOf(table, now) : "CREATING";
  if (!table || status === "CREATING" || status === "DELETING") {
    throw new ServiceException("ResourceNotFoundException", "Requested resource not found");
  }
  return table;
}

/** For describing and changing tables: any state. */
export function existingTable(given: string, context: Context, action: string): Table {
  const named = namedTable(given, context);
  const { name } = named;
  const table = readTable(context.store, named, name, context.clock.now());
  if (named.account !== context.account) checkForeignTable(table, { arn: given, action }, context);
  if (!table) {
    throw new ServiceException("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
  }
  return table;
}
