import type { LambdaOperation } from "./client.ts";
import { layerPolicyKey } from "./keys.ts";
import { layerVersionReference, requireLayerVersionByArn } from "./layer-versions.ts";
import { policyText, requirePolicy } from "./resource-policy.ts";

export const getLayerVersionPolicy: LambdaOperation<"GetLayerVersionPolicy"> = (
  { LayerName, VersionNumber },
  context,
) => {
  const reference = layerVersionReference(context, LayerName, VersionNumber);
  requireLayerVersionByArn(context, reference);
  const key = layerPolicyKey(reference, reference.name, reference.version);
  const { statements, revisionId } = requirePolicy(context.store, key);
  return { Policy: policyText(statements), RevisionId: revisionId };
};
