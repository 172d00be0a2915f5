/** `graph`: the dependencies between resources, as Graphviz text. */
import { hasErrors } from "../../hcl/diagnostic.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import { drawResourceGraph } from "../../terraform/validate/resource-graph.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
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
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  view.diagnostics(diagnostics);
  if (!tree || hasErrors(diagnostics)) return 1;
  if (flags.type !== undefined || flags.plan !== undefined) {
    const known = flags.type === undefined || TYPES.has(flags.type);
    const [summary, detail] = known
      ? ["Not built", "Only the graph of resources is drawn, not that of a plan's operations."]
      : [
          "Unsupported graph type",
          'The -type=... argument must be either "plan", "plan-refresh-only", "plan-destroy", or "apply".',
        ];
    view.diagnostics([{ severity: "error", summary, detail }]);
    return 1;
  }
  view.out(drawResourceGraph(tree));
  return 0;
};
