import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { policyTable, removePolicy } from "./table/resource-policy.ts";

/** Deleting what is not there succeeds and tells no revision. */
export const deleteResourcePolicy: DynamoOperation<"DeleteResourcePolicy"> = (input, context) => {
  const { table, current } = policyTable(input.ResourceArn!, context);
  if (input.ExpectedRevisionId !== undefined && input.ExpectedRevisionId !== current?.revision) {
    throw new ServiceException("PolicyNotFoundException", "The policy with the expected revision id was not found");
  }
  if (!current) return {};
  removePolicy(table, context);
  return { RevisionId: current.revision };
};
