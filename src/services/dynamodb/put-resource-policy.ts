import type { DynamoOperation } from "./operation.ts";
import { checkRevision, policyHolder, replacePolicy } from "./table/resource-policy.ts";

export const putResourcePolicy: DynamoOperation<"PutResourcePolicy"> = (input, context) => {
  const holder = policyHolder(input.ResourceArn!, context);
  checkRevision(holder, input.ExpectedRevisionId, "NO_POLICY");
  return { RevisionId: replacePolicy(holder, input.Policy!, context) };
};
