/** `plan`: shows what would change, and saves the plan where asked. */
import { resolve } from "node:path";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { containsInfinity } from "../../terraform/lang/json.ts";
import { readErrorText } from "../../terraform/lang/read-error.ts";
import type { Plan } from "../../terraform/plan/plan.ts";
import { writePlanFile } from "../../terraform/plan/plan-file.ts";
import { unsavedPlan } from "../../terraform/state/infinity.ts";
import type { Command } from "../command.ts";
import type { LockedState } from "../operation/locked-state.ts";
import { openOperation } from "../operation/open-operation.ts";
import { parsePlanFlags } from "../operation/operation-flags.ts";
import { operationRequest } from "../operation/operation-request.ts";
import { moduleManifest } from "../operation/run-apply.ts";
import { runPlan } from "../operation/run-plan.ts";
import { unservedTypes } from "../operation/unserved-types.ts";
import { createView } from "../view.ts";

export const plan: Command = async (args, terminal) => {
  const parsed = parsePlanFlags(args);
  const flags = parsed.values;
  const view = createView(terminal, { noColor: flags["no-color"], compactWarnings: flags["compact-warnings"] });
  const request = operationRequest(parsed, "plan", view);
  if (!request) return 1;
  const root = openOperation("plan", request, flags, terminal, view);
  if (!root) return 1;
  const save = (saved: Plan, { store, exists }: LockedState): Diagnostic | undefined => {
    const path = flags.out;
    if (!path || [...saved.changes.outputs.values()].some(({ after }) => containsInfinity(after))) return undefined;
    try {
      writePlanFile(resolve(terminal.directory, path), {
        plan: saved,
        tree: root.tree,
        workspace: root.workspace,
        lineage: store.lineage,
        serial: store.serial,
        hadState: exists,
        moduleManifest: moduleManifest(terminal),
      });
      return undefined;
    } catch (error) {
      const reason = readErrorText(path, error).replace(/^read /, "open ");
      const detail = `The plan file could not be written: ${reason}.`;
      return { severity: "error", summary: "Failed to write plan file", detail };
    }
  };
  const planned = await runPlan({ ...request, root, flags, operation: "OperationTypePlan", save }, terminal, view);
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
  }
  const generatedPath = planned.plan.generated.size > 0 ? flags["generate-config-out"] : undefined;
  if (changes) output.planNextStep(flags.out || undefined, generatedPath);
  locked.release();
  return flags["detailed-exitcode"] && changes ? 2 : 0;
};
