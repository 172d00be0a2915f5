import type { LambdaOperation } from "./client.ts";
import { layerVersionItem, layerVersions } from "./layer-versions.ts";
import { layerReference } from "./layers.ts";
import { page } from "./page.ts";

export const listLayerVersions: LambdaOperation<"ListLayerVersions"> = (input, context) => {
  const { name } = layerReference(context, input.LayerName);
  const filter = { name, runtime: input.CompatibleRuntime, architecture: input.CompatibleArchitecture };
  const { items, next } = page(layerVersions(context, filter), input.Marker, input.MaxItems);
  return { LayerVersions: items.map(layerVersionItem), ...next };
};
