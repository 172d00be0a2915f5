import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { policyHolder } from "./table/resource-policy.ts";

export const getResourcePolicy: DynamoOperation<"GetResourcePolicy"> = (input, context) => {
  const { current } = policyHolder(input.ResourceArn!, context);
  if (!current) {
    throw new ServiceException(
      "PolicyNotFoundException",
      `Resource-based policy not found for the provided ResourceArn: ${input.ResourceArn}`,
    );
  }
  return { Policy: current.text, RevisionId: current.revision };
};
