/** What `init` takes from the state: that it can be read, and the providers of what is in it. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../../terraform/addresses/provider.ts";
import type { Module, ModuleTree } from "../../terraform/config/module.ts";
import type { ProviderRequirements } from "../../terraform/modules/provider-requirements.ts";
import { parseProviderConfig } from "../../terraform/plan/provider-config-text.ts";
import type { State } from "../../terraform/state/state.ts";
import { StateStore } from "../../terraform/state/state-store.ts";
import type { Terminal } from "../command.ts";
import { describeProblems } from "../operation/locked-state.ts";
import { stateLocation, usesCloud } from "../operation/state-location.ts";
import { backendOf, isWorkspaceName } from "../operation/workspace-root.ts";
import { currentWorkspace } from "../working-directory.ts";

const refusal = (summary: string): Diagnostic => ({ severity: "error", summary, detail: "" });

/** Undefined where the backend is not the one that was set up. */
export function storedState(
  terminal: Terminal,
  root: Module,
): { readonly state: State } | { readonly problem: Diagnostic } | undefined {
  const given = terminal.environment["TF_WORKSPACE"];
  if (given && !isWorkspaceName(given)) {
    return { problem: refusal("Invalid workspace name set using TF_WORKSPACE") };
  }
  const tree: ModuleTree = { path: [], parent: undefined, children: new Map(), module: root };
  const problems: Diagnostic[] = [];
  const backend = backendOf(terminal, tree, problems);
  if (hasErrors(problems)) return undefined;
  const location = stateLocation(terminal.directory, currentWorkspace(terminal), backend, usesCloud(tree));
  const { state, diagnostics } = new StateStore(location).read();
  if (diagnostics.length === 0) return { state };
  return { problem: refusal(`Error refreshing state: ${describeProblems(diagnostics)}`) };
}

/** The state may need providers that the configuration does not need any more. */
export function withStoredProviders(
  requirements: ProviderRequirements,
  state: State | undefined,
): ProviderRequirements {
  const all = new Map(requirements);
  for (const { provider } of state?.resources.values() ?? []) {
    const source = parseProviderConfig(provider)?.provider;
    const name = source && printProviderSource(source);
    if (source && name !== undefined && !all.has(name)) all.set(name, { source, terms: [] });
  }
  return all;
}
