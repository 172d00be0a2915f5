/** The configuration, its backend and its state, as every command that works with them finds them. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import {
  backendChange,
  backendSetAside,
  checkBackendType,
  cloudSetAside,
  configInForce,
  decodeLocalBackend,
  initializationRequired,
  type LocalBackendConfig,
  readNotedBackend,
} from "../../terraform/modules/backend.ts";
import type { Terminal } from "../command.ts";
import type { View } from "../view.ts";
import { currentWorkspace, dataDirectory, loadOptions } from "../working-directory.ts";
import { jsonOutput } from "./json-output.ts";
import { type StateFlags, type StateLocation, stateLocation, usesCloud } from "./state-location.ts";

export interface WorkspaceRoot {
  readonly tree: ModuleTree;
  readonly workspace: string;
  readonly location: StateLocation;
  readonly backend: LocalBackendConfig | undefined;
  readonly cloud: boolean;
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Undefined after errors, which have been shown. */
export function openWorkspace(
  terminal: Terminal,
  view: View,
  flags: StateFlags & { readonly json?: boolean | undefined } = {},
): WorkspaceRoot | undefined {
  const report = (problems: readonly Diagnostic[]): void =>
    flags.json ? jsonOutput(view).diagnostics(problems) : view.diagnostics(problems);
  const workspace = validWorkspace(terminal, view);
  if (workspace === undefined) return undefined;
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  if (!tree || hasErrors(diagnostics)) {
    report(diagnostics);
    return undefined;
  }
  const found: Diagnostic[] = [...diagnostics];
  const backend = backendOf(terminal, tree, found);
  if (hasErrors(found)) {
    report(found);
    return undefined;
  }
  const cloud = usesCloud(tree);
  const location = stateLocation(terminal.directory, workspace, backend, cloud, flags);
  return { tree, workspace, location, backend, cloud, diagnostics: found };
}

/** The selected workspace; undefined when TF_WORKSPACE names an impossible one. */
export function validWorkspace(terminal: Terminal, view: View): string | undefined {
  const given = terminal.environment["TF_WORKSPACE"];
  if (given && !isWorkspaceName(given)) {
    view.diagnostics([{ severity: "error", summary: "Invalid workspace name set using TF_WORKSPACE", detail: "" }]);
    return undefined;
  }
  return currentWorkspace(terminal);
}

/** Names must stand in a URL as they are. */
export const isWorkspaceName = (name: string): boolean =>
  name !== "" && encodeURIComponent(name) === name && !/[!'()*]/.test(name);

const EMPTY_BACKEND: LocalBackendConfig = { path: null, workspace_dir: null };

export function backendOf(
  terminal: Terminal,
  { module }: ModuleTree,
  diagnostics: Diagnostic[],
): LocalBackendConfig | undefined {
  const noted = readNotedBackend(dataDirectory(terminal));
  const block = module.backend;
  if (module.cloud) diagnostics.push(cloudSetAside(module.cloud));
  if (block && !checkBackendType(block, diagnostics, "Invalid backend type")) return undefined;
  if (block && block.type !== "local") {
    diagnostics.push(backendSetAside(block));
    return undefined;
  }
  // Arguments are looked at when it is clear that the backend is the one noted.
  const decoded = block ? decodeLocalBackend(block, {}, noted ? diagnostics : []) : undefined;
  const config = decoded && configInForce(noted, decoded);
  if (block && !noted) {
    diagnostics.push(initializationRequired(backendChange(noted, config ?? EMPTY_BACKEND) as string));
    return undefined;
  }
  if (hasErrors(diagnostics)) return undefined;
  const change = backendChange(noted, config);
  if (change !== undefined) {
    diagnostics.push(initializationRequired(change));
    return undefined;
  }
  return config;
}
