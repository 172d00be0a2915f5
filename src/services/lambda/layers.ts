/** Layers as functions refer to them. */
import type { Layer } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import { partitionOf } from "../../cloud/regions.ts";
import type { LayerVersionRecord, Place } from "./entities.ts";
import { deletedLayerVersionKey, layerVersionKey } from "./keys.ts";

export const layerArn = ({ account, region }: Place, name: string): string =>
  `arn:${partitionOf(region)}:lambda:${region}:${account}:layer:${name}`;

export const layerVersionArn = (place: Place, name: string, version: number): string =>
  `${layerArn(place, name)}:${version}`;

const VERSION_ARN = /^arn:[^:]+:lambda:([^:]+):(\d{12}):layer:([a-zA-Z0-9-_]+):(\d+)$/;

export interface LayerVersionReference extends Place {
  readonly name: string;
  readonly version: number;
}

export function parseLayerVersionArn(arn: string): LayerVersionReference | undefined {
  const [, region, account, name, version] = VERSION_ARN.exec(arn) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  return { region, account, name, version: Number(version) };
}

/** The name of a layer from a request, which may be its ARN. */
export function layerReference(context: Place, layerName: string | undefined): Place & { readonly name: string } {
  const [, region, account, name] = /^arn:[^:]+:lambda:([^:]+):(\d{12}):layer:([^:]+)$/.exec(layerName ?? "") ?? [];
  if (name === undefined) return { account: context.account, region: context.region, name: layerName ?? "" };
  return { account: account ?? context.account, region: region ?? context.region, name };
}

export function findLayerVersion(
  { store }: Pick<OperationContext, "store">,
  reference: LayerVersionReference,
): LayerVersionRecord | undefined {
  if (Number.isNaN(reference.version)) return undefined;
  return store.get<LayerVersionRecord>(layerVersionKey(reference, reference.name, reference.version));
}

const findDeletedLayer = (
  { store }: Pick<OperationContext, "store">,
  reference: LayerVersionReference,
): LayerVersionRecord | undefined =>
  store.get<LayerVersionRecord>(deletedLayerVersionKey(reference, reference.name, reference.version));

/** The packages of a function's layers, in their order. A layer that has been deleted stays with those that have it. */
export function layerCodes(context: Pick<OperationContext, "store">, layers: readonly Layer[] = []): string[] {
  return layers.flatMap(({ Arn = "" }) => {
    const reference = parseLayerVersionArn(Arn);
    const layer = reference && (findLayerVersion(context, reference) ?? findDeletedLayer(context, reference));
    return layer ? [layer.code] : [];
  });
}
