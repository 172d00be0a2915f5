import type { ImportTableDescription } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../wire/service-exception.ts";
import { importLater } from "./bulk/import-items.ts";
import { putTransfer, transferId } from "./bulk/transfer-store.ts";
import { newTable } from "./create-table.ts";
import type { DynamoOperation } from "./operation.ts";
import { readTable, writeTable } from "./table/table-store.ts";

export const importTable: DynamoOperation<"ImportTable"> = (input, context) => {
  const now = context.clock.now();
  if (input.InputFormat === "ION" || input.InputCompressionType === "ZSTD") {
    throw new ServiceException(
      "NotImplemented",
      "Terrarium imports CSV and DYNAMODB_JSON, plain or gzipped; other forms of ImportTable are not implemented.",
      {},
      501,
    );
  }
  // A table is CREATING for as long as its import runs.
  const table = { ...newTable(input.TableCreationParameters!, context, now), activeAt: Number.MAX_SAFE_INTEGER };
  if (readTable(context.store, context, table.name, now)) {
    throw new ServiceException("ResourceInUseException", `Table already exists: ${table.name}`);
  }
  writeTable(context.store, table);
  const description: ImportTableDescription = {
    ImportArn: `${table.arn}/import/${transferId(now)}`,
    ImportStatus: "IN_PROGRESS",
    TableArn: table.arn,
    TableId: table.id,
    ...(input.ClientToken ? { ClientToken: input.ClientToken } : {}),
    S3BucketSource: input.S3BucketSource,
    ErrorCount: 0,
    CloudWatchLogGroupArn: `arn:aws:logs:${context.region}:${context.account}:log-group:/aws-dynamodb/imports:*`,
    InputFormat: input.InputFormat,
    ...(input.InputFormatOptions ? { InputFormatOptions: input.InputFormatOptions } : {}),
    InputCompressionType: input.InputCompressionType ?? "NONE",
    TableCreationParameters: input.TableCreationParameters,
    StartTime: new Date(now),
    ProcessedSizeBytes: 0,
    ProcessedItemCount: 0,
    ImportedItemCount: 0,
  };
  putTransfer(context.store, "import", context, description.ImportArn!, description);
  importLater(table, description, context);
  return { ImportTableDescription: description };
};
