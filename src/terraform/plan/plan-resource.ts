/** Plans all instances of one resource block: those it has now, and those of the state that it has no more. */
import { type InstanceKey, printKey } from "../addresses/instance-key.ts";
import { printAbsoluteResource, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { sortedInstances } from "../state/state.ts";
import { evaluateRepetition } from "./evaluate-repetition.ts";
import { reportStrayImports } from "./import-blocks.ts";
import { ModuleScope } from "./module-scope.ts";
import type { PlanContext } from "./plan-context.ts";
import { planDataInstance } from "./plan-data.ts";
import { planEphemeralInstance } from "./plan-ephemeral.ts";
import { planManagedInstance } from "./plan-instance.ts";
import type { ActionReason } from "./plan-json.ts";
import { planDeposed, planOrphan } from "./plan-orphan.ts";
import { instanceData, keysOf, type Repetition } from "./repetition.ts";
import type { ResourceNode } from "./resource-node.ts";
import { selfReferences, selfRepetition } from "./self-reference.ts";
import { unmatchedReplacements } from "./unmatched-replacements.ts";

export async function planResource(context: PlanContext, node: ResourceNode): Promise<boolean> {
  const { evaluation, environment, diagnostics } = context;
  const { resource, tree } = node;
  const expanded = new Map<string, Repetition>();
  let ok = diagnostics.report(selfRepetition(resource));
  if (!ok) return false;
  for (const module of evaluation.instancesOf(tree.path)) {
    const scope = new ModuleScope(environment, module.path);
    const { repetition, diagnostics: found } = evaluateRepetition(resource, scope);
    ok = diagnostics.report(found) && ok;
    if (!repetition) return false;
    const absolute = { module: module.path, resource: address(resource) };
    evaluation.expandResource(absolute, repetition);
    expanded.set(printAbsoluteResource(absolute), repetition);
  }
  if (!ok || !reportStrayImports(context, node)) return false;
  if (context.replace.size > 0) diagnostics.report(unmatchedReplacements(context.replace, expanded));
  if (resource.preconditions.length + resource.postconditions.length > 0) context.checks.expand("resource", node.name);
  const tasks: Promise<boolean>[] = [];
  for (const module of evaluation.instancesOf(tree.path)) {
    const absolute = { module: module.path, resource: address(resource) };
    const repetition = expanded.get(printAbsoluteResource(absolute)) as Repetition;
    for (const key of keysOf(repetition)) {
      const at = { ...absolute, key };
      if (!context.targets.isEmpty && !context.targets.includes(at) && !isNeeded(context, node)) continue;
      tasks.push(planOne(context, node, at, repetition, key));
    }
  }
  tasks.push(...planLeftovers(context, node, expanded));
  const results = await Promise.all(tasks);
  return results.every(Boolean);
}

const address = ({ mode, type, name }: ResourceNode["resource"]) => ({ mode, type, name });

/** Not a target itself, but a target depends on it: then all instances are planned. */
const isNeeded = (context: PlanContext, node: ResourceNode): boolean =>
  !context.targets.includesConfig(node.tree.path, node.resource);

function planOne(
  context: PlanContext,
  node: ResourceNode,
  at: ResourceInstanceAddress,
  repetition: Repetition,
  key: InstanceKey,
): Promise<boolean> {
  const data = instanceData(repetition, key);
  if (!context.diagnostics.report(selfReferences(node.resource, key))) return Promise.resolve(false);
  switch (node.resource.mode) {
    case "managed":
      return planManagedInstance(context, node, at, data);
    case "data":
      return planDataInstance(context, node, at, data);
    case "ephemeral":
      return planEphemeralInstance(context, node, at, data);
  }
}

/** Objects in the state that the block does not stand for any more, and deposed ones. */
function* planLeftovers(
  context: PlanContext,
  node: ResourceNode,
  expanded: ReadonlyMap<string, Repetition>,
): Iterable<Promise<boolean>> {
  for (const resource of context.stateByConfig.get(node.name) ?? []) {
    const repetition = expanded.get(printAbsoluteResource(resource.address));
    const wanted = new Set(repetition ? keysOf(repetition).map(printKey) : []);
    for (const instance of sortedInstances(resource)) {
      const at = { ...resource.address, key: instance.key };
      if (!context.targets.isEmpty && !context.targets.includes(at)) continue;
      for (const deposedKey of instance.deposed.keys()) yield planDeposed(context, at, deposedKey, resource.provider);
      if (!instance.current || wanted.has(printKey(instance.key))) continue;
      yield planOrphan(context, node, at, resource.provider, orphanReason(repetition, instance.key));
    }
  }
}

function orphanReason(repetition: Repetition | undefined, key: InstanceKey): ActionReason {
  if (!repetition) return "delete_because_no_module";
  switch (repetition.kind) {
    case "single":
      return "delete_because_wrong_repetition";
    case "count":
      return typeof key === "number" ? "delete_because_count_index" : "delete_because_wrong_repetition";
    case "each":
      return typeof key === "string" ? "delete_because_each_key" : "delete_because_wrong_repetition";
  }
}
