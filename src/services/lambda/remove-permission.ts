import type { LambdaOperation } from "./client.ts";
import { functionReference } from "./function-name.ts";
import { resolveVersion } from "./functions.ts";
import { policyKey } from "./keys.ts";
import { removeStatement } from "./resource-policy.ts";

export const removePermission: LambdaOperation<"RemovePermission"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  resolveVersion(context, reference);
  const key = policyKey(reference, reference.name, reference.qualifier ?? "");
  removeStatement(context.store, key, input.StatementId ?? "", input.RevisionId, "GetPolicy");
  return {};
};
