import type { ExportDescription } from "@aws-sdk/client-dynamodb";
import { allTransfers } from "./bulk/transfer-store.ts";
import type { DynamoOperation } from "./operation.ts";

export const listExports: DynamoOperation<"ListExports"> = (input, context) => ({
  ExportSummaries: allTransfers<ExportDescription>(context.store, "export", context)
    .filter(({ TableArn }) => input.TableArn === undefined || TableArn === input.TableArn)
    .map(({ ExportArn, ExportStatus, ExportType }) => ({ ExportArn, ExportStatus, ExportType })),
});
