/** What the first steps of a reference name, read without any scope. */
import type { Traversal } from "../../hcl/syntax.ts";
import type { ResourceAddress } from "../addresses/resource.ts";

/** Names that begin something else than a resource. */
const OTHER_ROOTS = new Set([
  "var",
  "local",
  "module",
  "each",
  "count",
  "path",
  "self",
  "terraform",
  "template",
  "lazy",
  "arg",
  "check",
  "output",
  "run",
]);

/** The resource that a reference begins with, whatever follows. */
export function resourceOfTraversal({ root, steps }: Traversal): ResourceAddress | undefined {
  if (OTHER_ROOTS.has(root)) return undefined;
  const mode = root === "data" || root === "ephemeral" ? root : "managed";
  const names =
    root === "resource" || mode !== "managed"
      ? steps.slice(0, 2)
      : [{ kind: "attribute", name: root } as const, ...steps.slice(0, 1)];
  const [type, name] = names;
  if (type?.kind !== "attribute" || name?.kind !== "attribute") return undefined;
  return { mode, type: type.name, name: name.name };
}

/** The input variable that a reference begins with. */
export function variableOfTraversal({ root, steps }: Traversal): string | undefined {
  const [step] = steps;
  return root === "var" && step?.kind === "attribute" ? step.name : undefined;
}
