import type { LambdaOperation } from "./client.ts";
import type { LayerVersionRecord } from "./entities.ts";
import { layerVersionItem, layerVersions } from "./layer-versions.ts";
import { layerArn } from "./layers.ts";
import { page } from "./page.ts";

export const listLayers: LambdaOperation<"ListLayers"> = (input, context) => {
  const latest = new Map<string, LayerVersionRecord>();
  const filter = { runtime: input.CompatibleRuntime, architecture: input.CompatibleArchitecture };
  for (const layer of layerVersions(context, filter)) if (!latest.has(layer.name)) latest.set(layer.name, layer);
  const { items, next } = page([...latest.values()].reverse(), input.Marker, input.MaxItems);
  const Layers = items.map((layer) => ({
    LayerName: layer.name,
    LayerArn: layerArn(layer, layer.name),
    LatestMatchingVersion: layerVersionItem(layer),
  }));
  return { Layers, ...next };
};
