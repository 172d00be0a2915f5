/** What an import block alone shows to be wrong: its id, its `for_each`, and the key of the instance it names. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { printConfigResource, printResource } from "../addresses/resource.ts";
import type { Import, ModuleTree, Resource } from "../config/module.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { evaluate } from "../lang/evaluate.ts";
import { parseReference } from "../lang/reference.ts";
import { STRING } from "../lang/type.ts";
import { expressionVariables } from "../lang/variables.ts";
import { findResource } from "../plan/evaluation.ts";
import type { ValidationWalk } from "./walk.ts";

export function validateImport(walk: ValidationWalk, root: ModuleTree, block: Import): Diagnostic[] {
  const { target, forEach, id } = block;
  let tree: ModuleTree | undefined = root;
  for (const name of target.module) tree = tree?.children.get(name);
  const resource = tree && findResource(tree.module, target.resource);
  // Blocks for what the root module lacks may generate it.
  if (!resource) return target.module.length === 0 ? [] : [missing(block)];
  const found = [...validateForEach(walk, root, forEach)];
  if (id) found.push(...validateId(walk, root, block, id));
  if (block.instance) found.push(...validateKey(block, resource, block.instance.key));
  return found;
}

function missing({ target, toRange }: Import): Diagnostic {
  const detail = `The configuration for the given import target ${printConfigResource(target)} does not exist. All target instances must have an associated configuration to be imported.`;
  return errorAt(toRange, "Configuration for import target does not exist", detail);
}

function validateForEach(
  walk: ValidationWalk,
  root: ModuleTree,
  forEach: Expression | undefined,
): readonly Diagnostic[] {
  if (!forEach) return [];
  const { value, diagnostics } = evaluate(forEach, walk.scope(root));
  const { kind } = value.type;
  if (hasErrors(diagnostics) || (kind !== "string" && kind !== "number" && kind !== "bool")) return diagnostics;
  return [
    ...diagnostics,
    errorAt(forEach.range, "Invalid for_each argument", 'The "for_each" expression must be a collection.'),
  ];
}

function validateId(walk: ValidationWalk, root: ModuleTree, block: Import, id: Expression): readonly Diagnostic[] {
  const refuse = (detail: string): Diagnostic => errorAt(id.range, "Invalid import id argument", detail);
  const own = printResource(block.target.resource);
  const itself = expressionVariables(id).find((traversal) => {
    const subject = parseReference(traversal).reference?.subject;
    const isResource = subject?.kind === "resource" || subject?.kind === "resource-instance";
    return block.target.module.length === 0 && isResource && printResource(subject.resource) === own;
  });
  if (itself) {
    const { range } = parseReference(itself).reference ?? id;
    const detail = "The import ID cannot reference the resource being imported.";
    return [errorAt(range, "Invalid import id argument", detail)];
  }
  const scope = walk.scope(root, { repetition: block.forEach ? "for_each" : undefined });
  const { value, diagnostics } = evaluate(id, scope);
  if (hasErrors(diagnostics)) return diagnostics;
  if (value.isNull) return [...diagnostics, refuse("The import ID cannot be null.")];
  try {
    const text = convert(value.withoutMarks(), STRING);
    if (!text.isKnown || text.string !== "") return diagnostics;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return [...diagnostics, errorAt(id.range, "Incorrect value type", "Invalid expression value: string required.")];
  }
  const empty = "The import ID value evaluates to an empty string, please provide a non-empty value.";
  return [...diagnostics, refuse(empty)];
}

/** The kind of the key says what the resource should use. */
function validateKey({ to }: Import, resource: Resource, key: string | number | undefined): readonly Diagnostic[] {
  const wrong = (detail: string): readonly Diagnostic[] => [
    errorAt(to.range, "Invalid import 'to' expression", `The target resource ${detail}.`),
  ];
  if (typeof key === "number") return resource.count ? [] : wrong("does not use count");
  if (typeof key === "string") return resource.forEach ? [] : wrong("does not use for_each");
  if (resource.count) return wrong("is using count");
  return resource.forEach ? wrong("is using for_each") : [];
}
