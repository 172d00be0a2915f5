/** State for commands that only look: no lock, and problems said plainly. */

import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
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

/** Where the state is, as the folder's configuration says; undefined after an error, which has been shown. */
export function findState(
  terminal: Terminal,
  view: View,
  flags: { readonly state?: string | undefined } = {},
  show: (diagnostics: readonly Diagnostic[]) => void = (found) => view.diagnostics(found),
): FoundState | undefined {
  const workspace = validWorkspace(terminal, view);
  if (workspace === undefined) return undefined;
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  const problems: Diagnostic[] = [];
  if (hasErrors(diagnostics) || !tree) {
    show(diagnostics);
    return undefined;
  }
  const backend = backendOf(terminal, tree, problems);
  if (hasErrors(problems)) {
    show(problems);
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
