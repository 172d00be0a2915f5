/** Which kind of plan the flags ask for, and which flags do not go together. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { PlanMode } from "../../terraform/plan/plan-context.ts";
import type { OperationFlags } from "./operation-flags.ts";

export const modeOf = (flags: OperationFlags): PlanMode =>
  flags.destroy ? "destroy" : flags["refresh-only"] ? "refresh-only" : "normal";

const incompatible = (detail: string): Diagnostic => ({
  severity: "error",
  summary: "Incompatible plan mode options",
  detail,
});

export function usageProblem(
  flags: OperationFlags,
  rest: readonly string[],
  command: "plan" | "apply" | "destroy" | "refresh",
): Diagnostic | undefined {
  if (rest.length > (command === "apply" || command === "destroy" ? 1 : 0)) {
    const detail =
      command === "plan"
        ? "To specify a working directory for the plan, use the global -chdir flag."
        : "Expected at most one positional argument.";
    return { severity: "error", summary: "Too many command line arguments", detail };
  }
  if (flags.destroy && flags["refresh-only"]) {
    return incompatible("The -destroy and -refresh-only options are mutually-exclusive.");
  }
  if (flags["refresh-only"] && flags.refresh === false) {
    return incompatible("The -refresh=false option cannot be combined with -refresh-only.");
  }
  if (flags["refresh-only"] && (flags.replace?.length ?? 0) > 0) {
    return incompatible("The -refresh-only and -replace options are mutually-exclusive.");
  }
  return undefined;
}
