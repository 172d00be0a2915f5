import type { ExportDescription } from "@aws-sdk/client-dynamodb";
import { listPage } from "./answer/list-page.ts";
import { allTransfers } from "./bulk/transfer-store.ts";
import type { DynamoOperation } from "./operation.ts";

const mostAtOnce = 25;

export const listExports: DynamoOperation<"ListExports"> = (input, context) => {
  const exports = allTransfers<ExportDescription>(context.store, "export", context).filter(
    ({ TableArn }) => input.TableArn === undefined || TableArn === input.TableArn,
  );
  const { page, next } = listPage(exports, input.MaxResults ?? mostAtOnce, input.NextToken);
  return {
    ExportSummaries: page.map(({ ExportArn, ExportStatus, ExportType }) => ({ ExportArn, ExportStatus, ExportType })),
    ...next,
  };
};
