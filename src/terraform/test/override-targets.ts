/** Overrides of what no configuration under test has: told when all is done, because other files may be fine. */
import { type Diagnostic, warningAt } from "../../hcl/diagnostic.ts";
import { moduleOfInstance } from "../addresses/module.ts";
import type { ModuleTree } from "../config/module.ts";
import { findResource } from "../plan/evaluation.ts";
import { isMock, type Override, type TestFile } from "./test-file.ts";

export function unknownOverrides(file: TestFile, trees: readonly ModuleTree[]): readonly Diagnostic[] {
  const mocked = [...file.providers.values()].filter(isMock).flatMap(({ overrides }) => overrides);
  const all = [...file.overrides, ...file.runs.flatMap(({ overrides }) => overrides), ...mocked];
  return all
    .filter((override) => !trees.some((tree) => hasTarget(tree, override)))
    .map(({ shown, targetRange }) =>
      warningAt(
        targetRange,
        "Invalid override target",
        `The override target ${shown} does not exist within the configuration under test. This could indicate a typo in the target address or an unnecessary override.`,
      ),
    );
}

function hasTarget(root: ModuleTree, { target }: Override): boolean {
  let tree: ModuleTree | undefined = root;
  for (const name of moduleOfInstance(target.module)) tree = tree?.children.get(name);
  if (!tree) return false;
  return !target.resource || findResource(tree.module, target.resource) !== undefined;
}
