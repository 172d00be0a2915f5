/** `plan`: shows what would change, and saves the plan where asked. */
import { resolve } from "node:path";
import { containsInfinity } from "../../terraform/lang/json.ts";
import { writePlanFile } from "../../terraform/plan/plan-file.ts";
import { unsavedPlan } from "../../terraform/state/infinity.ts";
import type { Command } from "../command.ts";
import { parsePlanFlags } from "../operation/operation-flags.ts";
import { operationRequest } from "../operation/operation-request.ts";
import { moduleManifest } from "../operation/run-apply.ts";
import { runPlan } from "../operation/run-plan.ts";
import { unservedTypes } from "../operation/unserved-types.ts";
import { openWorkspace } from "../operation/workspace-root.ts";
import { createView } from "../view.ts";

export const plan: Command = async (args, terminal) => {
  const parsed = parsePlanFlags(args);
  const flags = parsed.values;
  const view = createView(terminal, { noColor: flags["no-color"], compactWarnings: flags["compact-warnings"] });
  const request = operationRequest(parsed, "plan", view);
  if (!request) return 1;
  const root = openWorkspace(terminal, view, flags);
  if (!root) return 1;
  const planned = await runPlan({ ...request, root, flags, operation: "OperationTypePlan" }, terminal, view);
  if (!planned) return 1;
  const { locked, output, diagnostics } = planned;
  // What programs read stays Terraform's.
  const unserved = flags.json ? [] : unservedTypes(planned.plan, planned.providers, "warning");
  output.diagnostics([...diagnostics, ...unserved]);
  const changes = planned.plan.applyable;
  if (flags.out) {
    const infinite = [...planned.plan.changes.outputs.values()].find(({ after }) => containsInfinity(after));
    if (infinite) {
      output.diagnostics([unsavedPlan(infinite.name)]);
      locked.release();
      return 1;
    }
    writePlanFile(resolve(terminal.directory, flags.out), {
      plan: planned.plan,
      tree: root.tree,
      workspace: root.workspace,
      lineage: locked.store.lineage,
      serial: locked.store.serial,
      hadState: locked.exists,
      moduleManifest: moduleManifest(terminal),
    });
  }
  const generatedPath = planned.plan.generated.size > 0 ? flags["generate-config-out"] : undefined;
  if (changes) output.planNextStep(flags.out || undefined, generatedPath);
  locked.release();
  return flags["detailed-exitcode"] && changes ? 2 : 0;
};
