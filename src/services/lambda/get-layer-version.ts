import type { LambdaOperation } from "./client.ts";
import { requireLayerAccess } from "./foreign-access.ts";
import { layerVersionDetail, layerVersionReference, requireLayerVersion } from "./layer-versions.ts";

export const getLayerVersion: LambdaOperation<"GetLayerVersion"> = ({ LayerName, VersionNumber }, context) => {
  const reference = layerVersionReference(context, LayerName, VersionNumber);
  requireLayerAccess(reference, context);
  return layerVersionDetail(requireLayerVersion(context, reference), context.endpoint);
};
