import type { ExportDescription } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../wire/service-exception.ts";
import { getTransfer } from "./bulk/transfer-store.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";

export const describeExport: DynamoOperation<"DescribeExport"> = (input, context) => {
  const description = getTransfer<ExportDescription>(context.store, "export", context, input.ExportArn!);
  if (!/^arn:[^:]+:dynamodb:.+\/export\/[^/]+$/.test(input.ExportArn!)) throw refusal("Invalid Export ARN");
  if (!description) {
    throw new ServiceException("ExportNotFoundException", `Export not found: ${input.ExportArn}`);
  }
  return { ExportDescription: description };
};
