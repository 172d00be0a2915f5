import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { policyHolder } from "./policy-holder.ts";
import { requireRevision, withoutStatement } from "./resource-policy.ts";

export const removePermission: LambdaOperation<"RemovePermission"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const holder = policyHolder(context, reference);
  const statements = withoutStatement(holder.policy, input.StatementId ?? "");
  requireRevision(input.RevisionId, holder.revisionId, "GetPolicy");
  holder.save(statements);
  return {};
};
