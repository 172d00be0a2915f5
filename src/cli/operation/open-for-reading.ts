/** State for commands that only look: no lock, and problems said plainly. */

import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration, loadRootModule } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import type { State } from "../../terraform/state/state.ts";
import { StateStore } from "../../terraform/state/state-store.ts";
import type { Terminal } from "../command.ts";
import type { View } from "../view.ts";
import { loadOptions } from "../working-directory.ts";
import { type StateLocation, stateLocation, usesCloud } from "./state-location.ts";
import { backendOf, validWorkspace } from "./workspace-root.ts";

export interface FoundState {
  readonly location: StateLocation;
  readonly workspace: string;
  /** Absent where the configuration cannot be loaded or there is none. */
  readonly tree: ModuleTree | undefined;
}

/**
 * How much of the configuration is read. Commands that need only the backend read the root module and work without
 * installed modules; those that check the whole configuration beforehand ("check") name its files absolutely.
 */
export type ConfigurationExtent = "root" | "all" | "check";

/** Where the state is, as the folder's configuration says; undefined after an error, which has been shown. */
export function findState(
  terminal: Terminal,
  view: View,
  flags: { readonly state?: string | undefined } = {},
  extent: ConfigurationExtent = "root",
): FoundState | undefined {
  const workspace = validWorkspace(terminal, view);
  if (workspace === undefined) return undefined;
  const options = loadOptions(terminal, view.sources);
  const root = extent === "check" ? { root: terminal.directory } : {};
  const { tree, diagnostics } =
    extent === "root" ? loadRootModule(options) : loadConfiguration({ ...options, ...root });
  const problems: Diagnostic[] = [];
  if (hasErrors(diagnostics) || !tree) {
    view.diagnostics(diagnostics);
    return undefined;
  }
  const backend = backendOf(terminal, tree, problems);
  if (hasErrors(problems)) {
    view.diagnostics(problems);
    return undefined;
  }
  const location = stateLocation(terminal.directory, workspace, backend, usesCloud(tree), flags);
  return { location, workspace, tree };
}

export interface ReadState {
  readonly state: State;
  readonly exists: boolean;
  readonly store: StateStore;
}

/** Undefined after an error, which has been told to `onError`. */
export function readState(
  location: StateLocation,
  onError: (diagnostics: readonly Diagnostic[]) => void,
): ReadState | undefined {
  const store = new StateStore(location);
  const { state, exists, diagnostics } = store.read();
  if (diagnostics.length > 0) {
    onError(diagnostics);
    return undefined;
  }
  return { state, exists, store };
}
