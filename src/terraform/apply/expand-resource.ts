/** The instances of a resource while applying: how many there are, and what those without changes are now. */
import { evaluateRepetition } from "../plan/evaluate-repetition.ts";
import { ModuleScope } from "../plan/module-scope.ts";
import { planEphemeralInstance } from "../plan/plan-ephemeral.ts";
import { withMarks } from "../plan/plan-values.ts";
import type { PlannedChange } from "../plan/planned-change.ts";
import { readObject } from "../plan/read-object.ts";
import { instanceData, keysOf } from "../plan/repetition.ts";
import type { ResourceNode } from "../plan/resource-node.ts";
import { blockType } from "../plan/schema-type.ts";
import type { ApplyContext } from "./apply-context.ts";
import { applyData } from "./apply-data.ts";
import { applyManaged } from "./apply-managed.ts";

export async function expandAppliedResource(context: ApplyContext, node: ResourceNode): Promise<boolean> {
  const { resource, tree } = node;
  const { mode, type, name } = resource;
  const destroying = context.plan.mode === "destroy";
  let ok = true;
  const isChecked = resource.preconditions.length + resource.postconditions.length > 0;
  if (isChecked && context.plan.targets.length === 0) context.checks.expand("resource", node.name);
  for (const module of context.evaluation.instancesOf(tree.path)) {
    const scope = new ModuleScope(context.environment, module.path);
    const { repetition, diagnostics } = evaluateRepetition(resource, scope);
    if (!repetition) {
      // When all is destroyed, what decided the number of instances may be gone.
      if (destroying) continue;
      context.diagnostics.report(diagnostics);
      return false;
    }
    const absolute = { module: module.path, resource: { mode, type, name } };
    context.evaluation.expandResource(absolute, repetition);
    for (const key of keysOf(repetition)) {
      const at = { ...absolute, key };
      if (mode === "ephemeral") {
        if (!destroying) ok = (await planEphemeralInstance(context, node, at, instanceData(repetition, key))) && ok;
      } else if (context.changes.get(at)?.action === undefined || destroying) {
        await settle(context, node, at);
      }
    }
  }
  return ok;
}

/** An instance that nothing happens to is what the state says. */
async function settle(context: ApplyContext, node: ResourceNode, at: PlannedChange["address"]): Promise<void> {
  const stored = context.state.instance(at)?.current;
  const provider = context.providers.get(node.provider.address);
  if (!stored || !provider) return;
  const { mode, type: typeName } = node.resource;
  if (mode === "data") {
    const source = provider.type.dataSources.get(typeName);
    if (source)
      context.evaluation.setObject(
        at,
        withMarks(stored.value(blockType(source.schema.block)), [], source.schema.block),
      );
    return;
  }
  const type = provider.type.resources.get(typeName);
  if (!type) return;
  const { value } = await readObject(at, stored, type, provider.instance, provider.address.provider.type);
  if (value) context.evaluation.setObject(at, withMarks(value, [], type.schema.block));
}

export const instanceVertex = (context: ApplyContext, node: ResourceNode, change: PlannedChange): Promise<boolean> =>
  node.resource.mode === "data" ? applyData(context, node, change) : applyManaged(context, node, change);
