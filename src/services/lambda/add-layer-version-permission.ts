import type { LambdaOperation } from "./client.ts";
import type { PolicyStatement } from "./entities.ts";
import { layerPolicyKey } from "./keys.ts";
import { layerVersionReference, requireLayerVersionByArn } from "./layer-versions.ts";
import { layerVersionArn } from "./layers.ts";
import { addStatement, policyPrincipal } from "./resource-policy.ts";

export const addLayerVersionPermission: LambdaOperation<"AddLayerVersionPermission"> = (input, context) => {
  const reference = layerVersionReference(context, input.LayerName, input.VersionNumber);
  requireLayerVersionByArn(context, reference);
  const statement: PolicyStatement = {
    Sid: input.StatementId ?? "",
    Effect: "Allow",
    Principal: policyPrincipal(input.Principal ?? "", context.partition),
    Action: input.Action ?? "",
    Resource: layerVersionArn(reference, reference.name, reference.version),
    ...(input.OrganizationId !== undefined && {
      Condition: { StringEquals: { "aws:PrincipalOrgID": input.OrganizationId } },
    }),
  };
  const key = layerPolicyKey(reference, reference.name, reference.version);
  const { revisionId } = addStatement(context.store, key, statement, input.RevisionId, "GetLayerVersionPolicy");
  return { Statement: JSON.stringify(statement), RevisionId: revisionId };
};
