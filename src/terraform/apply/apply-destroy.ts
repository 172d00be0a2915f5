/** Destroys one object: the current one, one that was replaced, or one that an earlier failure left behind. */
import { hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import { printResourceInstance } from "../addresses/resource.ts";
import { withoutDeepMarks } from "../lang/marks.ts";
import { nullValue } from "../lang/value.ts";
import { objectId } from "../plan/events.ts";
import { ModuleScope } from "../plan/module-scope.ts";
import { withMarks } from "../plan/plan-values.ts";
import type { PlannedChange } from "../plan/planned-change.ts";
import { locateDiagnostics } from "../plan/provider-diagnostics.ts";
import { readObject } from "../plan/read-object.ts";
import { removedProvisioners } from "../plan/removed.ts";
import { instanceData, SINGLE } from "../plan/repetition.ts";
import type { ResourceNode } from "../plan/resource-node.ts";
import { EXECUTION_HALTED } from "../plan/run.ts";
import { blockType } from "../plan/schema-type.ts";
import type { ApplyContext } from "./apply-context.ts";
import { Progress } from "./progress.ts";
import { runProvisioners } from "./provisioners.ts";

export async function applyDestroy(
  context: ApplyContext,
  node: ResourceNode | undefined,
  change: PlannedChange,
): Promise<boolean> {
  const { address } = change;
  const name = printResourceInstance(address);
  if (context.interrupted.aborted) return context.diagnostics.report([EXECUTION_HALTED]);
  // The object of a replacement that was created first is deposed by now.
  const deposed = change.deposed ?? (change.action === "create-delete" ? context.deposedKeys.get(name) : undefined);
  if (change.action === "create-delete" && deposed === undefined) return true;
  const instance = context.state.instance(address);
  const stored = deposed === undefined ? instance?.current : instance?.deposed.get(deposed);
  if (!stored) return true;
  const provider = await context.orphanProvider(change.provider);
  const type = provider?.type.resources.get(address.resource.type);
  if (!provider || !type) return false;
  const providerText = printProviderConfig(change.provider);
  if (change.action === "forget") {
    context.state.setCurrent(address, undefined, providerText);
    context.stateChanged();
    return true;
  }
  const schema = type.schema.block;
  const read = await readObject(address, stored, type, provider.instance, provider.address.provider.type);
  if (!context.diagnostics.report(read.diagnostics) || !read.value) return false;
  const prior = withMarks(read.value, [], schema);
  const id = objectId(prior);
  const progress = new Progress(context.events, { address, action: "delete", id, deposed });
  const repetition = context.evaluation.repetitionOf(address) ?? SINGLE;
  // An object that never came to be whole is destroyed without its provisioners.
  const whole = deposed === undefined && stored.status !== "tainted";
  const provisioners = node?.resource.provisioners ?? removedProvisioners(context.evaluation.root, address);
  if (whole && provisioners.some(({ when }) => when === "destroy")) {
    const module = context.evaluation.hasModule(address.module) ? address.module : [];
    const self = new ModuleScope(context.environment, module, destroyData(repetition, address.key), prior);
    if (!(await runProvisioners(context, provisioners, address, "destroy", self))) {
      progress.finish("apply-errored", id);
      return false;
    }
  }
  const plain = withoutDeepMarks(read.value);
  const empty = nullValue(blockType(schema));
  const result = await context.limit.run(() =>
    type.apply({ prior: plain, planned: empty, config: empty, plannedPrivate: stored.private }, provider.instance),
  );
  const found = locateDiagnostics(result.diagnostics, node?.resource.body, name);
  const ok = context.diagnostics.report(found) && !hasErrors(found);
  if (ok) {
    if (deposed === undefined) context.state.setCurrent(address, undefined, providerText);
    else context.state.setDeposed(address, deposed, undefined, providerText);
    context.counts.destroyed++;
  }
  context.stateChanged();
  progress.finish(ok ? "apply-complete" : "apply-errored", id);
  if (context.interrupted.aborted) return context.diagnostics.report([EXECUTION_HALTED]);
  return ok;
}

/** `each.key` and `count.index` of an instance that may not be configured any more. */
function destroyData(repetition: Parameters<typeof instanceData>[0], key: Parameters<typeof instanceData>[1]) {
  const known = instanceData(repetition, key);
  if (Object.keys(known).length > 0 || key === undefined) return known;
  return typeof key === "number"
    ? instanceData({ kind: "count", count: key + 1 }, key)
    : instanceData({ kind: "each", entries: new Map([[key, nullValue()]]) }, key);
}
