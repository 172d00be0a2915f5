/** The table an operation is about, or AWS's refusal: the data plane's sentence does not name it, the control plane's does. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { checkingRequest } from "../refusal.ts";
import { statusOf, type Table } from "./table.ts";
import { tableNameOf } from "./table-name.ts";
import { readTable } from "./table-store.ts";

type Context = Pick<OperationContext, "account" | "region" | "store" | "clock">;

/** For reading and writing items: the table has to be there and to be ready. */
export function usableTable(given: string, context: Context): Table {
  const name = checkingRequest(() => tableNameOf(given, context));
  const now = context.clock.now();
  const table = readTable(context.store, context, name, now);
  const status = table ? statusOf(table, now) : "CREATING";
  if (!table || status === "CREATING" || status === "DELETING") {
    throw new ServiceException("ResourceNotFoundException", "Requested resource not found");
  }
  return table;
}

/** For describing and changing tables: any state. */
export function existingTable(given: string, context: Context): Table {
  const name = tableNameOf(given, context);
  const table = readTable(context.store, context, name, context.clock.now());
  if (!table) {
    throw new ServiceException("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
  }
  return table;
}
