/** The layers of a function: they are there, for it to use, and leave room for its code. */

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Layer } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import { codeDirectory } from "./code-store.ts";
import type { VersionRecord } from "./entities.ts";
import { invalidParameter } from "./fault.ts";
import { requireLayerAccess } from "./foreign-access.ts";
import { findLayerVersion, layerCodes, parseLayerVersionArn } from "./layers.ts";
import { LARGEST_UNPACKED } from "./unzip.ts";

/** Checks the layers that a function is to have. */
export function requireLayers(context: OperationContext, arns: readonly string[]): Layer[] {
  const seen = new Map<string, string>();
  return arns.map((arn) => {
    const reference = parseLayerVersionArn(arn);
    if (!reference) throw invalidParameter(`Layer version ${arn} does not exist.`);
    if (reference.region !== context.region) {
      throw invalidParameter(
        `Layers are not in the same region as the function. Layers are expected to be in region ${context.region}.`,
      );
    }
    const unversioned = arn.slice(0, arn.lastIndexOf(":"));
    const earlier = seen.get(unversioned);
    if (earlier !== undefined) {
      throw invalidParameter(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${earlier} and ${arn} are versions of the same layer.`,
      );
    }
    seen.set(unversioned, arn);
    requireLayerAccess(reference, context);
    const layer = findLayerVersion(context, reference);
    if (!layer) throw invalidParameter(`Layer version ${arn} does not exist.`);
    return { Arn: arn, CodeSize: layer.codeSize };
  });
}

/** Refuses layers that leave no room for themselves or the code. Looks at nothing where there are none. */
export async function requireLayerRoom(
  context: OperationContext,
  layers: VersionRecord["configuration"]["Layers"],
  code: string | undefined,
): Promise<void> {
  const codes = layerCodes(context, layers);
  if (codes.length === 0) return;
  const sizes = await Promise.all(codes.map((one) => unpackedSize(context, one)));
  requireRoom(sizes, code === undefined ? 0 : await unpackedSize(context, code));
}

export function requireRoom(layers: readonly number[], code: number): void {
  const ofLayers = layers.reduce((sum, size) => sum + size, 0);
  if (ofLayers > LARGEST_UNPACKED) {
    throw invalidParameter(`Layers consume more than the available size of ${LARGEST_UNPACKED} bytes`);
  }
  if (ofLayers + code > LARGEST_UNPACKED) {
    throw invalidParameter(
      `Function code combined with layers exceeds the maximum allowed size of ${LARGEST_UNPACKED} bytes. The actual size is ${ofLayers + code} bytes.`,
    );
  }
}

/** Packages never change, so what one takes is looked up once. */
const known = new Map<string, Promise<number>>();

function unpackedSize({ cloud }: OperationContext, code: string): Promise<number> {
  let size = known.get(code);
  if (size === undefined) {
    size = sizeOf(codeDirectory(cloud, code));
    known.set(code, size);
    size.catch(() => known.delete(code));
  }
  return size;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
