/** The record of installed modules, `.terraform/modules/modules.json`, as a real terraform writes it too. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ModulePath } from "../addresses/module.ts";
import { goEscaped } from "../lang/json-text.ts";
import { compareUtf8 } from "../lang/type.ts";

export interface ManifestEntry {
  /** Path of calls joined with dots; empty for the root. */
  readonly key: string;
  readonly source: string;
  /** Of a registry module. */
  readonly version?: string;
  /** Relative to the root module. */
  readonly directory: string;
}

export type ModuleManifest = ReadonlyMap<string, ManifestEntry>;

export const manifestKey = (path: ModulePath): string => path.join(".");

export const manifestPath = (dataDirectory: string): string => join(dataDirectory, "modules", "modules.json");

interface ManifestJson {
  readonly Modules?: readonly { Key: string; Source: string; Version?: string; Dir: string }[];
}

/** Empty when nothing has been installed. */
export function readManifest(dataDirectory: string): ModuleManifest {
  let text: string;
  try {
    text = readFileSync(manifestPath(dataDirectory), "utf8");
  } catch {
    return new Map();
  }
  const { Modules = [] } = JSON.parse(text) as ManifestJson;
  return new Map(
    Modules.map(({ Key, Source, Version, Dir }) => [
      Key,
      { key: Key, source: Source, directory: Dir, ...(Version ? { version: Version } : {}) },
    ]),
  );
}

export function writeManifest(dataDirectory: string, manifest: ModuleManifest): void {
  const path = manifestPath(dataDirectory);
  mkdirSync(dirname(path), { recursive: true });
  const entries = [...manifest.values()].sort((a, b) => compareUtf8(a.key, b.key));
  const Modules = entries.map(({ key, source, version, directory }) => ({
    Key: key,
    Source: source,
    ...(version ? { Version: version } : {}),
    Dir: directory,
  }));
  writeFileSync(`${path}.tmp`, goEscaped(JSON.stringify({ Modules })));
  renameSync(`${path}.tmp`, path);
}
