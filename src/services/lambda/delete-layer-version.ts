import type { LambdaOperation } from "./client.ts";
import { layerPolicyKey, layerVersionKey } from "./keys.ts";
import { layerVersionReference } from "./layer-versions.ts";

/** A version that is not there counts as deleted. Functions that have the layer keep it. */
export const deleteLayerVersion: LambdaOperation<"DeleteLayerVersion"> = ({ LayerName, VersionNumber }, context) => {
  const reference = layerVersionReference(context, LayerName, VersionNumber);
  context.store.delete(layerVersionKey(reference, reference.name, reference.version));
  context.store.delete(layerPolicyKey(reference, reference.name, reference.version));
  return {};
};
