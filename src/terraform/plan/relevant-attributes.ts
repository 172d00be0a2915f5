/** Which attributes of other objects have a part in the changes of a plan. */

import type { TraversalStep } from "../../hcl/syntax.ts";
import { printKey } from "../addresses/instance-key.ts";
import { printModuleInstance } from "../addresses/module.ts";
import { printResource } from "../addresses/resource.ts";
import type { Reference } from "../lang/reference.ts";
import { expressionReferences, resourceReferences, traversalReferences } from "./config-references.ts";
import type { ModuleValues } from "./evaluation.ts";
import type { PlanContext } from "./plan-context.ts";
import type { RelevantAttributeJson } from "./plan-json.ts";

export function relevantAttributes(context: PlanContext): readonly RelevantAttributeJson[] {
  const found = new Map<string, RelevantAttributeJson>();
  const seen = new Set<string>();
  const visit = (module: ModuleValues, references: Iterable<Reference>): void => {
    for (const reference of references) follow(module, reference);
  };
  const follow = (module: ModuleValues, reference: Reference): void => {
    const { subject, remaining } = reference;
    const once = (name: string): boolean => {
      const key = `${printModuleInstance(module.path)} ${name}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    };
    const { tree, path } = module;
    switch (subject.kind) {
      case "local": {
        const local = tree.module.locals.get(subject.name);
        if (local && once(`local.${subject.name}`)) visit(module, expressionReferences([local.expression]));
        return;
      }
      case "variable": {
        const argument = tree.call?.body.attributes.get(subject.name);
        if (argument && once(`var.${subject.name}`)) {
          visit(context.evaluation.module(path.slice(0, -1)), expressionReferences([argument.expression]));
        }
        return;
      }
      case "module-output":
        for (const child of context.evaluation.instancesOf([...tree.path, subject.name])) {
          const output = child.tree.module.outputs.get(subject.output);
          const key = `${printModuleInstance(child.path)} output.${subject.output}`;
          if (!output || seen.has(key)) continue;
          seen.add(key);
          visit(child, [...expressionReferences([output.expression]), ...traversalReferences(output.dependsOn)]);
        }
        return;
      case "resource":
      case "resource-instance": {
        const prefix = path.length === 0 ? "" : `${printModuleInstance(path)}.`;
        const key = subject.kind === "resource-instance" ? printKey(subject.key) : "";
        const resource = `${prefix}${printResource(subject.resource)}${key}`;
        const attribute = remaining.map(stepJson);
        found.set(`${resource} ${JSON.stringify(attribute)}`, { resource, attribute });
        return;
      }
      default:
    }
  };
  for (const change of context.changes) {
    if (change.action === "no-op") continue;
    const module = context.evaluation.hasModule(change.address.module)
      ? context.evaluation.module(change.address.module)
      : undefined;
    const resource = module && context.evaluation.resourceConfig(module.path, change.address.resource);
    if (!module || !resource) continue;
    // What was found missing and is planned anew is explained by its own disappearance.
    visit(module, resourceReferences({ ...resource, replaceTriggeredBy: [] }));
  }
  for (const change of context.changes.outputs.values()) {
    const output = context.evaluation.root.module.outputs.get(change.name);
    if (change.action !== "no-op" && output) {
      visit(context.evaluation.module([]), expressionReferences([output.expression]));
    }
  }
  return [...found.values()];
}

const stepJson = (step: TraversalStep): string | number => {
  if (step.kind === "attribute") return step.name;
  return step.key.type === "number" ? Number(step.key.text) : step.key.text;
};
