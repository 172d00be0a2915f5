import type { ImportTableDescription } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../wire/service-exception.ts";
import { getTransfer } from "./bulk/transfer-store.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";

export const describeImport: DynamoOperation<"DescribeImport"> = (input, context) => {
  const description = getTransfer<ImportTableDescription>(context.store, "import", context, input.ImportArn!);
  if (!/^arn:[^:]+:dynamodb:.+\/import\/[^/]+$/.test(input.ImportArn!)) throw refusal("Invalid Import ARN");
  if (!description) {
    throw new ServiceException("ImportNotFoundException", `Import not found: ${input.ImportArn}`);
  }
  return { ImportTableDescription: description };
};
