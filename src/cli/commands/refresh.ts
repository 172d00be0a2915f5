/** `refresh`: brings the state in line with the real objects, and changes nothing else. */

import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Command } from "../command.ts";
import { writeUnchanged } from "../operation/locked-state.ts";
import { openOperation } from "../operation/open-operation.ts";
import { parseRefreshFlags } from "../operation/operation-flags.ts";
import { operationRequest } from "../operation/operation-request.ts";
import { runPlan } from "../operation/run-plan.ts";
import { createView } from "../view.ts";

export const refresh: Command = async (args, terminal) => {
  const parsed = parseRefreshFlags(args);
  const flags = parsed.values;
  const view = createView(terminal, { noColor: flags["no-color"], compactWarnings: flags["compact-warnings"] });
  const request = operationRequest(parsed, "refresh", view);
  if (!request) return 1;
  const root = openOperation("refresh", request, flags, terminal, view);
  if (!root) return 1;
  const mode = request.mode === "destroy" ? "destroy" : "refresh-only";
  const operation = "OperationTypeRefresh";
  const refreshing = {
    ...request,
    replace: [],
    root,
    mode,
    flags: { ...flags, refresh: true },
    operation,
    quiet: true,
  } as const;
  const refreshed = await runPlan(refreshing, terminal, view);
  if (!refreshed) return 1;
  const { locked, output, plan } = refreshed;
  const hadObjects = locked.state.resources.size > 0;
  locked.store.finish(plan.priorState);
  writeUnchanged(locked.store, plan.priorState);
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
