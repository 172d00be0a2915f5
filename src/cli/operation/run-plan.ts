/** From flags to a plan: what plan, apply and destroy do before they part. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { printResourceInstance } from "../../terraform/addresses/resource.ts";
import type { Value } from "../../terraform/lang/value.ts";
import { type Plan, type PlanOptions, plan } from "../../terraform/plan/plan.ts";
import type { ProviderTypes } from "../../terraform/plan/provider-configs.ts";
import { TARGETING_IN_EFFECT } from "../../terraform/plan/targets.ts";
import type { Terminal } from "../command.ts";
import type { View } from "../view.ts";
import { asksForInput, inAutomation } from "../working-directory.ts";
import { checkProviders } from "./check-providers.ts";
import { inputVariables, loadProviders, providerHost, schemaLookup, validateTree } from "./engine.ts";
import { generateConfiguration } from "./generate-configuration.ts";
import { withInterruptedCreations } from "./interrupted-creations.ts";
import { jsonOutput } from "./json-output.ts";
import { type LockedState, openState } from "./locked-state.ts";
import type { OperationFlags } from "./operation-flags.ts";
import type { OperationRequest } from "./operation-request.ts";
import type { OperationOutput } from "./output.ts";
import { textOutput } from "./text-output.ts";
import { unservedTypes } from "./unserved-types.ts";
import type { WorkspaceRoot } from "./workspace-root.ts";

export interface PlannedOperation {
  readonly plan: Plan;
  readonly locked: LockedState;
  readonly providers: ProviderTypes;
  readonly output: OperationOutput;
  readonly variables: ReadonlyMap<string, Value>;
  /** Warnings that have not been shown. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanRequest extends OperationRequest {
  readonly root: WorkspaceRoot;
  readonly flags: OperationFlags;
  /** As the lock's information names it. */
  readonly operation: string;
  /** The plan is of interest for the state it finds, and is not shown. */
  readonly quiet?: boolean;
  /** Keeps the plan before it is shown; says what went wrong with that. */
  readonly save?: (plan: Plan, locked: LockedState) => Diagnostic | undefined;
}

/** Shows what goes wrong; undefined then, and the lock is released. */
export async function runPlan(
  request: PlanRequest,
  terminal: Terminal,
  view: View,
): Promise<PlannedOperation | undefined> {
  const { root, flags, mode } = request;
  const options = { inAutomation: inAutomation(terminal), destroying: mode === "destroy" };
  const early = flags.json ? jsonOutput(view) : textOutput(view, () => EMPTY, options);
  const targeting = [...root.diagnostics, ...(request.targets.length > 0 ? [TARGETING_IN_EFFECT] : [])];
  const locked = await openState(
    root.location,
    { lock: flags.lock !== false, timeout: flags["lock-timeout"] ?? 0, operation: request.operation },
    view,
    (found) => early.diagnostics(found),
  );
  if (!locked) return undefined;
  try {
    const carriedOn = await withInterruptedCreations(locked, root.tree, terminal);
    return await planLocked(request, targeting, carriedOn, early, options, terminal, view);
  } catch (error) {
    locked.release();
    throw error;
  }
}

async function planLocked(
  { root, flags, mode, given, targets, replace, quiet, save }: PlanRequest,
  targeting: readonly Diagnostic[],
  locked: LockedState,
  early: OperationOutput,
  options: { readonly inAutomation: boolean; readonly destroying: boolean },
  terminal: Terminal,
  view: View,
): Promise<PlannedOperation | undefined> {
  const fail = (found: readonly Diagnostic[]): undefined => {
    output.diagnostics(found);
    locked.release();
    return undefined;
  };
  const providers = await loadProviders(root.tree, locked.state, terminal);
  const output = flags.json ? early : textOutput(view, schemaLookup(providers), options);
  const installed = await checkProviders(root.tree, terminal, view);
  if (hasErrors(installed)) return fail([...targeting, ...installed]);
  const collected = await inputVariables(
    root.tree,
    { given, prompt: asksForInput(flags, terminal) && !flags.json },
    terminal,
    view,
  );
  const refused = new Set([...collected.refused.values()].flat());
  const before = [
    ...targeting,
    ...installed,
    ...collected.diagnostics.filter((diagnostic) => !refused.has(diagnostic)),
  ];
  if (hasErrors(before)) return fail(before);
  const planning: PlanOptions = {
    tree: root.tree,
    providers,
    host: providerHost(terminal),
    state: locked.state,
    variables: collected.values,
    writtenVariables: collected.written,
    refusedVariables: collected.refused,
    directory: terminal.directory,
    workspace: root.workspace,
    mode,
    refresh: flags.refresh !== false,
    targets,
    replace,
    parallelism: flags.parallelism || 10,
    events: output,
    interrupted: terminal.interrupted,
  };
  if (mode !== "normal" && replace.length > 0) return fail([replaceInOtherMode]);
  const path = flags["generate-config-out"];
  const {
    tree,
    generated,
    diagnostics: generating,
  } = path === undefined
    ? { tree: root.tree, generated: new Map<string, string>(), diagnostics: [] }
    : await generateConfiguration(path, planning, terminal, view);
  if (hasErrors(generating)) return fail([...before, ...generating]);
  const validated = await validateTree(tree, terminal, root.workspace);
  if (hasErrors(validated)) return fail([...before, ...validated]);
  const planned = await plan({ ...planning, tree, generated });
  const diagnostics = [...before, ...validated, ...generating, ...planned.diagnostics, ...forgetWarning(planned)];
  if (planned.errored) {
    if (!quiet && !planned.abandoned) output.plan(planned);
    return fail([...diagnostics, ...(flags.json ? [] : unservedTypes(planned, providers, "warning"))]);
  }
  const unsaved = save?.(planned, locked);
  if (unsaved) return fail([...diagnostics, unsaved]);
  if (!quiet) output.plan(planned);
  return { plan: planned, locked, providers, output, variables: collected.values, diagnostics };
}

const replaceInOtherMode: Diagnostic = {
  severity: "error",
  summary: "Unsupported plan mode",
  detail: "Forcing resource instance replacement (with -replace=...) is allowed only in normal planning mode.",
};

const EMPTY = { attributes: {}, blocks: {} };

function forgetWarning({ changes }: Plan): readonly Diagnostic[] {
  const names = [...changes]
    .filter(({ action }) => action === "forget")
    .map(({ address }) => printResourceInstance(address));
  if (names.length === 0) return [];
  const list = names.map((name) => ` - ${name}`).join("\n");
  const detail = `If you apply this plan, Terraform will discard its tracking information for the following objects, but it will not delete them:\n${list}\n\nAfter applying this plan, Terraform will no longer manage these objects. You will need to import them into Terraform to manage them again.`;
  return [{ severity: "warning", summary: "Some objects will no longer be managed by Terraform", detail }];
}
