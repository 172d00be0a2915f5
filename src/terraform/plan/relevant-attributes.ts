/** Which attributes of other objects have a part in the changes of a plan. */

import type { TraversalStep } from "../../hcl/syntax.ts";
import { printKey } from "../addresses/instance-key.ts";
import { type ModuleInstancePath, type ModulePath, printModuleInstance } from "../addresses/module.ts";
import { printResource, type ResourceInstanceAddress } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import type { Reference } from "../lang/reference.ts";
import { forEachTree } from "./config-graph.ts";
import { bodyExpressions, expressionReferences } from "./config-references.ts";
import { findResource } from "./evaluation.ts";
import type { RelevantAttributeJson } from "./plan-json.ts";
import type { Changes } from "./planned-change.ts";

/** A module as references name it: an instance, or all of them where no key is given. */
interface Place {
  readonly tree: ModuleTree;
  readonly path: ModuleInstancePath;
}

/** Of what changes, and of the instances of modules, whose outputs no state keeps: each is new in every plan. */
export function relevantAttributes(
  root: ModuleTree,
  changes: Changes,
  instancesOf?: (module: ModulePath) => readonly { readonly path: ModuleInstancePath }[],
  removedData: readonly ResourceInstanceAddress[] = [],
): readonly RelevantAttributeJson[] {
  const search = new RelevanceSearch();
  const changed = [...changes].filter(({ action }) => action !== "no-op").map(({ address }) => address);
  for (const address of [...changed, ...removedData]) {
    const place = placeOf(root, address.module);
    const resource = place && findResource(place.tree.module, address.resource);
    // What was found missing and is planned anew is explained by its own disappearance.
    // Only its arguments count: neither repetition nor conditions, provisioners or depends_on (seen with 1.11.4).
    if (place && resource) search.visit(place, expressionReferences(bodyExpressions(resource.body)));
  }
  for (const { action, name } of changes.outputs.values()) {
    if (action !== "no-op") search.output({ tree: root, path: [] }, name);
  }
  forEachTree(root, (tree) => {
    if (tree.path.length === 0) return;
    for (const { path } of instancesOf?.(tree.path) ?? []) {
      for (const name of tree.module.outputs.keys()) search.output({ tree, path }, name);
    }
  });
  return [...search.found.values()];
}

function placeOf(root: ModuleTree, path: ModuleInstancePath): Place | undefined {
  let tree: ModuleTree | undefined = root;
  for (const { name } of path) tree = tree?.children.get(name);
  return tree && { tree, path };
}

/** Follows references through locals, variables and outputs to the attributes of resources behind them. */
class RelevanceSearch {
  readonly found = new Map<string, RelevantAttributeJson>();
  readonly #seen = new Set<string>();

  visit(place: Place, references: Iterable<Reference>): void {
    for (const reference of references) this.#follow(place, reference);
  }

  output(place: Place, name: string): void {
    const output = place.tree.module.outputs.get(name);
    if (!output || !this.#once(place, `output.${name}`)) return;
    this.visit(place, expressionReferences([output.expression]));
  }

  #once({ path }: Place, name: string): boolean {
    const key = `${printModuleInstance(path)} ${name}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #follow(place: Place, { subject, remaining }: Reference): void {
    const { tree, path } = place;
    switch (subject.kind) {
      case "local": {
        const local = tree.module.locals.get(subject.name);
        if (local && this.#once(place, `local.${subject.name}`)) {
          this.visit(place, expressionReferences([local.expression]));
        }
        return;
      }
      case "variable": {
        const argument = tree.call?.body.attributes.get(subject.name);
        if (argument && tree.parent && this.#once(place, `var.${subject.name}`)) {
          this.visit({ tree: tree.parent, path: path.slice(0, -1) }, expressionReferences([argument.expression]));
        }
        return;
      }
      case "module":
      case "module-instance":
      case "module-output": {
        const child = tree.children.get(subject.name);
        if (!child) return;
        const key = subject.kind === "module" ? undefined : subject.key;
        const inside: Place = { tree: child, path: [...path, { name: subject.name, key }] };
        const names = subject.kind === "module-output" ? [subject.output] : child.module.outputs.keys();
        for (const name of names) this.output(inside, name);
        return;
      }
      case "resource":
      case "resource-instance": {
        const prefix = path.length === 0 ? "" : `${printModuleInstance(path)}.`;
        const key = subject.kind === "resource-instance" ? printKey(subject.key) : "";
        const resource = `${prefix}${printResource(subject.resource)}${key}`;
        const attribute = remaining.map(stepJson);
        this.found.set(`${resource} ${JSON.stringify(attribute)}`, { resource, attribute });
        return;
      }
      default:
    }
  }
}

const stepJson = (step: TraversalStep): string | number => {
  if (step.kind === "attribute") return step.name;
  return step.key.type === "number" ? Number(step.key.text) : step.key.text;
};
