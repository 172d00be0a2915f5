/** The providers that `init` has chosen for a folder. */
import { existsSync } from "node:fs";
import type { Diagnostic } from "../hcl/diagnostic.ts";
import { BUILTIN_HOST } from "../terraform/addresses/provider.ts";
import { readLockFile } from "../terraform/modules/lock-file.ts";
import { isInstalled } from "../terraform/modules/provider-cache.ts";
import type { ProviderType } from "../terraform/provider.ts";
import type { Terminal } from "./command.ts";
import { providersFor } from "./provider-library.ts";
import type { View } from "./view.ts";
import { dataDirectory } from "./working-directory.ts";

/**
 * Finds a provider when it is in the lock file and installed, or needs neither. A folder that has never been
 * initialised needs no `init` here: whatever is built in is there.
 */
export function installedProviders(
  terminal: Terminal,
  view: View,
  diagnostics: Diagnostic[],
): (source: string) => Promise<ProviderType | undefined> {
  const locks = readLockFile(terminal.directory, view.sources, diagnostics);
  const untouched = locks.size === 0 && !existsSync(dataDirectory(terminal));
  const { lookup } = providersFor(terminal);
  return async (source) => {
    if (untouched) return lookup(source);
    const lock = locks.get(source);
    const installed = lock && isInstalled(dataDirectory(terminal), source, lock.version);
    return installed || source.startsWith(`${BUILTIN_HOST}/`) ? lookup(source) : undefined;
  };
}
