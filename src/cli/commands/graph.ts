/** `graph`: the dependencies between resources, as Graphviz text. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import { drawEmptyDestroyGraph, drawOperationGraph } from "../../terraform/plan/operation-graph.ts";
import { StateStore } from "../../terraform/state/state-store.ts";
import { drawResourceGraph } from "../../terraform/validate/resource-graph.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { openWorkspace } from "../operation/workspace-root.ts";
import { createView, showOldFlagError, TOO_MANY_ARGUMENTS } from "../view.ts";
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
  if (flags.plan !== undefined && !existsSync(resolve(terminal.directory, flags.plan))) {
    view.error(`stat ${flags.plan}: no such file or directory\n`);
    return 1;
  }
  const { tree, diagnostics } = loadConfiguration({
    ...loadOptions(terminal, view.sources),
    root: terminal.directory,
  });
  view.diagnostics(diagnostics);
  if (!tree || hasErrors(diagnostics)) return 1;
  const fail = (summary: string, detail: string): number => {
    view.diagnostics([{ severity: "error", summary, detail }]);
    return 1;
  };
  if (flags.plan !== undefined) {
    return fail("Not built", "The graph of a saved plan's operations is not drawn, only that of a configuration.");
  }
  if (flags.type === undefined) {
    view.out(drawResourceGraph(tree));
    return 0;
  }
  if (REMOVED_TYPES.has(flags.type)) {
    const detail = `The graph type ${JSON.stringify(flags.type)} is no longer available. Use -type=plan instead to get a similar result.`;
    return fail("Graph type no longer available", detail);
  }
  if (!TYPES.has(flags.type)) {
    return fail(
      "Unsupported graph type",
      'The -type=... argument must be either "plan", "plan-refresh-only", "plan-destroy", or "apply".',
    );
  }
  if (flags.type !== "plan-destroy") {
    view.out(drawOperationGraph(tree));
    return 0;
  }
  const root = openWorkspace(terminal, view);
  if (!root) return 1;
  if (new StateStore(root.location).read().state.resources.size > 0) {
    return fail("Not built", "The graph of what there is to destroy is only drawn where there is nothing.");
  }
  view.out(drawEmptyDestroyGraph(tree));
  return 0;
};
