/** One instance of a managed resource on its way through a plan: import, refresh, conditions, plan, conditions. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { valuesEqual } from "../lang/equals.ts";
import { containsInfinity } from "../lang/json.ts";
import { markWithPaths, unmarkDeepWithPaths, withoutDeepMarks } from "../lang/marks.ts";
import { compareUtf8 } from "../lang/type.ts";
import { nullValue, unknownValue, type Value } from "../lang/value.ts";
import type { ResourceType } from "../provider.ts";
import { infiniteObject } from "../state/infinity.ts";
import { StoredObject } from "../state/stored-object.ts";
import { checkConditions } from "./conditions.ts";
import type { ConfiguredProvider } from "./configured-providers.ts";
import { objectId } from "./events.ts";
import { importObject } from "./import-object.ts";
import { ModuleScope } from "./module-scope.ts";
import type { PlanContext } from "./plan-context.ts";
import { planManaged } from "./plan-managed.ts";
import { sameSensitivity, withMarks } from "./plan-values.ts";
import { isReplace } from "./planned-change.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import { readObject } from "./read-object.ts";
import { refuseEphemeral } from "./refuse-ephemeral.ts";
import type { InstanceData } from "./repetition.ts";
import { replaceTriggered } from "./replace-triggered.ts";
import type { ResourceNode } from "./resource-node.ts";
import { blockType } from "./schema-type.ts";

export async function planManagedInstance(
  context: PlanContext,
  node: ResourceNode,
  at: ResourceInstanceAddress,
  data: InstanceData,
): Promise<boolean> {
  if (context.interrupted.aborted) return false;
  const { resource } = node;
  const provider = context.providers.get(node.provider.address);
  const type = provider?.type.resources.get(resource.type);
  if (!provider || !type) {
    return context.diagnostics.report([unsupportedType(node)]);
  }
  const importing = context.imports.get(at);
  const imports = importing && !context.state.instance(at)?.current ? importing : undefined;
  if (
    imports &&
    !(await importObject({ ...context, command: importing?.byCommand === true }, node, provider, type, at, imports.id))
  )
    return false;
  const refreshed = await refreshInstance(context, node, provider, type, at, imports ? "imported" : "wanted");
  if (!refreshed) return false;
  if (context.mode === "refresh-only") return settleRefreshOnly(context, node, at, data, refreshed.value, type);
  return planInstance(context, node, provider, type, at, data, refreshed, imports?.id);
}

export const unsupportedType = ({ resource }: ResourceNode): Diagnostic =>
  errorAt(
    resource.typeRange,
    "Invalid resource type",
    `The provider ${resource.provider.namespace}/${resource.provider.type} does not support resource type ${JSON.stringify(resource.type)}.`,
  );

interface Refreshed {
  /** Null when there is no object. */
  readonly value: Value;
  readonly object: StoredObject | undefined;
}

/** Brings what the state knows up to date with the real object. */
export async function refreshInstance(
  context: PlanContext,
  node: ResourceNode | undefined,
  provider: ConfiguredProvider,
  type: ResourceType,
  at: ResourceInstanceAddress,
  role: "wanted" | "imported" | "orphan" = "wanted",
): Promise<Refreshed | undefined> {
  const schema = type.schema.block;
  const empty = nullValue(blockType(schema));
  const stored = context.state.instance(at)?.current;
  if (!stored) return { value: empty, object: undefined };
  const name = printResourceInstance(at);
  const read = await readObject(at, stored, type, provider.instance, provider.address.provider.type);
  if (!context.diagnostics.report(read.diagnostics) || !read.value) return undefined;
  const before = read.value;
  const imported = role === "imported";
  // What the block no longer stands for keeps what the state says about it.
  const configured = role === "orphan" ? undefined : node;
  const createBeforeDestroy = configured
    ? context.dependencies.createBeforeDestroy(configured.name)
    : stored.createBeforeDestroy;
  let value = before;
  let kept = stored.private;
  if (context.refresh) {
    context.events.emit({ kind: "refresh-start", address: at, id: objectId(before) });
    const result = await context.limit.run(() =>
      type.read({ state: withoutDeepMarks(before), private: stored.private }, provider.instance),
    );
    if (!context.diagnostics.report(locateDiagnostics(result.diagnostics, node?.resource.body, name))) return undefined;
    value = remark(result.state, before);
    kept = result.private ?? stored.private;
    context.events.emit({ kind: "refresh-complete", address: at, id: objectId(value.isNull ? before : value) });
  }
  // The schema's own marks enter the state here, which an older state may lack.
  const found = withMarks(value, [], schema);
  const isAsKnown = valuesEqual(value, before) && sameSensitivity(before, found);
  const same = stored.schemaVersion === type.schema.version && isAsKnown;
  if (value.isNull) {
    context.state.setCurrent(at, undefined, printProviderConfig(provider.address));
    context.drift.set(name, {
      address: at,
      provider: provider.address,
      before: withMarks(before, [], schema),
      after: empty,
    });
    if (imported && node) {
      context.diagnostics.report([importedNothing(node, name)]);
      return undefined;
    }
    return { value: empty, object: undefined };
  }
  const previousAddress = context.mode === "refresh-only" ? context.moves.previous(at) : at;
  if ((!isAsKnown && !imported) || previousAddress !== at) {
    const known = withMarks(before, [], schema);
    context.drift.set(name, {
      address: at,
      previousAddress,
      provider: provider.address,
      before: known,
      after: isAsKnown ? known : found,
    });
  }
  const dependencies =
    configured && context.refresh && !imported
      ? merged(stored.dependencies, context.dependencies.of(configured.name))
      : stored.dependencies;
  const meta = { status: stored.status, dependencies, createBeforeDestroy, private: kept };
  const object = same
    ? stored.createBeforeDestroy === createBeforeDestroy &&
      kept === stored.private &&
      dependencies === stored.dependencies
      ? stored
      : stored.with({ createBeforeDestroy, dependencies, private: kept })
    : StoredObject.fromValue(found, blockType(schema), type.schema.version, meta);
  if (same && object !== stored) context.rewritten.add(name);
  if (object !== stored) context.state.setCurrent(at, object, printProviderConfig(provider.address));
  return { value, object };
}

/** Both, sorted; the first itself when nothing is new. */
function merged(known: readonly string[], configured: readonly string[]): readonly string[] {
  if (configured.every((name) => known.includes(name))) return known;
  return [...new Set([...known, ...configured])].sort(compareUtf8);
}

const importedNothing = ({ resource }: ResourceNode, name: string): Diagnostic =>
  errorAt(
    resource.range,
    "Cannot import non-existent remote object",
    `While attempting to import an existing object to ${JSON.stringify(name)}, the provider detected that no object exists with the given id. Only pre-existing objects can be imported; check that the id is correct and that it is associated with the provider's configured region or endpoint, or use "terraform apply" to create a new remote object for this resource.`,
  );

/** Sensitive parts stay sensitive where they still are. */
export function remark(value: Value, before: Value): Value {
  if (value.isNull || value === before) return value;
  return markWithPaths(value, unmarkDeepWithPaths(before).marks);
}

async function planInstance(
  context: PlanContext,
  node: ResourceNode,
  provider: ConfiguredProvider,
  type: ResourceType,
  at: ResourceInstanceAddress,
  data: InstanceData,
  refreshed: Refreshed,
  importId: string | undefined,
): Promise<boolean> {
  const { resource } = node;
  const name = printResourceInstance(at);
  const scope = new ModuleScope(context.environment, at.module, data);
  if (!checkConditions(context, node, at, "precondition", scope)) return false;
  const evaluated = decodeBlock(resource.body, type.schema.block, scope);
  if (!context.diagnostics.report(evaluated.diagnostics) || hasErrors(evaluated.diagnostics)) return false;
  if (!context.diagnostics.report(refuseEphemeral(evaluated.value, type.schema.block, resource.body, name)))
    return false;
  const triggered = replaceTriggered(context, node, at, scope);
  if (triggered === undefined) return false;
  const createBeforeDestroy = context.dependencies.createBeforeDestroy(node.name);
  const plan = await context.limit.run(() =>
    planManaged(
      {
        address: at,
        resource,
        type,
        provider,
        prior: {
          value: refreshed.value,
          private: refreshed.object?.private,
          tainted: refreshed.object?.status === "tainted",
        },
        config: evaluated.value,
        createBeforeDestroy,
        forced: triggered ? "replace_by_triggers" : context.replace.has(name) ? "replace_by_request" : undefined,
      },
      context.diagnostics.report,
    ),
  );
  if (!plan) return false;
  context.changes.add({
    address: at,
    previousAddress: context.moves.previous(at),
    provider: provider.address,
    ...plan,
    ...(importId === undefined ? {} : { importing: { id: importId } }),
    ...(context.generated.has(name) ? { generatedConfig: context.generated.get(name) as string } : {}),
  });
  if (containsInfinity(plan.after)) return context.diagnostics.report([infiniteObject(name)]);
  if (plan.action !== "no-op") context.changing.add(node.name);
  if (isReplace(plan.action) && resource.preventDestroy) {
    context.diagnostics.report([preventDestroy(node, name)]);
    return false;
  }
  if (plan.action === "no-op" && refreshed.object) {
    const dependencies = context.dependencies.of(node.name);
    const known = refreshed.object.dependencies;
    if (dependencies.length !== known.length || dependencies.some((d, i) => d !== known[i])) {
      context.state.setCurrent(at, refreshed.object.with({ dependencies }), printProviderConfig(provider.address));
    }
  }
  context.evaluation.setObject(at, plan.after);
  return checkConditions(
    context,
    node,
    at,
    "postcondition",
    new ModuleScope(context.environment, at.module, data, plan.after),
  );
}

export const preventDestroy = ({ resource }: ResourceNode, name: string): Diagnostic =>
  errorAt(
    resource.range,
    "Instance cannot be destroyed",
    `Resource ${name} has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed. To avoid this error and continue with the plan, either disable lifecycle.prevent_destroy or reduce the scope of the plan using the -target option.`,
  );

/** In a refresh-only plan objects stay what they are; conditions that fail are only worth a warning. */
function settleRefreshOnly(
  context: PlanContext,
  node: ResourceNode,
  at: ResourceInstanceAddress,
  data: InstanceData,
  value: Value,
  type: ResourceType,
): boolean {
  const object = value.isNull ? value : withMarks(value, [], type.schema.block);
  // What does not exist is no null to expressions here: it is left open.
  context.evaluation.setObject(at, value.isNull ? unknownValue() : object);
  const scope = new ModuleScope(context.environment, at.module, data);
  checkConditions(context, node, at, "precondition", scope);
  if (!value.isNull) {
    const self = new ModuleScope(context.environment, at.module, data, object);
    checkConditions(context, node, at, "postcondition", self);
  }
  return true;
}
