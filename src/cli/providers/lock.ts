/** `providers lock`: notes the checksums of the required providers for given platforms. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { providerType } from "../../providers/registry.ts";
import { displayProviderSource, printProviderSource } from "../../terraform/addresses/provider.ts";
import { OF_VERSION } from "../../terraform/config/check-required-version.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { isBuiltin, parseProviderSource } from "../../terraform/config/provider-source.ts";
import { parseVersion } from "../../terraform/config/version.ts";
import { meetsTerms, printTerms } from "../../terraform/config/version-constraint.ts";
import { type ProviderLock, readLockFile, sameLocks, writeLockFile } from "../../terraform/modules/lock-file.ts";
import { packageHashes } from "../../terraform/modules/package-hashes.ts";
import { currentPlatform } from "../../terraform/modules/provider-cache.ts";
import { type ProviderRequirement, providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { createView, showOldFlagError } from "../view.ts";
import { loadOptions } from "../working-directory.ts";

const FLAGS = {
  "no-color": "boolean",
  "fs-mirror": "string",
  "net-mirror": "string",
  platform: "list",
  "enable-plugin-cache": "boolean",
  "test-directory": "string",
} as const;

/** Providers that are named and that the configuration does not have. */
function notRequired(names: readonly string[], tree: ModuleTree): readonly Diagnostic[] {
  const required = providerRequirements(tree);
  return names.flatMap((name): Diagnostic[] => {
    const parsed = parseProviderSource(name);
    if ("problem" in parsed || required.has(printProviderSource(parsed.source))) return [];
    const detail = `The provider ${printProviderSource(parsed.source)} is not required by the current configuration.`;
    return [{ severity: "error", summary: "Invalid provider argument", detail }];
  });
}

/** The platform whose checksums are known here. */
const KNOWN_PLATFORM = "linux_amd64";

export const providersLock: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, FLAGS);
  const view = createView(terminal, { noColor: flags["no-color"], spaced: true });
  if (error !== undefined) {
    showOldFlagError(view, "providers lock", error);
    return 1;
  }
  const platforms = flags.platform ?? [currentPlatform()];
  const wrong = platforms.filter((platform) => !/^[^_\s]+_[^_\s]+$/.test(platform)).map(invalidPlatform);
  if (wrong.length > 0) {
    view.diagnostics(wrong);
    return 1;
  }
  if (flags["net-mirror"] !== undefined && !/^https:\/\/[^/]/.test(flags["net-mirror"])) {
    const detail = "The -net-mirror option requires a valid https: URL as the mirror base URL.";
    view.diagnostics([{ severity: "error", summary: "Invalid network mirror URL", detail }]);
    return 1;
  }
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  const problems: Diagnostic[] = diagnostics.filter(({ summary }) => !OF_VERSION.has(summary));
  if (tree) problems.unshift(...notRequired(rest, tree));
  const old = readLockFile(terminal.directory, view.sources, problems);
  const locks = new Map<string, ProviderLock>();
  if (tree && !hasErrors(problems)) {
    for (const platform of platforms) {
      for (const requirement of providerRequirements(tree).values()) {
        const lock = await lockOne(requirement, platform, old, view.out, problems);
        if (lock) locks.set(lock.source, lock);
      }
    }
  }
  view.diagnostics(problems);
  if (!tree || hasErrors(problems)) return 1;
  const { green, bold, reset } = view.palette;
  const success = `\n${green}${bold}Success!${reset}`;
  if (sameLocks(old, locks)) {
    view.out(`${success} Terraform has validated the lock file and found no need for changes.\n`);
    return 0;
  }
  writeLockFile(terminal.directory, locks);
  view.out(
    `${success} Terraform has updated the lock file.\n\nReview the changes in .terraform.lock.hcl and then commit to your\nversion control system to retain the new checksums.\n\n`,
  );
  return 0;
};

const invalidPlatform = (platform: string): Diagnostic => ({
  severity: "error",
  summary: "Invalid target platform",
  detail: `The string ${JSON.stringify(platform)} given in the -platform option is not a valid target platform: must be two words separated by an underscore.`,
});

async function lockOne(
  { source, terms }: ProviderRequirement,
  platform: string,
  old: ReadonlyMap<string, ProviderLock>,
  print: (text: string) => void,
  diagnostics: Diagnostic[],
): Promise<ProviderLock | undefined> {
  if (isBuiltin(source)) return undefined;
  const text = printProviderSource(source);
  const name = displayProviderSource(source);
  const provider = await providerType(text);
  const version = old.get(text)?.version ?? provider?.version;
  const parsed = version === undefined ? undefined : parseVersion(version);
  const refuse = (reason: string): undefined => {
    const detail = `Terraform failed to fetch the requested providers for ${platform} in order to calculate their checksums: some providers could not be installed:\n- ${text}: ${reason}.\n`;
    diagnostics.push({ severity: "error", summary: "Could not retrieve providers for locking", detail });
  };
  if (!version || !parsed || !provider) return refuse(`provider ${text} was not found in any of the search locations`);
  if (!meetsTerms(parsed, terms))
    return refuse(`no available releases match the given constraints ${printTerms(terms)}`);
  if (platform !== KNOWN_PLATFORM) return refuse(`provider ${text} ${version} is not available for ${platform}`);
  const hashes = packageHashes(text, version);
  const known = old.get(text);
  print(`- Fetching ${name} ${version} for ${platform}...\n`);
  print(`- Retrieved ${name} ${version} for ${platform} (unauthenticated)\n`);
  const isNew = hashes.some((hash) => !known?.hashes.includes(hash));
  const change = known
    ? isNew
      ? "Additional checksums for this platform are now tracked in the lock file"
      : "All checksums for this platform were already tracked in the lock file"
    : "This was a new provider and the checksums for this platform are now tracked in the lock file";
  print(`- Obtained ${name} checksums for ${platform}; ${change}\n`);
  return {
    source: text,
    version,
    constraints: printTerms(terms),
    hashes: [...new Set([...(known?.hashes ?? []), ...hashes])],
  };
}
