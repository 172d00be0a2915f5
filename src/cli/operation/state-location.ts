/**
 * Where a folder keeps its state. Without a provider whose objects live in the cloud it is where Terraform has it; with
 * one it is below `.terrarium`, so that the state of real accounts is never overwritten: Terraform's own file is then
 * only read, as the beginning.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { CLOUD_PROVIDERS } from "../../providers/registry.ts";
import { printProviderSource } from "../../terraform/addresses/provider.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import type { LocalBackendConfig } from "../../terraform/modules/backend.ts";
import type { StatePaths } from "../../terraform/state/state-store.ts";

export interface StateFlags {
  readonly state?: string | undefined;
  readonly "state-out"?: string | undefined;
  readonly backup?: string | undefined;
}

const CLOUD_FOLDER = ".terrarium";

export function usesCloud(tree: ModuleTree): boolean {
  for (const { source } of tree.module.requiredProviders.values()) {
    if (CLOUD_PROVIDERS.has(printProviderSource(source))) return true;
  }
  return [...tree.children.values()].some(usesCloud);
}

export interface StateLocation extends StatePaths {
  /** As messages name it. */
  readonly shown: string;
}

export function stateLocation(
  directory: string,
  workspace: string,
  backend: LocalBackendConfig | undefined,
  cloud: boolean,
  flags: StateFlags = {},
): StateLocation {
  const given = flags.state;
  const shown = given ?? defaultPath(directory, workspace, backend, cloud);
  const path = resolve(directory, shown);
  const backup = flags.backup ?? `${flags["state-out"] ?? shown}.backup`;
  const own = shown.startsWith(CLOUD_FOLDER);
  const terraforms = resolve(directory, defaultPath(directory, workspace, undefined, false));
  return {
    shown,
    path,
    ...(flags["state-out"] === undefined ? {} : { outPath: resolve(directory, flags["state-out"]) }),
    ...(backup === "-" ? {} : { backupPath: resolve(directory, backup) }),
    ...(own && !existsSync(path) ? { seedPath: terraforms } : {}),
  };
}

function defaultPath(
  directory: string,
  workspace: string,
  backend: LocalBackendConfig | undefined,
  cloud: boolean,
): string {
  const explicit = backend?.path != null || backend?.workspace_dir != null;
  const own = !explicit && (cloud || existsSync(join(directory, CLOUD_FOLDER, "terraform.tfstate")));
  if (workspace === "default") {
    return own ? join(CLOUD_FOLDER, "terraform.tfstate") : (backend?.path ?? "terraform.tfstate");
  }
  const folder = own ? join(CLOUD_FOLDER, "terraform.tfstate.d") : (backend?.workspace_dir ?? "terraform.tfstate.d");
  return join(folder, workspace, "terraform.tfstate");
}
