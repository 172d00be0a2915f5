import type { AddPermissionRequest } from "@aws-sdk/client-lambda";
import type { LambdaOperation } from "./client.ts";
import type { PolicyStatement } from "./entities.ts";
import { invalidParameter } from "./fault.ts";
import { functionReference, referenceArn } from "./function-name.ts";
import { policyHolder } from "./policy-holder.ts";
import { policyPrincipal, requireRevision, withStatement } from "./resource-policy.ts";

export const addPermission: LambdaOperation<"AddPermission"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  if (reference.qualifier === "$LATEST") {
    throw invalidParameter("We currently do not support adding policies for $LATEST.");
  }
  if (input.FunctionUrlAuthType !== undefined && input.Action !== "lambda:InvokeFunctionUrl") {
    throw invalidParameter("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
  }
  const holder = policyHolder(context, reference);
  requireRevision(input.RevisionId, holder.revisionId, "GetPolicy");
  const conditions = conditionsOf(input);
  const statement: PolicyStatement = {
    Sid: input.StatementId ?? "",
    Effect: "Allow",
    Principal: policyPrincipal(input.Principal ?? "", context.partition),
    Action: input.Action ?? "",
    Resource: referenceArn(reference),
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
  holder.save(withStatement(holder.policy, statement));
  return { Statement: JSON.stringify(statement) };
};

function conditionsOf(input: AddPermissionRequest): Record<string, Record<string, string>> {
  const equals = {
    ...(input.EventSourceToken !== undefined && { "lambda:EventSourceToken": input.EventSourceToken }),
    ...(input.SourceAccount !== undefined && { "AWS:SourceAccount": input.SourceAccount }),
    ...(input.PrincipalOrgID !== undefined && { "aws:PrincipalOrgID": input.PrincipalOrgID }),
    ...(input.FunctionUrlAuthType !== undefined && { "lambda:FunctionUrlAuthType": input.FunctionUrlAuthType }),
  };
  return {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(input.InvokedViaFunctionUrl !== undefined && {
      Bool: { "lambda:InvokedViaFunctionUrl": String(input.InvokedViaFunctionUrl) },
    }),
    ...(input.SourceArn !== undefined && { ArnLike: { "AWS:SourceArn": input.SourceArn } }),
  };
}
