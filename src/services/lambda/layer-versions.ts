/** Layer versions: lookup and what the operations answer with. */
import type { GetLayerVersionResponse, LayerVersionsListItem } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import type { LayerVersionRecord } from "./entities.ts";
import { invalidParameter, notFound } from "./fault.ts";
import { prefixOf } from "./keys.ts";
import { findLayerVersion, type LayerVersionReference, layerArn, layerReference, layerVersionArn } from "./layers.ts";

export function layerVersionReference(
  context: OperationContext,
  layerName: string | undefined,
  version: number | undefined,
): LayerVersionReference {
  if (version === undefined || version < 1) throw invalidParameter("Layer Version Cannot be less than 1.");
  return { ...layerReference(context, layerName), version };
}

export function requireLayerVersion(context: OperationContext, reference: LayerVersionReference): LayerVersionRecord {
  const layer = findLayerVersion(context, reference);
  if (!layer) throw notFound("The resource you requested does not exist.");
  return layer;
}

/** As the policy operations say it. */
export function requireLayerVersionByArn(
  context: OperationContext,
  reference: LayerVersionReference,
): LayerVersionRecord {
  const layer = findLayerVersion(context, reference);
  if (!layer) {
    throw notFound(`Layer version ${layerVersionArn(reference, reference.name, reference.version)} does not exist.`);
  }
  return layer;
}

export function layerVersionItem(layer: LayerVersionRecord): LayerVersionsListItem {
  const { compatibleRuntimes, compatibleArchitectures, licenseInfo } = layer;
  return {
    LayerVersionArn: layerVersionArn(layer, layer.name, layer.version),
    Version: layer.version,
    Description: layer.description,
    CreatedDate: layer.createdDate,
    ...(compatibleRuntimes && { CompatibleRuntimes: [...compatibleRuntimes] as never }),
    ...(compatibleArchitectures && { CompatibleArchitectures: [...compatibleArchitectures] as never }),
    ...(licenseInfo !== undefined && { LicenseInfo: licenseInfo }),
  };
}

export function layerVersionDetail(layer: LayerVersionRecord, endpoint: string): GetLayerVersionResponse {
  return {
    ...layerVersionItem(layer),
    LayerArn: layerArn(layer, layer.name),
    Content: {
      Location: `${endpoint}/_aws/lambda/code/${layer.code}`,
      CodeSha256: layer.codeSha256,
      CodeSize: layer.codeSize,
    },
  };
}

/** All versions of the account's layers, or of one layer, that fit; the newest of each layer first. */
export function layerVersions(
  { store, account, region }: OperationContext,
  filter: { name?: string; runtime?: string | undefined; architecture?: string | undefined },
): LayerVersionRecord[] {
  const prefix = [
    ...prefixOf({ account, region }, "layer-version"),
    ...(filter.name === undefined ? [] : [filter.name]),
  ];
  return [...store.range<LayerVersionRecord>({ prefix, reverse: true })]
    .map(({ value }) => value)
    .filter(({ compatibleRuntimes }) => filter.runtime === undefined || compatibleRuntimes?.includes(filter.runtime))
    .filter(
      ({ compatibleArchitectures }) =>
        filter.architecture === undefined || compatibleArchitectures?.includes(filter.architecture),
    );
}
