/** From flags, or a saved plan, to an applied plan: what apply, destroy and refresh are. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Creations } from "../../cloud/creation.ts";
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { apply as applyPlan } from "../../terraform/apply/apply.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { valuesEqual } from "../../terraform/lang/equals.ts";
import { formatValue } from "../../terraform/lang/format-value.ts";
import type { Value } from "../../terraform/lang/value.ts";
import { collectVariables } from "../../terraform/plan/input-variables.ts";
import type { Plan } from "../../terraform/plan/plan.ts";
import { loadSavedConfiguration, readPlanFile, type SavedPlan } from "../../terraform/plan/plan-file.ts";
import type { ProviderTypes } from "../../terraform/plan/provider-configs.ts";
import { TARGETED_APPLY } from "../../terraform/plan/targets.ts";
import type { Terminal } from "../command.ts";
import type { View } from "../view.ts";
import { dataDirectory, inAutomation } from "../working-directory.ts";
import { growYoungGenerationFor } from "../young-generation.ts";
import { askApproval } from "./approval.ts";
import { loadProviders, providerHost, schemaLookup } from "./engine.ts";
import { creationPlace, withInterruptedCreations } from "./interrupted-creations.ts";
import { jsonOutput } from "./json-output.ts";
import { type LockedState, openState, writeUnchanged } from "./locked-state.ts";
import { noPlanIn, notAPlanFile } from "./not-a-plan-file.ts";
import { DEPRECATED_STATE, openOperation } from "./open-operation.ts";
import type { OperationFlags } from "./operation-flags.ts";
import type { OperationRequest } from "./operation-request.ts";
import type { OperationOutput } from "./output.ts";
import { runPlan } from "./run-plan.ts";
import { stateLocation, usesCloud } from "./state-location.ts";
import { textOutput } from "./text-output.ts";
import { unservedTypes } from "./unserved-types.ts";
import { backendOf, validWorkspace } from "./workspace-root.ts";

export interface ApplyRequest extends OperationRequest {
  readonly flags: OperationFlags;
  readonly autoApprove: boolean;
  /** The command was `destroy`, not `apply -destroy`. */
  readonly destroyCommand: boolean;
}

interface Ready {
  readonly plan: Plan;
  readonly tree: ModuleTree;
  readonly locked: LockedState;
  readonly providers: ProviderTypes;
  readonly output: OperationOutput;
  readonly variables: ReadonlyMap<string, Value>;
  readonly workspace: string;
  /** Everything goes because that was asked for, not because a saved plan says so. */
  readonly destroying: boolean;
  /** Warnings that are shown with those of applying. */
  readonly diagnostics: readonly Diagnostic[];
}

export async function runApply(request: ApplyRequest, terminal: Terminal, view: View): Promise<number> {
  const { flags, mode, targets, replace, given } = request;
  const root = openOperation("apply", request, flags, terminal, view);
  if (!root) return 1;
  const planned = await runPlan(
    { root, mode, targets, replace, flags, given, operation: "OperationTypeApply" },
    terminal,
    view,
  );
  if (!planned) return 1;
  const { plan, locked, output } = planned;
  const unserved = unservedTypes(plan, planned.providers);
  if (unserved.length > 0) {
    output.diagnostics([...planned.diagnostics, ...unserved]);
    locked.release();
    return 1;
  }
  if (isUnfinished(plan)) {
    output.diagnostics([...planned.diagnostics, NOT_APPLYABLE]);
    locked.release();
    return 1;
  }
  const asks = plan.applyable && !request.autoApprove;
  if (asks) {
    // What warnings there are may weigh in the decision; without one they are shown with those of applying.
    output.diagnostics(planned.diagnostics);
    const answer = await askApproval(mode, root.workspace, terminal, view);
    if (answer !== "approved") {
      if (answer !== "refused") output.diagnostics([answer]);
      locked.release();
      return 1;
    }
  }
  const { tree, workspace } = root;
  const diagnostics = asks ? [] : planned.diagnostics.filter(({ summary }) => !CHECK_SUMMARIES.has(summary));
  return carryOut({ ...planned, tree, workspace, diagnostics, destroying: request.destroyCommand }, flags, terminal);
}

/** Looking at what there is cannot settle what nothing has been made for yet. */
const isUnfinished = ({ mode, applyable, changes }: Plan): boolean =>
  mode === "refresh-only" && !applyable && [...changes.outputs.values()].some(({ action }) => action !== "no-op");

const NOT_APPLYABLE: Diagnostic = {
  severity: "error",
  summary: "Cannot apply non-applyable plan",
  detail: "The given plan is not applyable. If this seems like a bug in Terraform, then please report it!",
};

/** Applying tells again what checks have found. */
const CHECK_SUMMARIES: ReadonlySet<string> = new Set([
  "Check block assertion failed",
  "Check block assertion known after apply",
]);

export async function runSavedApply(
  path: string,
  flags: OperationFlags,
  given: ApplyRequest["given"],
  terminal: Terminal,
  view: View,
): Promise<number> {
  const options = { inAutomation: inAutomation(terminal), destroying: false };
  const early = flags.json ? jsonOutput(view) : textOutput(view, () => ({ attributes: {}, blocks: {} }), options);
  if (flags.state !== undefined) early.diagnostics([DEPRECATED_STATE]);
  const saved = loadPlan(path, terminal, early);
  const workspace = saved && validWorkspace(terminal, view);
  if (!saved || workspace === undefined) return 1;
  const tree = loadSavedConfiguration(saved, view.sources);
  if (!tree) return 1;
  const variables = savedVariables(saved, tree, given, terminal, view);
  if (hasErrors(variables.diagnostics)) {
    early.diagnostics(variables.diagnostics);
    return 1;
  }
  const problems: Diagnostic[] = [];
  const backend = backendOf(terminal, tree, problems);
  if (hasErrors(problems)) {
    early.diagnostics(problems);
    return 1;
  }
  const current = stateLocation(terminal.directory, workspace, backend, usesCloud(tree), flags);
  const opened = await openState(
    current,
    { lock: flags.lock !== false, timeout: flags["lock-timeout"] ?? 0, operation: "OperationTypeApply" },
    view,
    (found) => early.diagnostics(found),
  );
  if (!opened) return 1;
  const locked = await withInterruptedCreations(opened, tree, terminal);
  const stale = staleness(saved, locked);
  if (stale) {
    early.diagnostics([stale]);
    locked.release();
    return 1;
  }
  if (isUnfinished(saved.plan)) {
    early.diagnostics([NOT_APPLYABLE]);
    locked.release();
    return 1;
  }
  const providers = await loadProviders(tree, saved.plan.priorState, terminal);
  const unserved = unservedTypes(saved.plan, providers);
  if (unserved.length > 0) {
    early.diagnostics(unserved);
    locked.release();
    return 1;
  }
  const output = flags.json ? early : textOutput(view, schemaLookup(providers), options);
  output.savedPlan(saved.plan);
  return carryOut(
    {
      plan: saved.plan,
      tree,
      locked,
      providers,
      output,
      variables: variables.values,
      workspace,
      diagnostics: variables.diagnostics,
      destroying: false,
    },
    flags,
    terminal,
  );
}

const planProblem = (summary: string, detail: string): Diagnostic => ({ severity: "error", summary, detail });

function loadPlan(path: string, { directory }: Terminal, output: OperationOutput): SavedPlan | undefined {
  const full = resolve(directory, path);
  const fail = (diagnostic: Diagnostic): undefined => {
    output.diagnostics([diagnostic]);
    return undefined;
  };
  if (!existsSync(full)) {
    return fail(
      planProblem(
        `Failed to load ${JSON.stringify(path)} as a plan file`,
        `Error: stat ${path}: no such file or directory`,
      ),
    );
  }
  if (statSync(full).isDirectory()) {
    return fail(
      planProblem(
        `Failed to load ${JSON.stringify(path)} as a plan file`,
        "The specified path is a directory, not a plan file. You can use the global -chdir flag to use this directory as the configuration root.",
      ),
    );
  }
  const saved = readPlanFile(full);
  return saved ?? fail(planProblem(`Failed to load ${JSON.stringify(path)} as a plan file`, notAPlan(full)));
}

const notAPlan = (path: string): string => `Error: ${notAPlanFile(noPlanIn(readFileSync(path, "utf8")))}`;

function staleness(saved: SavedPlan, locked: LockedState): Diagnostic | undefined {
  const { lineage, serial } = locked.store;
  if (saved.hadState !== locked.exists || (saved.hadState && saved.lineage !== lineage)) {
    if (!saved.hadState && locked.exists) return stale;
    return planProblem(
      "Saved plan does not match the given state",
      "The given plan file can not be applied because it was created from a different state lineage.",
    );
  }
  return saved.serial === serial ? undefined : stale;
}

const stale = planProblem(
  "Saved plan is stale",
  "The given plan file can no longer be applied because the state was changed by another operation after the plan was created.",
);

function savedVariables(
  saved: SavedPlan,
  tree: ModuleTree,
  given: ApplyRequest["given"],
  terminal: Terminal,
  view: View,
): { readonly values: ReadonlyMap<string, Value>; readonly diagnostics: readonly Diagnostic[] } {
  const { directory, environment } = terminal;
  // Only those that were given for the plan are known, and those that must be given again.
  const known = new Map(
    [...tree.module.variables].filter(([name, { ephemeral }]) => ephemeral || saved.plan.writtenVariables.has(name)),
  );
  const collected = collectVariables(
    { ...tree.module, variables: known },
    { directory, environment, given, sources: view.sources },
  );
  const values = new Map(saved.plan.variables);
  const diagnostics: Diagnostic[] = collected.diagnostics.filter(
    ({ summary }) => summary === "Value for undeclared variable" || summary === "Invalid -var option",
  );
  if (hasErrors(diagnostics)) return { values, diagnostics };
  for (const [name, value] of collected.explicit) {
    const planned = saved.plan.variables.get(name);
    if (planned && !valuesEqual(planned, value)) {
      const detail = `The variable ${name} cannot be set using the -var and -var-file options when applying a saved plan file, because a saved plan includes the variable values that were set when it was created. The saved plan specifies ${formatValue(planned)} as the value whereas during apply the value ${formatValue(value)} was set by a CLI argument. To declare an ephemeral variable which is not saved in the plan file, use ephemeral = true.`;
      diagnostics.push(planProblem("Can't change variable when applying a saved plan", detail));
    }
  }
  for (const [name, value] of collected.values) if (!values.has(name)) values.set(name, value);
  for (const name of saved.ephemeralVariables) {
    const value = collected.values.get(name);
    if (!value || value.isNull) {
      const detail = `The ephemeral input variable ${JSON.stringify(name)} was set during the plan phase, and so must also be set during the apply phase.`;
      diagnostics.push(planProblem("No value for required variable", detail));
    }
  }
  return { values, diagnostics };
}

async function carryOut(ready: Ready, flags: OperationFlags, terminal: Terminal): Promise<number> {
  const { plan, tree, locked, providers, output, variables, workspace } = ready;
  let applied: Awaited<ReturnType<typeof applyPlan>>;
  growYoungGenerationFor(plan.changes.size);
  const announce = (): void => output.text(INTERRUPTED);
  terminal.interrupted.addEventListener("abort", announce);
  const creations = usesCloud(tree)
    ? new Creations(creationPlace((await terminal.cloud()).directory, locked.store.paths))
    : undefined;
  locked.store.onWritten = () => creations?.forgetTold();
  try {
    applied = await applyPlan({
      plan,
      tree,
      providers,
      host: providerHost(terminal),
      ...(creations && { creations }),
      variables,
      directory: terminal.directory,
      workspace,
      parallelism: flags.parallelism || 10,
      events: output,
      interrupted: terminal.interrupted,
      onStateChange: (state) => locked.store.changed(state),
    });
    terminal.interrupted.removeEventListener("abort", announce);
    locked.store.finish(applied.state);
    writeUnchanged(locked.store, applied.state);
    creations?.forgetTold();
  } catch (error) {
    locked.store.flush();
    locked.release();
    throw error;
  } finally {
    creations?.close();
  }
  const diagnostics = [
    ...ready.diagnostics,
    ...(plan.targets.length > 0 ? [TARGETED_APPLY] : []),
    ...applied.diagnostics,
  ];
  output.diagnostics(diagnostics);
  locked.release();
  if (hasErrors(applied.diagnostics)) return 1;
  output.applyComplete(applied.counts, ready.destroying);
  if (
    flags["state-out"] !== undefined &&
    applied.counts.added + applied.counts.changed + applied.counts.destroyed > 0
  ) {
    output.savedAt(flags["state-out"]);
  }
  if (!ready.destroying) output.outputs(applied.state.outputs);
  return 0;
}

const INTERRUPTED =
  "\nInterrupt received.\nPlease wait for Terrarium to exit or data loss may occur.\nGracefully shutting down...\n\nStopping operation...\n";

/** The record of installed modules, to be kept with a saved plan. */
export function moduleManifest(terminal: Terminal): string | undefined {
  const path = join(dataDirectory(terminal), "modules", "modules.json");
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
