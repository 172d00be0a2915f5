/** `apply`: plans, asks, and carries out; or carries out a saved plan. */
import type { Command, Terminal } from "../command.ts";
import { jsonOutput } from "../operation/json-output.ts";
import { modeOf, usageProblem } from "../operation/mode.ts";
import { parseApplyFlags } from "../operation/operation-flags.ts";
import { runApply, runSavedApply } from "../operation/run-apply.ts";
import { createView, showFlagError, showUsageHint } from "../view.ts";

export const apply: Command = (args, terminal) => runCommand("apply", args, terminal);

/** `destroy` is `apply -destroy` under another name. */
export const destroy: Command = (args, terminal) => runCommand("destroy", ["-destroy", ...args], terminal);

async function runCommand(name: "apply" | "destroy", args: readonly string[], terminal: Terminal): Promise<number> {
  const { values: flags, error, rest, occurrences } = parseApplyFlags(args);
  const view = createView(terminal, { noColor: flags["no-color"], compactWarnings: flags["compact-warnings"] });
  if (error !== undefined) {
    showFlagError(view, name, error);
    return 1;
  }
  const problem = usageProblem(flags, rest, name);
  if (problem) {
    view.diagnostics([problem]);
    showUsageHint(view, name);
    return 1;
  }
  const given = occurrences.filter(({ name }) => name === "var" || name === "var-file");
  const [planFile] = rest;
  if (planFile !== undefined) return runSavedApply(planFile, flags, given, terminal, view);
  if (flags.json && !flags["auto-approve"]) {
    jsonOutput(view).diagnostics([
      {
        severity: "error",
        summary: "Plan file or auto-approve required",
        detail:
          "Terraform cannot ask for interactive approval when -json is set. You can either apply a saved plan file, or enable the -auto-approve option.",
      },
    ]);
    return 1;
  }
  return runApply(
    {
      mode: modeOf(flags),
      flags,
      given,
      autoApprove: flags["auto-approve"] === true,
      destroyCommand: name === "destroy",
    },
    terminal,
    view,
  );
}
