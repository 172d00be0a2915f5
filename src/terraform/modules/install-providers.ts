/** Chooses a version of every required provider and notes it in the lock file: what `init` does. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { displayProviderSource, type ProviderSource, printProviderSource } from "../addresses/provider.ts";
import { isBuiltin } from "../config/provider-source.ts";
import { compareVersions, parseVersion, printVersion, type Version } from "../config/version.ts";
import { meetsTerms, printTerms, type VersionTerm } from "../config/version-constraint.ts";
import { admittedRelease } from "./known-releases.ts";
import type { ProviderLock, ProviderLocks } from "./lock-file.ts";
import { packageHashes } from "./package-hashes.ts";
import { isInstalled, markInstalled } from "./provider-cache.ts";
import type { ProviderRequirements } from "./provider-requirements.ts";

export interface InstallProvidersOptions {
  readonly locks: ProviderLocks;
  readonly upgrade: boolean;
  readonly dataDirectory: string;
  /** Folders and the like where other providers would be looked for, as messages list them. */
  readonly searched: readonly string[];
  readonly lookup: (source: string) => Promise<{ readonly version: string } | undefined>;
  /** Lays the package of that version where it belongs, unless the provider is built in; returns its checksums. */
  readonly place?: (source: string, version: string) => Promise<readonly string[] | undefined>;
  readonly progress: (line: string) => void;
}

export interface InstalledProviders {
  readonly locks: ProviderLocks;
  /** Shown names of providers whose lock entry is new. */
  readonly added: readonly string[];
}

export async function installProviders(
  requirements: ProviderRequirements,
  options: InstallProvidersOptions,
  diagnostics: Diagnostic[],
): Promise<InstalledProviders> {
  const chosen: { source: ProviderSource; lock: ProviderLock }[] = [];
  const ordered = [...requirements.values()].sort((a, b) =>
    printProviderSource(a.source) < printProviderSource(b.source) ? -1 : 1,
  );
  for (const { source, terms } of ordered) {
    const lock = isBuiltin(source)
      ? await builtin(source, options, diagnostics)
      : await choose(source, terms, options, diagnostics);
    if (lock) chosen.push({ source, lock });
  }
  if (diagnostics.some(({ severity }) => severity === "error")) return { locks: options.locks, added: [] };
  const added: string[] = [];
  const locks = new Map(chosen.map(({ lock }) => [lock.source, lock]));
  for (const { source, lock } of chosen) {
    const name = displayProviderSource(source);
    const text = printProviderSource(source);
    const isTrusted = options.locks.get(text)?.version === lock.version;
    if (isTrusted && isInstalled(options.dataDirectory, text, lock.version)) {
      options.progress(`- Using previously-installed ${name} v${lock.version}`);
    } else {
      options.progress(`- Installing ${name} v${lock.version}...`);
      markInstalled(options.dataDirectory, text, lock.version);
      options.progress(`- Installed ${name} v${lock.version} (unauthenticated)`);
    }
    const hashes = await options.place?.(text, lock.version);
    if (hashes && lock.hashes.length === 0) locks.set(text, { ...lock, hashes });
    if (!options.locks.has(text)) added.push(name);
  }
  return { locks, added };
}

async function builtin(
  source: ProviderSource,
  { lookup, progress }: InstallProvidersOptions,
  diagnostics: Diagnostic[],
): Promise<undefined> {
  const text = printProviderSource(source);
  if (await lookup(text)) {
    progress(`- ${text} is built in to Terraform`);
    return;
  }
  const detail = `Cannot use ${text}: this Terraform release has no built-in provider named "${source.type}".`;
  diagnostics.push({ severity: "error", summary: "Invalid dependency on built-in provider", detail });
}

async function choose(
  source: ProviderSource,
  terms: readonly VersionTerm[],
  { locks, upgrade, lookup, progress, searched }: InstallProvidersOptions,
  diagnostics: Diagnostic[],
): Promise<ProviderLock | undefined> {
  const name = displayProviderSource(source);
  const text = printProviderSource(source);
  const constraints = printTerms(terms);
  const locked = upgrade ? undefined : locks.get(text);
  const lockedVersion = locked && parseVersion(locked.version);
  const refuse = (reason: string): undefined => {
    const detail = `Could not retrieve the list of available versions for provider ${name}: ${reason}`;
    diagnostics.push({ severity: "error", summary: "Failed to query available provider packages", detail });
  };
  if (lockedVersion) progress(`- Reusing previous version of ${name} from the dependency lock file`);
  else if (constraints !== "") progress(`- Finding ${name} versions matching ${JSON.stringify(constraints)}...`);
  else progress(`- Finding latest version of ${name}...`);
  const provider = await lookup(text);
  if (!provider) return refuse(notFound(text, searched));
  if (locked && lockedVersion) {
    if (!meetsTerms(lockedVersion, terms)) {
      return refuse(
        `locked provider ${text} ${locked.version} does not match configured version constraint ${constraints}; must use terraform init -upgrade to allow selection of new versions`,
      );
    }
    return { ...locked, constraints };
  }
  const own = parseVersion(provider.version) as Version;
  if (!meetsTerms(own, terms)) {
    const release = admittedRelease(text, terms);
    if (!release) return refuse(`no available releases match the given constraints ${constraints}`);
    if (!isSucceededBy(release, own)) diagnostics.push(stoodIn(name, constraints, provider.version));
    return { source: text, version: printVersion(release), constraints, hashes: [] };
  }
  const { version } = provider;
  return { source: text, version, constraints, hashes: packageHashes(text, version) };
}

function notFound(text: string, searched: readonly string[]): string {
  if (searched.length === 0) return `provider ${text} is not built in, and no other place to find it is configured`;
  const places = searched.map((place) => `  - ${place}`).join("\n");
  return `provider ${text} was not found in any of the search locations\n\n${places}`;
}

/** A later release of the same major version takes what the earlier one takes. */
const isSucceededBy = (release: Version, own: Version): boolean =>
  release.numbers[0] === own.numbers[0] && compareVersions(release, own) < 0;

const stoodIn = (name: string, constraints: string, version: string): Diagnostic => ({
  severity: "warning",
  summary: "Provider version stood in for",
  detail: `The configuration asks for ${name} ${constraints}. The built-in provider has the resources of version ${version} and is used in its place; arguments that only other versions have are refused.`,
});
