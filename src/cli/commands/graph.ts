/** `graph`: the dependencies between resources, as Graphviz text. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { OF_VERSION } from "../../terraform/config/check-required-version.ts";
import { loadConfiguration, loadRootModule } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { drawApplyGraph, drawDestroyGraph, drawPlanGraph } from "../../terraform/plan/operation-graph.ts";
import { loadSavedConfiguration, readPlanFile, type SavedPlan } from "../../terraform/plan/plan-file.ts";
import type { State } from "../../terraform/state/state.ts";
import { drawResourceGraph } from "../../terraform/validate/resource-graph.ts";
import type { Command, Terminal } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { noPlanIn, notAPlanFile } from "../operation/not-a-plan-file.ts";
import { findState, readState } from "../operation/open-for-reading.ts";
import { createView, showOldFlagError, TOO_MANY_ARGUMENTS, type View } from "../view.ts";
import { loadOptions } from "../working-directory.ts";

const FLAGS = {
  type: "string",
  "draw-cycles": "boolean",
  "module-depth": "number",
  verbose: "boolean",
  plan: "string",
  "no-color": "boolean",
} as const;

const REMOVED_TYPES = new Set(["validate", "eval"]);
const TYPES = new Set(["plan", "plan-refresh-only", "plan-destroy", "apply"]);

export const graph: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, FLAGS);
  const view = createView(terminal, { noColor: flags["no-color"], spaced: true });
  if (error !== undefined) {
    showOldFlagError(view, "graph", error);
    return 1;
  }
  if (rest.length > 0) {
    view.error(TOO_MANY_ARGUMENTS);
    return 1;
  }
  const fail = (summary: string, detail: string): number => {
    view.diagnostics([{ severity: "error", summary, detail }]);
    return 1;
  };
  const saved = flags.plan === undefined ? undefined : openPlan(flags.plan, terminal, view);
  if (saved === "refused") return 1;
  const found = saved ? { tree: loadSavedConfiguration(saved, view.sources) } : openConfiguration(terminal, view);
  if (!found?.tree) return 1;
  const { tree } = found;
  if (flags.type !== undefined && REMOVED_TYPES.has(flags.type)) {
    const detail = `The graph type ${JSON.stringify(flags.type)} is no longer available. Use -type=plan instead to get a similar result.`;
    return fail("Graph type no longer available", detail);
  }
  const type = flags.type ?? (saved ? "apply" : undefined);
  if (type !== undefined && !TYPES.has(type)) {
    return fail(
      "Unsupported graph type",
      'The -type=... argument must be either "plan", "plan-refresh-only", "plan-destroy", or "apply".',
    );
  }
  const state = saved?.plan.priorState ?? storedState(terminal, view);
  if (!state) return 1;
  if (type === undefined) view.out(drawResourceGraph(tree, state));
  else if (type === "plan-destroy") view.out(drawDestroyGraph(tree, state));
  else if (type === "apply") view.out(drawApplyGraph(tree, saved?.plan, state));
  else view.out(drawPlanGraph(tree, state));
  return 0;
};

/** The root module is looked at first, under its short name. */
function openConfiguration(terminal: Terminal, view: View): { readonly tree: ModuleTree } | undefined {
  const options = loadOptions(terminal, view.sources);
  const ofRoot = loadRootModule(options);
  const loaded = hasErrors(ofRoot.diagnostics) ? ofRoot : loadConfiguration({ ...options, root: terminal.directory });
  const diagnostics = loaded.diagnostics.filter(({ summary }) => !OF_VERSION.has(summary));
  view.diagnostics(diagnostics);
  return loaded.tree && !hasErrors(diagnostics) ? { tree: loaded.tree } : undefined;
}

/** A folder in place of a plan counts as none. */
function openPlan(path: string, terminal: Terminal, view: View): SavedPlan | "refused" | undefined {
  const full = resolve(terminal.directory, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found?.isDirectory()) return undefined;
  const saved = found && readPlanFile(full);
  if (saved) return saved;
  view.error(
    found ? `${notAPlanFile(noPlanIn(readFileSync(full, "utf8")))}\n` : `stat ${path}: no such file or directory\n`,
  );
  return "refused";
}

function storedState(terminal: Terminal, view: View): State | undefined {
  const found = findState(terminal, view);
  return found && readState(found.location, view.diagnostics)?.state;
}
