/** The part of an item that a projection's paths lead to, as a smaller item. */
import { emptyItem, type Item, setAttribute, type Value } from "../attribute/value.ts";
import { attributeOf } from "./document-path.ts";
import type { Path } from "./syntax.ts";

/** Paths that go through one place, by the next part. */
interface PathTree {
  whole: boolean;
  readonly branches: Map<string | number, PathTree>;
}

export function projectItem(item: Item, paths: readonly Path[]): Item {
  const tree = treeOf(paths);
  return projectMembers(item, tree);
}

function treeOf(paths: readonly Path[]): PathTree {
  const root: PathTree = { whole: false, branches: new Map() };
  for (const path of paths) {
    let node = root;
    for (const part of path) {
      let next = node.branches.get(part);
      if (!next) {
        next = { whole: false, branches: new Map() };
        node.branches.set(part, next);
      }
      node = next;
    }
    node.whole = true;
  }
  return root;
}

function projectMembers(members: Item, tree: PathTree): Item {
  const projected = emptyItem();
  for (const [part, branch] of tree.branches) {
    if (typeof part === "number") continue;
    const value = attributeOf(members, part);
    const picked = value && projectValue(value, branch);
    if (picked) setAttribute(projected, part, picked);
  }
  return projected;
}

function projectValue(value: Value, tree: PathTree): Value | undefined {
  if (tree.whole) return value;
  if ("M" in value) {
    const members = projectMembers(value.M, tree);
    return Object.keys(members).length > 0 ? { M: members } : undefined;
  }
  if (!("L" in value)) return undefined;
  const elements: Value[] = [];
  for (const [part, branch] of [...tree.branches].sort(byIndex)) {
    const element = typeof part === "number" ? value.L[part] : undefined;
    const picked = element && projectValue(element, branch);
    if (picked) elements.push(picked);
  }
  return elements.length > 0 ? { L: elements } : undefined;
}

function byIndex([left]: readonly [string | number, PathTree], [right]: readonly [string | number, PathTree]): number {
  return Number(left) - Number(right);
}
