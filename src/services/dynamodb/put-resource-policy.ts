import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { policyTable, replacePolicy } from "./table/resource-policy.ts";

export const putResourcePolicy: DynamoOperation<"PutResourcePolicy"> = (input, context) => {
  const { table, current } = policyTable(input.ResourceArn!, context);
  const expected = input.ExpectedRevisionId;
  if (expected !== undefined && expected !== (current?.revision ?? "NO_POLICY")) {
    throw new ServiceException("PolicyNotFoundException", "The policy with the expected revision id was not found");
  }
  return { RevisionId: replacePolicy(table, input.Policy!, context) };
};
