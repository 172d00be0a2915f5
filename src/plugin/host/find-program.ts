/**
 * Where the programs of providers lie on a machine, by terraform's layouts: a folder of the working directory, plugin
 * caches and filesystem mirrors, unpacked or as archives; and folders that a developer names outright.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compareVersions, parseVersion, type Version } from "../../terraform/config/version.ts";
import { meetsTerms, type VersionTerm } from "../../terraform/config/version-constraint.ts";
import { currentPlatform } from "../../terraform/modules/provider-cache.ts";

export interface PackageFolder {
  readonly path: string;
  /** Whether providers of that source address may be taken from it. */
  admits(source: string): boolean;
}

export interface PackagePlaces {
  /** Folders with a program each, by source address; they win over everything, whatever version is asked for. */
  readonly overrides: ReadonlyMap<string, string>;
  /** In the order of preference among equal versions. */
  readonly folders: readonly PackageFolder[];
}

/** One version of a provider as it lies on disk. */
export interface ProviderPackage {
  readonly source: string;
  readonly version: string;
  readonly path: string;
  /** A zip archive, which has to be unpacked before its program can run. */
  readonly packed: boolean;
}

interface PackageWish {
  readonly source: string;
  /** Only this one, when it has been chosen before. */
  readonly version?: string | undefined;
  readonly terms?: readonly VersionTerm[] | undefined;
}

/** A version that an override stands for, since its folder says none. */
const NO_VERSION = "0.0.0";

/** The newest package that fits. */
export function findPackage(
  { source, version, terms = [] }: PackageWish,
  places: PackagePlaces,
): ProviderPackage | undefined {
  const override = places.overrides.get(source);
  if (override !== undefined) return { source, version: version ?? NO_VERSION, path: override, packed: false };
  let best: { readonly version: Version; readonly found: ProviderPackage } | undefined;
  for (const folder of places.folders) {
    if (!folder.admits(source)) continue;
    for (const found of packagesIn(folder.path, source)) {
      const parsed = parseVersion(found.version);
      if (!parsed || (version === undefined ? !meetsTerms(parsed, terms) : found.version !== version)) continue;
      if (!best || compareVersions(parsed, best.version) > 0) best = { version: parsed, found };
    }
  }
  return best?.found;
}

function packagesIn(folder: string, source: string): ProviderPackage[] {
  const place = join(folder, source);
  const type = typeOf(source);
  const archive = new RegExp(`^terraform-provider-${type}_(.+)_${currentPlatform()}\\.zip$`);
  return namesIn(place).flatMap((name): ProviderPackage[] => {
    const packed = archive.exec(name)?.[1];
    if (packed !== undefined) return [{ source, version: packed, path: join(place, name), packed: true }];
    const path = join(place, name, currentPlatform());
    return parseVersion(name) && programIn(path, source) ? [{ source, version: name, path, packed: false }] : [];
  });
}

/** The program in an unpacked package: the first executable file of the provider's name. */
export function programIn(folder: string, source: string): string | undefined {
  const name = namesIn(folder)
    .sort()
    .find(
      (candidate) => candidate.startsWith(`terraform-provider-${typeOf(source)}`) && isProgram(join(folder, candidate)),
    );
  return name === undefined ? undefined : join(folder, name);
}

const typeOf = (source: string): string => source.slice(source.lastIndexOf("/") + 1);

function isProgram(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && (process.platform === "win32" || (found.mode & 0o111) !== 0);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
