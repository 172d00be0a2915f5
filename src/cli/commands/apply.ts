/** `apply`: plans, asks, and carries out; or carries out a saved plan. */
import type { Command, Terminal } from "../command.ts";
import { jsonOutput } from "../operation/json-output.ts";
import { parseApplyFlags } from "../operation/operation-flags.ts";
import { operationRequest } from "../operation/operation-request.ts";
import { runApply, runSavedApply } from "../operation/run-apply.ts";
import { createView } from "../view.ts";

export const apply: Command = (args, terminal) => runCommand("apply", args, terminal);

/** `destroy` is `apply -destroy` under another name. */
export const destroy: Command = (args, terminal) => runCommand("destroy", args, terminal);

async function runCommand(name: "apply" | "destroy", args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseApplyFlags(args);
  const flags = parsed.values;
  const view = createView(terminal, { noColor: flags["no-color"], compactWarnings: flags["compact-warnings"] });
  const request = operationRequest(parsed, name, view);
  if (!request) return 1;
  const [planFile] = parsed.rest;
  if (planFile !== undefined) return runSavedApply(planFile, flags, request.given, terminal, view);
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
      ...request,
      flags,
      autoApprove: flags["auto-approve"] === true,
      destroyCommand: name === "destroy",
    },
    terminal,
    view,
  );
}
