import { randomUUID } from "node:crypto";
import type { LambdaOperation } from "./client.ts";
import type { PolicyRecord, PolicyStatement } from "./entities.ts";
import { layerPolicyKey } from "./keys.ts";
import { layerVersionReference, requireLayerVersionByArn } from "./layer-versions.ts";
import { layerVersionArn } from "./layers.ts";
import { policyPrincipal, requireRevision, withStatement } from "./resource-policy.ts";

export const addLayerVersionPermission: LambdaOperation<"AddLayerVersionPermission"> = (input, context) => {
  const reference = layerVersionReference(context, input.LayerName, input.VersionNumber);
  requireLayerVersionByArn(context, reference);
  const key = layerPolicyKey(reference, reference.name, reference.version);
  const before = context.store.get<PolicyRecord>(key);
  requireRevision(input.RevisionId, before?.revisionId, "GetLayerPolicy");
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
  const policy: PolicyRecord = { statements: withStatement(before, statement), revisionId: randomUUID() };
  context.store.put(key, policy);
  return { Statement: JSON.stringify(statement), RevisionId: policy.revisionId };
};
