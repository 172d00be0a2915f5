import type { LambdaOperation } from "./client.ts";
import { notFound } from "./fault.ts";
import { functionReference } from "./function-name.ts";
import { findPolicy, policyHolder } from "./policy-holder.ts";
import { policyText } from "./resource-policy.ts";

export const getPolicy: LambdaOperation<"GetPolicy"> = ({ FunctionName, Qualifier }, context) => {
  const reference = functionReference(context, FunctionName, Qualifier);
  const policy = findPolicy(context, reference);
  if (!policy) throw notFound("The resource you requested does not exist.");
  return { Policy: policyText(policy.statements), RevisionId: policyHolder(context, reference).revisionId };
};
