import type { LambdaOperation } from "./client.ts";
import type { PolicyRecord } from "./entities.ts";
import { layerPolicyKey } from "./keys.ts";
import { layerVersionReference, requireLayerVersionByArn } from "./layer-versions.ts";
import { noPolicy, policyText } from "./resource-policy.ts";

export const getLayerVersionPolicy: LambdaOperation<"GetLayerVersionPolicy"> = (
  { LayerName, VersionNumber },
  context,
) => {
  const reference = layerVersionReference(context, LayerName, VersionNumber);
  requireLayerVersionByArn(context, reference);
  const policy = context.store.get<PolicyRecord>(layerPolicyKey(reference, reference.name, reference.version));
  if (!policy) throw noPolicy();
  return { Policy: policyText(policy.statements), RevisionId: policy.revisionId };
};
