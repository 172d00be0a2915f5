/** `refresh`: brings the state in line with the real objects, and changes nothing else. */

import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Command } from "../command.ts";
import { modeOf, usageProblem } from "../operation/mode.ts";
import { parseRefreshFlags } from "../operation/operation-flags.ts";
import { runPlan } from "../operation/run-plan.ts";
import { openWorkspace } from "../operation/workspace-root.ts";
import { createView, showFlagError, showUsageHint } from "../view.ts";

export const refresh: Command = async (args, terminal) => {
  const { values: flags, error, rest, occurrences } = parseRefreshFlags(args);
  const view = createView(terminal, { noColor: flags["no-color"], compactWarnings: flags["compact-warnings"] });
  if (error !== undefined) {
    showFlagError(view, "refresh", error);
    return 1;
  }
  const problem = usageProblem(flags, rest, "refresh");
  if (problem) {
    view.diagnostics([problem]);
    showUsageHint(view, "refresh");
    return 1;
  }
  const root = openWorkspace(terminal, view, flags);
  if (!root) return 1;
  const given = occurrences.filter(({ name }) => name === "var" || name === "var-file");
  const mode = modeOf(flags) === "destroy" ? "destroy" : "refresh-only";
  const operation = "OperationTypeRefresh";
  const refreshed = await runPlan({ root, mode, flags, given, operation, quiet: true }, terminal, view);
  if (!refreshed) return 1;
  const { locked, output, plan } = refreshed;
  const hadObjects = locked.state.resources.size > 0;
  locked.store.finish(plan.priorState);
  locked.release();
  output.diagnostics([...(hadObjects ? [] : [nothingTracked]), ...refreshed.diagnostics]);
  output.outputs(plan.priorState.outputs);
  return 0;
};

const nothingTracked: Diagnostic = {
  severity: "warning",
  summary: "Empty or non-existent state",
  detail: "There are currently no remote objects tracked in the state, so there is nothing to refresh.",
};
