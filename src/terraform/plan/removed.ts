/** `removed` blocks that leave the real object alone. */

import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { type ModulePath, printModulePath } from "../addresses/module.ts";
import { printConfigResource, printResource, type ResourceInstanceAddress } from "../addresses/resource.ts";
import type { ModuleTree, Provisioner } from "../config/module.ts";
import { forEachTree } from "./config-graph.ts";
import { resourcesOf } from "./config-references.ts";

export function removedLookup(root: ModuleTree): (address: ResourceInstanceAddress) => boolean {
  const targets: { readonly module: ModulePath; readonly resource: string | undefined }[] = [];
  forEachTree(root, (tree) => {
    for (const { from, destroy } of tree.module.removed) {
      if (destroy) continue;
      targets.push({
        module: [...tree.path, ...from.module],
        resource: from.resource && printResource(from.resource),
      });
    }
  });
  return ({ module, resource }) =>
    targets.some(
      (target) =>
        target.module.every((name, i) => module[i]?.name === name) &&
        (target.resource === undefined ||
          (target.module.length === module.length && target.resource === printResource(resource))),
    );
}

/** What the `removed` block of a resource says to run before one of its objects is destroyed. */
export function removedProvisioners(root: ModuleTree, address: ResourceInstanceAddress): readonly Provisioner[] {
  const found: Provisioner[] = [];
  forEachTree(root, (tree) => {
    for (const { from, provisioners } of tree.module.removed) {
      const path = [...tree.path, ...from.module];
      const isIts =
        from.resource &&
        printResource(from.resource) === printResource(address.resource) &&
        path.length === address.module.length &&
        path.every((name, i) => address.module[i]?.name === name);
      if (isIts) found.push(...provisioners);
    }
  });
  return found;
}

/** A `removed` block for something that the configuration still has. */
export function checkRemoved(root: ModuleTree): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const trees = new Map<string, ModuleTree>();
  forEachTree(root, (tree) => trees.set(tree.path.join("."), tree));
  forEachTree(root, (tree) => {
    for (const { from } of tree.module.removed) {
      const path = [...tree.path, ...from.module];
      const { resource } = from;
      const declaring = trees.get((resource ? path : path.slice(0, -1)).join("."));
      if (resource) {
        const declared =
          declaring && [...resourcesOf(declaring.module)].find((r) => printResource(r) === printResource(resource));
        if (declared)
          found.push(stillExists("resource", printConfigResource({ module: path, resource }), declared.range));
      } else {
        const call = declaring?.module.calls.get(path.at(-1) ?? "");
        if (call) found.push(stillExists("module", printModulePath(path), call.range));
      }
    }
  });
  return found;
}

const stillExists = (kind: "resource" | "module", name: string, range: SourceRange): Diagnostic =>
  errorAt(
    range,
    `Removed ${kind} still exists`,
    `This statement declares that ${name} was removed, but it is still declared in configuration.`,
  );
