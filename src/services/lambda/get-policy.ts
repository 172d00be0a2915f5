import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { policyKey } from "./keys.ts";
import { policyText, requirePolicy } from "./resource-policy.ts";

export const getPolicy: LambdaOperation<"GetPolicy"> = ({ FunctionName, Qualifier }, context) => {
  const reference = functionReference(context, FunctionName, Qualifier);
  const key = policyKey(reference, reference.name, reference.qualifier ?? "");
  const { statements, revisionId } = requirePolicy(context.store, key);
  return { Policy: policyText(statements), RevisionId: revisionId };
};
