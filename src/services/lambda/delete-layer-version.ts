import type { LambdaOperation } from "./client.ts";
import { deletedLayerVersionKey, layerPolicyKey, layerVersionKey } from "./keys.ts";
import { layerVersionReference } from "./layer-versions.ts";
import { findLayerVersion } from "./layers.ts";

/** A version that is not there counts as deleted. Functions that have the layer keep it. */
export const deleteLayerVersion: LambdaOperation<"DeleteLayerVersion"> = ({ LayerName, VersionNumber }, context) => {
  const reference = layerVersionReference(context, LayerName, VersionNumber);
  const { name, version } = reference;
  const layer = findLayerVersion(context, reference);
  if (layer) context.store.put(deletedLayerVersionKey(reference, name, version), layer);
  context.store.delete(layerVersionKey(reference, name, version));
  context.store.delete(layerPolicyKey(reference, name, version));
  return {};
};
