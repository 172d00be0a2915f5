import { parseArn } from "../../cloud/arn.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { restoreTable } from "./backup/restored-table.ts";
import { recoveryPositionAt } from "./change/recovery-log.ts";
import { itemsPrefix } from "./item/primary-key.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { describeTable } from "./table/describe.ts";
import { isRestorable } from "./table/recovery.ts";
import type { Table } from "./table/table.ts";
import { readTable } from "./table/table-store.ts";

export const restoreTableToPointInTime: DynamoOperation<"RestoreTableToPointInTime"> = (input, context) => {
  const source = sourceTable(input, context);
  const time = restoreTime(input, source, context.clock.now());
  const restored = { tableArn: source.arn, time };
  // The items as they are, with the changes made since undone.
  const undoAfter = recoveryPositionAt(source, time);
  const table = restoreTable(source, input, restored, { from: itemsPrefix(source), undoAfter }, context);
  return { TableDescription: describeTable(table, context.clock.now()) };
};

function sourceTable(input: DynamoInput<"RestoreTableToPointInTime">, context: OperationContext): Table {
  const arn = input.SourceTableArn === undefined ? undefined : parseArn(input.SourceTableArn);
  const name = input.SourceTableName ?? arn?.resource.slice("table/".length);
  if (name === undefined || (input.SourceTableName !== undefined && arn !== undefined)) {
    throw refusal("Must provide exactly one of: sourceTableArn, sourceTableName");
  }
  const place = { account: context.account, region: arn?.region ?? context.region };
  const table = readTable(context.store, place, name, context.clock.now());
  if (!table) throw new ServiceException("TableNotFoundException", `Table not found: ${name}`);
  if (!table.recovery?.enabled) {
    throw new ServiceException(
      "PointInTimeRecoveryUnavailableException",
      `Point in time recovery is not enabled for table '${name}'`,
    );
  }
  return table;
}

function restoreTime(input: DynamoInput<"RestoreTableToPointInTime">, { recovery }: Table, now: number): number {
  const time = input.RestoreDateTime?.getTime();
  if ((time === undefined) === !input.UseLatestRestorableTime) {
    throw refusal(
      "Invalid Request: Either one of RestoreDateTime or UseLatestRestorableTime must be specified, but not both",
    );
  }
  if (time === undefined) return now;
  if (!isRestorable(recovery!, time, now)) {
    throw new ServiceException(
      "InvalidRestoreTimeException",
      "The specified restore time is not within the valid window: it must be between EarliestRestorableDateTime and LatestRestorableDateTime",
    );
  }
  return time;
}
