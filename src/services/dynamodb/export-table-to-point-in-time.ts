import type { ExportDescription } from "@aws-sdk/client-dynamodb";
import { parseArn } from "../../cloud/arn.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { exportLater } from "./bulk/export-table.ts";
import { putTransfer, transferId } from "./bulk/transfer-store.ts";
import { ItemsAt } from "./change/items-at.ts";
import { recoveryPosition, recoveryPositionAt } from "./change/recovery-log.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { isRestorable } from "./table/recovery.ts";
import type { Table } from "./table/table.ts";
import { readTable } from "./table/table-store.ts";

export const exportTableToPointInTime: DynamoOperation<"ExportTableToPointInTime"> = (input, context) => {
  const now = context.clock.now();
  const table = exportedTable(input.TableArn!, context);
  if (!table.recovery?.enabled) {
    throw new ServiceException(
      "PointInTimeRecoveryUnavailableException",
      `Point in time recovery is not enabled for table '${table.name}'`,
    );
  }
  if (input.ExportFormat === "ION" || input.ExportType === "INCREMENTAL_EXPORT") {
    throw new ServiceException(
      "NotImplemented",
      "Terrarium exports whole tables as DYNAMODB_JSON; other forms of ExportTableToPointInTime are not implemented.",
      {},
      501,
    );
  }
  const time = input.ExportTime?.getTime();
  if (time !== undefined && !isRestorable(table.recovery, time, now)) {
    throw new ServiceException(
      "InvalidExportTimeException",
      "The specified ExportTime is outside of the point in time recovery window.",
    );
  }
  const description: ExportDescription = {
    ExportArn: `${table.arn}/export/${transferId(now)}`,
    ExportStatus: "IN_PROGRESS",
    StartTime: new Date(now),
    ExportTime: input.ExportTime ?? new Date(now),
    TableArn: table.arn,
    TableId: table.id,
    S3Bucket: input.S3Bucket,
    ...(input.S3BucketOwner ? { S3BucketOwner: input.S3BucketOwner } : {}),
    ...(input.S3Prefix ? { S3Prefix: input.S3Prefix } : {}),
    S3SseAlgorithm: input.S3SseAlgorithm ?? "AES256",
    ClientToken: input.ClientToken,
    ExportFormat: "DYNAMODB_JSON",
    ExportType: "FULL_EXPORT",
  };
  putTransfer(context.store, "export", context, description.ExportArn!, description);
  const position = time === undefined ? recoveryPosition(table, now) : recoveryPositionAt(table, time);
  exportLater(table, description, new ItemsAt(context.store, table, position), context);
  return { ExportDescription: description };
};

function exportedTable(arn: string, context: OperationContext): Table {
  const parsed = parseArn(arn);
  if (parsed?.service !== "dynamodb" || !/^table\/[^/]+$/.test(parsed.resource)) {
    throw refusal("Invalid TableArn: Invalid Table ARN");
  }
  const name = parsed.resource.slice("table/".length);
  const table = readTable(context.store, context, name, context.clock.now());
  if (!table) throw new ServiceException("TableNotFoundException", `Table not found: ${arn}`);
  return table;
}
