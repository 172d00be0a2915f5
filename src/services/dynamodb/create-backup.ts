import { ServiceException } from "../../wire/service-exception.ts";
import { backupDetails, makeBackup } from "./backup/backup-store.ts";
import type { DynamoOperation } from "./operation.ts";
import { tableNameOf } from "./table/table-name.ts";
import { readTable } from "./table/table-store.ts";

export const createBackup: DynamoOperation<"CreateBackup"> = (input, context) => {
  const name = tableNameOf(input.TableName!, context);
  const table = readTable(context.store, context, name, context.clock.now());
  if (!table) throw new ServiceException("TableNotFoundException", `Table not found: ${name}`);
  return { BackupDetails: backupDetails(makeBackup(table, input.BackupName!, context), "CREATING") };
};
