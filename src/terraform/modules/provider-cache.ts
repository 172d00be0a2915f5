/**
 * Which providers a working directory has chosen and installed. The providers are built in, so what is installed is
 * only a note of it, in the place where Terraform keeps the packages.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import { printProviderSource } from "../addresses/provider.ts";
import { isBuiltin } from "../config/provider-source.ts";
import { parseVersion } from "../config/version.ts";
import { meetsTerms, printTerms } from "../config/version-constraint.ts";
import type { ProviderLocks } from "./lock-file.ts";
import type { ProviderRequirements } from "./provider-requirements.ts";

/** As Go names this machine: linux_amd64. */
export function currentPlatform(): string {
  const os = { win32: "windows", darwin: "darwin" }[process.platform as string] ?? process.platform;
  const architecture = { x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch;
  return `${os}_${architecture}`;
}

export const packageFolder = (dataDirectory: string, source: string, version: string): string =>
  join(dataDirectory, "providers", source, version, currentPlatform());

export const isInstalled = (dataDirectory: string, source: string, version: string): boolean =>
  existsSync(packageFolder(dataDirectory, source, version));

export const markInstalled = (dataDirectory: string, source: string, version: string): void =>
  void mkdirSync(packageFolder(dataDirectory, source, version), { recursive: true });

/**
 * Whether the lock file and the installed packages are what the configuration needs; checked before any plan.
 * `conflicts` keep it from being known what that is.
 */
export function checkInstallation(
  requirements: ProviderRequirements,
  locks: ProviderLocks,
  dataDirectory: string,
  conflicts: readonly Diagnostic[] = [],
): Diagnostic[] {
  const inconsistent: string[] = conflicts.map(
    ({ subject, summary, detail }) =>
      `failed to determine the configuration's provider requirements: ${subject ? printRange(subject) : ""}: ${summary}; ${detail}`,
  );
  const absent: string[] = [];
  for (const { source, terms } of requirements.values()) {
    if (isBuiltin(source)) continue;
    const text = printProviderSource(source);
    const lock = locks.get(text);
    const version = lock && parseVersion(lock.version);
    if (!lock || !version) {
      inconsistent.push(`provider ${text}: required by this configuration but no version is selected`);
    } else if (!meetsTerms(version, terms)) {
      inconsistent.push(
        `provider ${text}: locked version selection ${lock.version} doesn't match the updated version constraints ${JSON.stringify(printTerms(terms))}`,
      );
    } else if (!isInstalled(dataDirectory, text, lock.version)) {
      absent.push(noPackage(text, lock.version));
    }
  }
  if (inconsistent.length > 0) {
    const what =
      locks.size === 0
        ? "To make the initial dependency selections that will initialize the dependency lock file, run:\n  terraform init"
        : "To update the locked dependency selections to match a changed configuration, run:\n  terraform init -upgrade";
    const detail = `The following dependency selections recorded in the lock file are inconsistent with the current configuration:\n${bulletList(inconsistent)}\n${what}`;
    return [{ severity: "error", summary: "Inconsistent dependency lock file", detail }];
  }
  return absent.length > 0 ? [notInstalled(absent)] : [];
}

/** Of everything in the lock file, whatever needs it. */
export function absentPackages(locks: ProviderLocks, dataDirectory: string): Diagnostic[] {
  const absent = [...locks.values()]
    .filter(({ source, version }) => !isInstalled(dataDirectory, source, version))
    .map(({ source, version }) => noPackage(source, version));
  return absent.length > 0 ? [notInstalled(absent)] : [];
}

const noPackage = (source: string, version: string): string =>
  `${source}: there is no package for ${source} ${version} cached in .terraform/providers`;

const bulletList = (items: readonly string[]): string => items.map((item) => `  - ${item}\n`).join("");

function notInstalled(absent: readonly string[]): Diagnostic {
  const detail = `The installed provider plugins are not consistent with the packages selected in the dependency lock file:\n${bulletList(absent)}\nTerraform uses external plugins to integrate with a variety of different infrastructure services. To download the plugins required for this configuration, run:\n  terraform init`;
  return { severity: "error", summary: "Required plugins are not installed", detail };
}
