/**
 * Whether the providers that a configuration needs are there, before it is planned. Once `init` has chosen providers,
 * its choice must fit, as with Terraform; before that, only a provider that is
 * neither built in nor on this machine is missed.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { DEFAULT_REGISTRY } from "../../terraform/addresses/provider.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { readLockFile } from "../../terraform/modules/lock-file.ts";
import { checkInstallation } from "../../terraform/modules/provider-cache.ts";
import { importProviderConflicts, providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { Terminal } from "../command.ts";
import { providersFor } from "../provider-library.ts";
import type { View } from "../view.ts";
import { dataDirectory } from "../working-directory.ts";

export async function checkProviders(tree: ModuleTree, terminal: Terminal, view: View): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const folder = dataDirectory(terminal);
  const locks = readLockFile(terminal.directory, view.sources, diagnostics);
  const isChosen = locks.size > 0 || existsSync(join(folder, "providers"));
  const library = providersFor(terminal);
  const { lookup, problems } = library;
  const needed = new Map(providerRequirements(tree));
  const overridden = await library.overridden(needed.keys());
  for (const source of overridden.keys()) needed.delete(source);
  if (overridden.size > 0) diagnostics.push(overridesInEffect(overridden));
  if (!isChosen) for (const source of needed.keys()) if (await lookup(source)) needed.delete(source);
  if (problems.length > 0) return [...diagnostics, ...problems];
  return [...diagnostics, ...checkInstallation(needed, locks, folder, importProviderConflicts(tree))];
}

const shown = (source: string): string =>
  source.startsWith(`${DEFAULT_REGISTRY}/`) ? source.slice(DEFAULT_REGISTRY.length + 1) : source;

/** In terraform's words. */
export function overridesInEffect(overridden: ReadonlyMap<string, string>): Diagnostic {
  const lines = [...overridden].map(([source, path]) => ` - ${shown(source)} in ${path}\n`);
  return {
    severity: "warning",
    summary: "Provider development overrides are in effect",
    detail: `The following provider development overrides are set in the CLI configuration:\n${lines.join("")}\nThe behavior may therefore not match any released version of the provider and applying changes may cause the state to become incompatible with published releases.`,
  };
}
