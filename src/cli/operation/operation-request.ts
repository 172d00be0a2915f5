/** What the flags of plan, apply, destroy and refresh ask for, and which of them are wrong or do not go together. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printResourceInstance } from "../../terraform/addresses/resource.ts";
import type { PlanMode } from "../../terraform/plan/plan-context.ts";
import type { Target } from "../../terraform/plan/targets.ts";
import { showUsageHint, type View } from "../view.ts";
import { jsonOutput } from "./json-output.ts";
import type { OperationFlags } from "./operation-flags.ts";
import { parseInstance, parseTarget } from "./parse-target.ts";

type OperationCommand = "plan" | "apply" | "destroy" | "refresh";

export interface OperationRequest {
  readonly mode: PlanMode;
  readonly targets: readonly Target[];
  readonly replace: readonly string[];
  /** `-var` and `-var-file` in their order. */
  readonly given: readonly { readonly name: string; readonly value: string }[];
}

interface ParsedOperationFlags {
  readonly values: OperationFlags;
  readonly occurrences: OperationRequest["given"];
  readonly rest: readonly string[];
  readonly error?: string;
}

/** Shows what is wrong, all at once and with a hint at the usage; undefined then. */
export function operationRequest(
  parsed: ParsedOperationFlags,
  command: OperationCommand,
  view: View,
): OperationRequest | undefined {
  const { values: flags, occurrences } = parsed;
  const problems: Diagnostic[] = usageProblems(parsed, command);
  const targets = parseTargets(flags.target ?? [], problems);
  const replace = parseReplace(flags.replace ?? [], problems);
  problems.push(...modeProblems(flags, command));
  if (problems.length > 0) {
    if (flags.json) jsonOutput(view).diagnostics(problems);
    else {
      view.diagnostics(problems);
      showUsageHint(view, command);
    }
    return undefined;
  }
  const given = occurrences.filter(({ name }) => name === "var" || name === "var-file");
  const destroys = command === "destroy" || flags.destroy;
  return { mode: destroys ? "destroy" : flags["refresh-only"] ? "refresh-only" : "normal", targets, replace, given };
}

const problem = (summary: string, detail: string): Diagnostic => ({ severity: "error", summary, detail });

function usageProblems({ rest, error }: ParsedOperationFlags, command: OperationCommand): Diagnostic[] {
  const problems: Diagnostic[] = [];
  if (error !== undefined) problems.push(problem("Failed to parse command-line flags", error));
  if (rest.length > (command === "apply" || command === "destroy" ? 1 : 0)) {
    const detail =
      command === "plan"
        ? "To specify a working directory for the plan, use the global -chdir flag."
        : "Expected at most one positional argument.";
    problems.push(problem("Too many command line arguments", detail));
  }
  return problems;
}

function modeProblems(flags: OperationFlags, command: OperationCommand): readonly Diagnostic[] {
  if (command === "destroy") {
    const always =
      'The -destroy option is not valid for "terraform destroy", because this command always runs in destroy mode.';
    if (flags.destroy) return [problem("Invalid mode option", always)];
    if (!flags["refresh-only"]) return [];
    return [problem("Invalid mode option", 'The -refresh-only option is not valid for "terraform destroy".')];
  }
  if (!flags["refresh-only"]) return [];
  if (flags.destroy) {
    const detail = "The -destroy and -refresh-only options are mutually-exclusive.";
    return [problem("Incompatible plan mode options", detail)];
  }
  if (flags.refresh !== false) return [];
  const detail =
    "It doesn't make sense to use -refresh-only at the same time as -refresh=false, because Terraform would have nothing to do.";
  return [problem("Incompatible refresh options", detail)];
}

function parseTargets(texts: readonly string[], problems: Diagnostic[]): readonly Target[] {
  return texts.flatMap((text) => {
    const { target, diagnostics } = parseTarget(text);
    if (target) return [target];
    problems.push(problem(`Invalid target ${JSON.stringify(text)}`, diagnostics[0]?.detail ?? ""));
    return [];
  });
}

function parseReplace(texts: readonly string[], problems: Diagnostic[]): readonly string[] {
  return texts.flatMap((text) => {
    const { address, diagnostics } = parseInstance(text);
    if (address?.resource.mode === "managed") return [printResourceInstance(address)];
    const detail = address
      ? "Only managed resources can be used with the -replace=... option."
      : (diagnostics[0]?.detail ?? "");
    problems.push(problem(`Invalid force-replace address ${JSON.stringify(text)}`, detail));
    return [];
  });
}
