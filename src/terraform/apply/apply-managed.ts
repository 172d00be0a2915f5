/** Carries out a planned creation, update or replacement of one managed object. */
import { randomBytes } from "node:crypto";
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderConfig, printProviderSource } from "../addresses/provider.ts";
import { printResourceInstance } from "../addresses/resource.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { containsInfinity } from "../lang/json.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { unmarkDeepWithPaths, withoutDeepMarks } from "../lang/marks.ts";
import { nullValue, type Value } from "../lang/value.ts";
import { checkConditions } from "../plan/conditions.ts";
import type { ConfiguredProvider } from "../plan/configured-providers.ts";
import { objectId } from "../plan/events.ts";
import { ModuleScope } from "../plan/module-scope.ts";
import { type ManagedPlan, planManaged } from "../plan/plan-managed.ts";
import { assertCompatible, describeProblems } from "../plan/plan-validity.ts";
import { withMarks } from "../plan/plan-values.ts";
import { isReplace, type PlannedChange } from "../plan/planned-change.ts";
import { locateDiagnostics } from "../plan/provider-diagnostics.ts";
import { instanceData, SINGLE } from "../plan/repetition.ts";
import type { ResourceNode } from "../plan/resource-node.ts";
import { EXECUTION_HALTED } from "../plan/run.ts";
import { blockType } from "../plan/schema-type.ts";
import type { ResourceType } from "../provider.ts";
import { infiniteObject } from "../state/infinity.ts";
import { StoredObject } from "../state/stored-object.ts";
import type { ApplyContext } from "./apply-context.ts";
import { Progress } from "./progress.ts";
import { runProvisioners } from "./provisioners.ts";
import { aboutCreation } from "./resume-creations.ts";

export async function applyManaged(context: ApplyContext, node: ResourceNode, change: PlannedChange): Promise<boolean> {
  const { address } = change;
  const { resource } = node;
  const name = printResourceInstance(address);
  const provider = context.providers.get(node.provider.address);
  const type = provider?.type.resources.get(resource.type);
  if (!provider || !type) return false;
  const schema = type.schema.block;
  const empty = nullValue(blockType(schema));
  const repetition = context.evaluation.repetitionOf(address) ?? SINGLE;
  const data = instanceData(repetition, address.key);
  const scope = new ModuleScope(context.environment, address.module, data);
  if (change.importing) {
    context.events.emit({ kind: "import-start", address, importId: change.importing.id });
    context.counts.imported++;
    context.events.emit({ kind: "import-complete", address, importId: change.importing.id });
  }
  if (!checkConditions(context, node, address, "precondition", scope)) return false;
  const replacing = isReplace(change.action);
  const deposes = change.action === "create-delete";
  const stored = context.state.instance(address)?.current;
  if (change.action === "no-op") {
    const self = new ModuleScope(context.environment, address.module, data, change.after);
    context.evaluation.setObject(address, change.after);
    if (change.importing && stored) {
      // Importing knows nothing of what is sensitive; the plan does.
      const object = StoredObject.fromValue(change.after, blockType(schema), type.schema.version, stored);
      context.state.setCurrent(address, object, printProviderConfig(node.provider.address));
    }
    return checkConditions(context, node, address, "postcondition", self);
  }
  const evaluated = decodeBlock(resource.body, schema, scope);
  if (!context.diagnostics.report(evaluated.diagnostics)) return false;
  if (context.interrupted.aborted) return context.diagnostics.report([EXECUTION_HALTED]);
  const creating = change.action === "create" || replacing;
  const prior = creating || !stored ? empty : stored.value(blockType(schema));
  const final = await planAgain(context, node, change, type, provider, evaluated.value, creating ? empty : prior);
  if (!final) return false;
  const inconsistent = assertCompatible(schema, withoutDeepMarks(change.after), withoutDeepMarks(final.after));
  if (inconsistent.length > 0 && !final.legacy) {
    return context.diagnostics.report([inconsistentPlan(provider, name, inconsistent)]);
  }
  if (containsInfinity(final.after)) return context.diagnostics.report([infiniteObject(name)]);
  if (change.action === "update" && final.action === "no-op") {
    // What was unknown turned out to be what it was.
    const self = new ModuleScope(context.environment, address.module, data, final.after);
    context.evaluation.setObject(address, final.after);
    return checkConditions(context, node, address, "postcondition", self);
  }
  if (deposes) {
    const key = randomBytes(4).toString("hex");
    context.state.depose(address, key);
    context.deposedKeys.set(name, key);
    context.stateChanged();
  }
  const before = withoutDeepMarks(creating ? empty : prior);
  const { value: planned, marks } = unmarkDeepWithPaths(final.after);
  const started = new Progress(context.events, {
    address,
    action: creating ? "create" : "update",
    id: creating ? undefined : objectId(withMarks(prior, [], schema)),
  });
  const providerText = printProviderConfig(node.provider.address);
  const kept = {
    dependencies: context.dependencies.of(node.name),
    createBeforeDestroy: context.dependencies.createBeforeDestroy(node.name),
  };
  const provisioned = node.resource.provisioners.some(({ when }) => when === "create");
  const about = () =>
    aboutCreation({
      address,
      provider: providerText,
      ...kept,
      marks,
      provisioned,
      deposed: context.deposedKeys.get(name),
    });
  const creation = creating ? context.creations?.begin(about) : undefined;
  const result = await context.limit.run(() =>
    type.apply(
      { prior: before, planned, config: withoutDeepMarks(evaluated.value), plannedPrivate: final.private, creation },
      provider.instance,
    ),
  );
  const found: Diagnostic[] = [...locateDiagnostics(result.diagnostics, resource.body, name)];
  let value = result.state;
  if (!isWhollyKnown(value)) {
    found.push(unknownAfterApply(provider, name));
    value = creating ? empty : prior;
  } else if (!hasErrors(found)) {
    if (value.isNull) found.push(vanished(provider, name));
    const wrong = value.isNull ? [] : assertCompatible(schema, planned, value);
    if (wrong.length > 0 && !result.legacyTypeSystem) found.push(inconsistentResult(provider, name, wrong));
  }
  const failed = hasErrors(found);
  const meta = {
    status: failed && creating ? ("tainted" as const) : failed && stored ? stored.status : ("ready" as const),
    ...kept,
    private: result.private,
  };
  const marked = value.isNull ? value : withMarks(value, marks, schema);
  const object = value.isNull
    ? undefined
    : StoredObject.fromValue(marked, blockType(schema), type.schema.version, meta);
  // Until provisioners have run, the object is not whole.
  const unfinished = creating && provisioned ? object?.with({ status: "tainted" }) : object;
  if (object || creating) context.state.setCurrent(address, unfinished, providerText);
  if (creation) creation.told = true;
  let ok = context.diagnostics.report(found);
  if (!ok && deposes && !object) restoreDeposed(context, change, providerText);
  if (!value.isNull) context.evaluation.setObject(address, marked);
  if (ok && creating && provisioned && object) {
    const self = new ModuleScope(context.environment, address.module, data, marked);
    ok = await runProvisioners(context, node.resource.provisioners, address, "create", self);
    if (ok) context.state.setCurrent(address, object, providerText);
  }
  context.stateChanged();
  started.finish(ok ? "apply-complete" : "apply-errored", objectId(marked));
  if (ok && creating) context.counts.added++;
  else if (ok) context.counts.changed++;
  if (context.interrupted.aborted) return context.diagnostics.report([EXECUTION_HALTED]);
  if (!ok) return false;
  const self = new ModuleScope(context.environment, address.module, data, marked);
  return checkConditions(context, node, address, "postcondition", self);
}

/** The same plan with what has become known since. */
async function planAgain(
  context: ApplyContext,
  node: ResourceNode,
  change: PlannedChange,
  type: ResourceType,
  provider: ConfiguredProvider,
  config: Value,
  prior: Value,
): Promise<ManagedPlan | undefined> {
  const { address } = change;
  return planManaged(
    {
      address,
      resource: node.resource,
      type,
      provider,
      prior: { value: prior, private: prior.isNull ? undefined : change.private, tainted: false },
      config,
      createBeforeDestroy: change.action === "create-delete",
      // A replacement has been decided; what remains is the creation.
      ignoreReplacement: true,
    },
    context.diagnostics.report,
  );
}

/** The old object is the current one again when its replacement did not come into being. */
function restoreDeposed(context: ApplyContext, { address }: PlannedChange, provider: string): void {
  const name = printResourceInstance(address);
  const key = context.deposedKeys.get(name);
  const object = key === undefined ? undefined : context.state.instance(address)?.deposed.get(key);
  if (key === undefined || !object) return;
  context.state.setDeposed(address, key, undefined, provider);
  context.state.setCurrent(address, object, provider);
  context.deposedKeys.delete(name);
}

const bug = "This is a bug in the provider, which should be reported in the provider's own issue tracker.";
const quoted = (provider: ConfiguredProvider): string =>
  `provider["${printProviderSource(provider.address.provider)}"]`;

const inconsistentPlan = (provider: ConfiguredProvider, name: string, problems: readonly string[]): Diagnostic => ({
  severity: "error",
  summary: "Provider produced inconsistent final plan",
  detail: `When expanding the plan for ${name} to include new values learned so far during apply, provider ${JSON.stringify(printProviderSource(provider.address.provider))} produced an invalid new value for ${problems.length === 1 ? problems[0] : problems.join("; ")}.\n\n${bug}`,
});

const inconsistentResult = (provider: ConfiguredProvider, name: string, problems: readonly string[]): Diagnostic => ({
  severity: "error",
  summary: "Provider produced inconsistent result after apply",
  detail: `When applying changes to ${name}, provider ${JSON.stringify(quoted(provider))} produced an unexpected new value${describeProblems(problems)}\n\n${bug}`,
});

const unknownAfterApply = (provider: ConfiguredProvider, name: string): Diagnostic => ({
  severity: "error",
  summary: "Provider returned invalid result object after apply",
  detail: `After the apply operation, the provider still indicated an unknown value for ${name}. All values must be known after apply, so this is always a bug in the provider (${printProviderSource(provider.address.provider)}) and should be reported in the provider's own repository. Terraform will still save the other known object values in the state.`,
});

const vanished = (provider: ConfiguredProvider, name: string): Diagnostic => ({
  severity: "error",
  summary: "Provider produced inconsistent result after apply",
  detail: `When applying changes to ${name}, provider ${JSON.stringify(quoted(provider))} produced an unexpected new value: Root object was present, but now absent.\n\n${bug}`,
});
