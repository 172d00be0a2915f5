import type { DynamoOperation } from "./operation.ts";
import { checkRevision, policyHolder } from "./table/resource-policy.ts";

/** Deleting what is not there succeeds and tells no revision. */
export const deleteResourcePolicy: DynamoOperation<"DeleteResourcePolicy"> = (input, context) => {
  const holder = policyHolder(input.ResourceArn!, context);
  checkRevision(holder, input.ExpectedRevisionId);
  if (!holder.current) return {};
  holder.write(undefined);
  return { RevisionId: holder.current.revision };
};
