import type { LambdaOperation } from "./client.ts";
import { layerPolicyKey } from "./keys.ts";
import { layerVersionReference, requireLayerVersionByArn } from "./layer-versions.ts";
import { removeStatement } from "./resource-policy.ts";

export const removeLayerVersionPermission: LambdaOperation<"RemoveLayerVersionPermission"> = (input, context) => {
  const reference = layerVersionReference(context, input.LayerName, input.VersionNumber);
  requireLayerVersionByArn(context, reference);
  const key = layerPolicyKey(reference, reference.name, reference.version);
  removeStatement(context.store, key, input.StatementId ?? "", input.RevisionId, "GetLayerVersionPolicy");
  return {};
};
