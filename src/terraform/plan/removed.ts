/** `removed` blocks that leave the real object alone. */
import type { ModulePath } from "../addresses/module.ts";
import { printResource, type ResourceInstanceAddress } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import { forEachTree } from "./config-graph.ts";

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
