/** `plan`: shows what would change, and saves the plan where asked. */
import { resolve } from "node:path";
import { writePlanFile } from "../../terraform/plan/plan-file.ts";
import type { Command } from "../command.ts";
import { modeOf, usageProblem } from "../operation/mode.ts";
import { parsePlanFlags } from "../operation/operation-flags.ts";
import { moduleManifest } from "../operation/run-apply.ts";
import { runPlan } from "../operation/run-plan.ts";
import { openWorkspace } from "../operation/workspace-root.ts";
import { createView, showFlagError, showUsageHint } from "../view.ts";

export const plan: Command = async (args, terminal) => {
  const { values: flags, error, rest, occurrences } = parsePlanFlags(args);
  const view = createView(terminal, { noColor: flags["no-color"], compactWarnings: flags["compact-warnings"] });
  if (error !== undefined) {
    showFlagError(view, "plan", error);
    return 1;
  }
  const problem = usageProblem(flags, rest, "plan");
  if (problem) {
    view.diagnostics([problem]);
    showUsageHint(view, "plan");
    return 1;
  }
  const root = openWorkspace(terminal, view, flags);
  if (!root) return 1;
  const given = occurrences.filter(({ name }) => name === "var" || name === "var-file");
  const planned = await runPlan(
    { root, mode: modeOf(flags), flags, given, operation: "OperationTypePlan" },
    terminal,
    view,
  );
  if (!planned) return 1;
  const { locked, output, diagnostics } = planned;
  output.diagnostics(diagnostics);
  const changes = planned.plan.applyable;
  if (flags.out !== undefined) {
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
  if (changes) output.planNextStep(flags.out, generatedPath);
  locked.release();
  return flags["detailed-exitcode"] && changes ? 2 : 0;
};
