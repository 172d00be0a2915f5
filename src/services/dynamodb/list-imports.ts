import type { ImportTableDescription } from "@aws-sdk/client-dynamodb";
import { allTransfers } from "./bulk/transfer-store.ts";
import type { DynamoOperation } from "./operation.ts";

export const listImports: DynamoOperation<"ListImports"> = (input, context) => ({
  ImportSummaryList: allTransfers<ImportTableDescription>(context.store, "import", context)
    .filter(({ TableArn }) => input.TableArn === undefined || TableArn === input.TableArn)
    .map(
      ({
        ImportArn,
        ImportStatus,
        TableArn,
        S3BucketSource,
        CloudWatchLogGroupArn,
        InputFormat,
        StartTime,
        EndTime,
      }) => ({
        ImportArn,
        ImportStatus,
        TableArn,
        S3BucketSource,
        CloudWatchLogGroupArn,
        InputFormat,
        StartTime,
        EndTime,
      }),
    ),
});
