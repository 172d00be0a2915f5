import type { ImportSummary, ImportTableDescription } from "@aws-sdk/client-dynamodb";
import { listPage } from "./answer/list-page.ts";
import { allTransfers } from "./bulk/transfer-store.ts";
import type { DynamoOperation } from "./operation.ts";

const mostAtOnce = 25;

const told = [
  "ImportArn",
  "ImportStatus",
  "TableArn",
  "S3BucketSource",
  "CloudWatchLogGroupArn",
  "InputFormat",
  "StartTime",
  "EndTime",
] as const;

export const listImports: DynamoOperation<"ListImports"> = (input, context) => {
  const imports = allTransfers<ImportTableDescription>(context.store, "import", context).filter(
    ({ TableArn }) => input.TableArn === undefined || TableArn === input.TableArn,
  );
  const { page, next } = listPage(imports, input.PageSize ?? mostAtOnce, input.NextToken);
  const summary = (one: ImportTableDescription): ImportSummary =>
    Object.fromEntries(told.map((name) => [name, one[name]]));
  return { ImportSummaryList: page.map(summary), ...next };
};
