/** Tables can be changed only while nothing else changes them. */
import { ServiceException } from "../../../wire/service-exception.ts";
import { statusOf, type Table } from "./table.ts";

const doing = { CREATING: "created", UPDATING: "updated", DELETING: "deleted" } as const;

export function checkChangeable(table: Table, now: number): void {
  const status = statusOf(table, now);
  if (status === "ACTIVE") return;
  throw new ServiceException(
    "ResourceInUseException",
    `Attempt to change a resource which is still in use: Table is being ${doing[status]}: ${table.name}`,
  );
}
