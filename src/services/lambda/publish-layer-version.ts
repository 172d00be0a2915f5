import type { LambdaOperation } from "./client.ts";
import type { LayerVersionRecord } from "./entities.ts";
import { invalidParameter } from "./fault.ts";
import { receiveCode, requireRequestSize } from "./function-code.ts";
import { lambdaTime } from "./functions.ts";
import { layerKey, layerVersionKey } from "./keys.ts";
import { layerVersionDetail } from "./layer-versions.ts";
import { layerReference } from "./layers.ts";

export const publishLayerVersion: LambdaOperation<"PublishLayerVersion"> = async (input, context) => {
  requireRequestSize(context, "PublishLayerVersion");
  const reference = layerReference(context, input.LayerName);
  const content = await receiveCode(input.Content ?? {}, context);
  if (!content) throw invalidParameter("Please provide a source for layer content.");
  // Numbers of deleted versions are not given again.
  const key = layerKey(reference, reference.name);
  const version = (context.store.get<number>(key) ?? 0) + 1;
  const layer: LayerVersionRecord = {
    ...reference,
    version,
    description: input.Description ?? "",
    createdDate: lambdaTime(context.clock.now()),
    ...(input.CompatibleRuntimes && { compatibleRuntimes: input.CompatibleRuntimes }),
    ...(input.CompatibleArchitectures && { compatibleArchitectures: input.CompatibleArchitectures }),
    ...(input.LicenseInfo !== undefined && { licenseInfo: input.LicenseInfo }),
    ...content,
  };
  context.store.put(key, version);
  context.store.put(layerVersionKey(reference, reference.name, version), layer);
  return layerVersionDetail(layer, context.endpoint);
};
