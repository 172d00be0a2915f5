/**
 * Packages of functions and layers on disk: the zip as uploaded and its files, both named by the zip's SHA-256, so that
 * the same code is kept once and never changes under a running function.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, mkdtemp, readdir, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cloud } from "../../cloud/cloud.ts";
import { invalidParameter } from "./fault.ts";
import { unzip } from "./unzip.ts";

export interface StoredCode {
  /** Hexadecimal SHA-256. */
  readonly code: string;
  /** As the API shows it. */
  readonly codeSha256: string;
  readonly codeSize: number;
}

export const lambdaDirectory = (cloud: Pick<Cloud, "directory">): string => join(cloud.directory, "lambda");
export const codeDirectory = (cloud: Pick<Cloud, "directory">, code: string): string =>
  join(lambdaDirectory(cloud), "code", code);
export const packageFile = (cloud: Pick<Cloud, "directory">, code: string): string =>
  `${codeDirectory(cloud, code)}.zip`;

export async function storeCode(cloud: Pick<Cloud, "directory">, zip: Uint8Array): Promise<StoredCode> {
  if (zip.length === 0) throw invalidParameter("Uploaded file must be a non-empty zip");
  const digest = createHash("sha256").update(zip).digest();
  const code = digest.toString("hex");
  const stored = { code, codeSha256: digest.toString("base64"), codeSize: zip.length };
  const folder = codeDirectory(cloud, code);
  if (existsSync(folder)) return stored;
  const parent = join(lambdaDirectory(cloud), "code");
  await mkdir(parent, { recursive: true });
  const work = await mkdtemp(join(parent, ".unpack-"));
  try {
    await unzip(zip, join(work, "files"));
    await writeFile(join(work, "package.zip"), zip);
    await rename(join(work, "package.zip"), packageFile(cloud, code));
    // Another upload of the same package may have been quicker: its files are the same.
    await rename(join(work, "files"), folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return stored;
}

export const readPackage = (cloud: Pick<Cloud, "directory">, code: string): Promise<Buffer> =>
  readFile(packageFile(cloud, code));

/** The folder that functions with these layers see as /opt: later layers write over earlier ones. */
export async function optDirectory(
  cloud: Pick<Cloud, "directory">,
  layers: readonly string[],
): Promise<string | undefined> {
  const [only] = layers;
  if (only === undefined) return undefined;
  if (layers.length === 1) return codeDirectory(cloud, only);
  const name = createHash("sha256").update(layers.join("\n")).digest("hex");
  const parent = join(lambdaDirectory(cloud), "opt");
  const folder = join(parent, name);
  if (existsSync(folder)) return folder;
  await mkdir(parent, { recursive: true });
  const work = await mkdtemp(join(parent, ".merge-"));
  for (const layer of layers) await overlay(codeDirectory(cloud, layer), work);
  await rename(work, folder).catch(() => rm(work, { recursive: true, force: true }));
  return folder;
}

/** Puts the files of one folder into another without copying their bytes. */
async function overlay(source: string, target: string): Promise<void> {
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) {
      await mkdir(to, { recursive: true });
      await overlay(from, to);
      continue;
    }
    await rm(to, { force: true, recursive: true });
    if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
    else await link(from, to);
  }
}
