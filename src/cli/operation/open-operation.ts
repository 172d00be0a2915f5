/**
 * What plan, apply, destroy and refresh look at before the state: the root module and its backend, then where the
 * variables come from and what the flags name, and only then the modules below.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { configurationFiles, isEmptyDirectory } from "../../terraform/config/load-directory.ts";
import { loadRootModule } from "../../terraform/config/load-tree.ts";
import { variableSourceProblems } from "../../terraform/plan/input-variables.ts";
import type { Terminal } from "../command.ts";
import type { View } from "../view.ts";
import { loadOptions } from "../working-directory.ts";
import { TARGET_EXISTS } from "./generate-configuration.ts";
import { jsonOutput } from "./json-output.ts";
import type { OperationFlags } from "./operation-flags.ts";
import type { OperationRequest } from "./operation-request.ts";
import { openWorkspace, type WorkspaceRoot } from "./workspace-root.ts";

/** Undefined after errors, which have been shown. */
export function openOperation(
  command: "plan" | "apply" | "refresh",
  { given, mode }: OperationRequest,
  flags: OperationFlags,
  terminal: Terminal,
  view: View,
): WorkspaceRoot | undefined {
  const report = (problems: readonly Diagnostic[]): void =>
    flags.json ? jsonOutput(view).diagnostics(problems) : view.diagnostics(problems);
  if (!hasErrors(loadRootModule(loadOptions(terminal, view.sources)).diagnostics)) {
    if (flags.state !== undefined) report([DEPRECATED_STATE]);
    const { directory, environment } = terminal;
    const problems = [...variableSourceProblems({ directory, environment, given, sources: view.sources })];
    const wrong = parallelismProblem(flags.parallelism ?? 0) ?? targetProblem(flags, directory);
    if (problems.length === 0 && wrong) problems.push(wrong);
    else if (problems.length === 0 && mode !== "destroy" && command !== "refresh" && !hasConfiguration(directory)) {
      problems.push(command === "plan" ? NOTHING_TO_PLAN : NOTHING_TO_APPLY);
    }
    if (problems.length > 0) {
      report(problems);
      return undefined;
    }
  }
  return openWorkspace(terminal, view, flags);
}

/** Zero stands for the usual number. */
function parallelismProblem(parallelism: number): Diagnostic | undefined {
  if (parallelism >= 0) return undefined;
  const detail = `The parallelism must be a positive value. Not ${parallelism}.`;
  return { severity: "error", summary: "Invalid parallelism value", detail };
}

function targetProblem(flags: OperationFlags, directory: string): Diagnostic | undefined {
  const path = flags["generate-config-out"];
  return path !== undefined && existsSync(resolve(directory, path)) ? TARGET_EXISTS : undefined;
}

function hasConfiguration(directory: string): boolean {
  const files = configurationFiles(directory);
  return files !== undefined && !isEmptyDirectory(files);
}

const NOTHING_TO_PLAN: Diagnostic = {
  severity: "error",
  summary: "No configuration files",
  detail:
    "Plan requires configuration to be present. Planning without a configuration would mark everything for destruction, which is normally not what is desired. If you would like to destroy everything, run plan with the -destroy option. Otherwise, create a Terraform configuration file (.tf file) and try again.",
};

const NOTHING_TO_APPLY: Diagnostic = {
  severity: "error",
  summary: "No configuration files",
  detail:
    "Apply requires configuration to be present. Applying without a configuration would mark everything for destruction, which is normally not what is desired. If you would like to destroy everything, run 'terraform destroy' instead.",
};

export const DEPRECATED_STATE: Diagnostic = {
  severity: "warning",
  summary: "Deprecated flag: -state",
  detail:
    "Use `path` attribute within the `local` backend instead: https://developer.hashicorp.com/terraform/language/v1.10.x/settings/backends/local#path",
};
