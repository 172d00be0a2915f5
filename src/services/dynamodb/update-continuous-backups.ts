import { ServiceException } from "../../wire/service-exception.ts";
import { removeRecoveryLog } from "./change/recovery-log.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { describeRecovery } from "./table/recovery.ts";
import type { Table } from "./table/table.ts";
import { tableNameOf } from "./table/table-name.ts";
import { readTable, writeTable } from "./table/table-store.ts";

const longestDays = 35;

export const updateContinuousBackups: DynamoOperation<"UpdateContinuousBackups"> = (input, context) => {
  const { store, clock } = context;
  const now = clock.now();
  const name = tableNameOf(input.TableName!, context, "UpdateContinuousBackups");
  const table = readTable(store, context, name, now);
  if (!table) throw new ServiceException("TableNotFoundException", `Table not found: ${name}`);
  const specification = input.PointInTimeRecoverySpecification!;
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = longestDays } = specification;
  if (!enabled && specification.RecoveryPeriodInDays !== undefined) {
    throw refusal("Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
  }
  const since = table.recovery?.enabled ? table.recovery.since : now;
  const updated: Table = { ...table, recovery: { enabled: enabled!, since, days } };
  writeTable(store, updated);
  if (!enabled && table.backupsUnderWay === undefined) removeRecoveryLog(context.cloud, table);
  return { ContinuousBackupsDescription: describeRecovery(updated, now) };
};
