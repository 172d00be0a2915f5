/** `-from-module`: fills an empty folder with a copy of a module. */
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { configurationFiles, isEmptyDirectory } from "../../terraform/config/load-directory.ts";
import { parseModuleSource } from "../../terraform/config/module-source.ts";
import { fetchPackage } from "../../terraform/modules/fetch-package.ts";
import { FetchError, type Network } from "../../terraform/modules/network.ts";

export async function copyModule(
  text: string,
  directory: string,
  network: Network,
  diagnostics: Diagnostic[],
): Promise<void> {
  if (readdirSync(directory).some((name) => name !== ".terraform")) {
    const detail = "The target directory . is not empty, so it cannot be initialized with the -from-module=... option.";
    diagnostics.push({ severity: "error", summary: "Can't populate non-empty directory", detail });
    return;
  }
  const parsed = parseModuleSource(text);
  if (!("source" in parsed)) {
    const detail = `Failed to parse module source address: ${parsed.error}.`;
    diagnostics.push({ severity: "error", summary: "Invalid module source address", detail });
    return;
  }
  const { source } = parsed;
  if (source.kind === "registry") {
    const detail = "Only local folders and packages with an address of their own can be copied with -from-module.";
    diagnostics.push({ severity: "error", summary: "Not built", detail });
    return;
  }
  const address = source.kind === "local" ? `file://${resolve(directory, source.path)}` : source.packageAddress;
  const target = join(directory, ".terraform", "modules", "root");
  try {
    await fetchPackage(address, target, network);
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const detail = `Could not download module "root" (<main configuration>:1) source code from "${address}": ${error.message}`;
    const place = { line: 1, column: 1, byte: 0 };
    const subject = { filename: "<main configuration>", start: place, end: place };
    diagnostics.push({ severity: "error", summary: "Failed to download module", detail, subject });
    return;
  }
  const from = source.kind === "local" ? target : join(target, source.subdirectory);
  if (existsSync(from)) cpSync(from, directory, { recursive: true });
  rmSync(join(directory, ".terraform"), { recursive: true, force: true });
}

/** Whether the folder has a configuration already. */
export function hasConfiguration(directory: string): boolean {
  const files = configurationFiles(directory);
  return files !== undefined && !isEmptyDirectory(files);
}
