import { randomBytes } from "node:crypto";
import { ServiceException } from "../../wire/service-exception.ts";
import { type Backup, backupDetails, backupKey } from "./backup/backup-store.ts";
import { copyIntoBackup } from "./backup/copy-into-backup.ts";
import { recoveryPosition } from "./change/recovery-log.ts";
import type { DynamoOperation } from "./operation.ts";
import { statusOf } from "./table/table.ts";
import { tableNameOf } from "./table/table-name.ts";
import { readTable, writeTable } from "./table/table-store.ts";

export const createBackup: DynamoOperation<"CreateBackup"> = (input, context) => {
  const { account, region, store, clock } = context;
  const now = clock.now();
  const name = tableNameOf(input.TableName!, context, "CreateBackup");
  const table = readTable(store, context, name, now);
  // AWS does not know a table that is being made either.
  if (!table || statusOf(table, now) === "CREATING") {
    throw new ServiceException("TableNotFoundException", `Table not found: ${name}`);
  }
  const arn = `${table.arn}/backup/${String(now).padStart(14, "0")}-${randomBytes(4).toString("hex")}`;
  const backup: Backup = { arn, name: input.BackupName!, createdAt: now, bytes: 0, items: 0, table, copying: true };
  store.put(backupKey(context, arn), backup);
  writeTable(store, { ...table, backupsUnderWay: (table.backupsUnderWay ?? 0) + 1 });
  copyIntoBackup(context.cloud, { kind: "backup", account, region, arn, since: recoveryPosition(table, now) });
  return { BackupDetails: backupDetails(store.get<Backup>(backupKey(context, arn))!, "CREATING") };
};
