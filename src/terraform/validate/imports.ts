/** What an import block alone shows to be wrong: its id, its `for_each`, and the key of the instance it names. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { printConfigResource, printResource } from "../addresses/resource.ts";
import type { Import, ModuleTree, Resource } from "../config/module.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { evaluate } from "../lang/evaluate.ts";
import { parseReference } from "../lang/reference.ts";
import type { Scope } from "../lang/scope.ts";
import { STRING } from "../lang/type.ts";
import { expressionVariables } from "../lang/variables.ts";
import { rootOf } from "../plan/config-graph.ts";
import { findResource } from "../plan/evaluation.ts";
import { importsOf } from "../plan/import-blocks.ts";
import { importElements, importInstance } from "../plan/import-expansion.ts";
import type { ValidationWalk } from "./walk.ts";

/** The blocks whose target is the resource; the first mistake ends it. */
export function validateImports(walk: ValidationWalk, tree: ModuleTree, resource: Resource): Diagnostic[] {
  const root = rootOf(tree);
  const found: Diagnostic[] = [];
  for (const block of importsOf(root, printConfigResource({ module: tree.path, resource }))) {
    found.push(...validateImport(walk, root, block, resource));
    if (hasErrors(found)) break;
  }
  return found;
}

function validateImport(walk: ValidationWalk, root: ModuleTree, block: Import, resource: Resource): Diagnostic[] {
  const { forEach, id } = block;
  const itself = id && selfReference(block, id);
  if (itself) return [itself];
  const { elements, diagnostics } = importElements(forEach, walk.scope(root), true);
  const found = [...diagnostics];
  for (const data of elements) {
    if (hasErrors(found)) break;
    const { address, diagnostics: wrong } = importInstance(block, data);
    found.push(...wrong);
    if (address) found.push(...validateKey(block, resource, address.key));
    if (id && !hasErrors(found)) found.push(...validateId(walk.scope(root, { each: data }), id));
  }
  return found;
}

/** A block for what no resource block stands for; in the root module it may generate one. */
export function missingImportTarget(root: ModuleTree, { target, toRange }: Import): readonly Diagnostic[] {
  if (target.module.length === 0) return [];
  let tree: ModuleTree | undefined = root;
  for (const name of target.module) tree = tree?.children.get(name);
  if (tree && findResource(tree.module, target.resource)) return [];
  const name = printConfigResource(target);
  const detail = tree
    ? `Resource ${name} not found. Only resources within the root module are eligible for config generation.`
    : `The configuration for the given import target ${name} does not exist. All target instances must have an associated configuration to be imported.`;
  return [errorAt(toRange, "Configuration for import target does not exist", detail)];
}

function selfReference({ target }: Import, id: Expression): Diagnostic | undefined {
  const own = printResource(target.resource);
  for (const traversal of expressionVariables(id)) {
    const { reference } = parseReference(traversal);
    const subject = reference?.subject;
    if (subject?.kind !== "resource" && subject?.kind !== "resource-instance") continue;
    if (target.module.length > 0 || printResource(subject.resource) !== own) continue;
    const detail = "The import ID cannot reference the resource being imported.";
    return errorAt(reference?.range ?? id.range, "Invalid import id argument", detail);
  }
  return undefined;
}

function validateId(scope: Scope, id: Expression): readonly Diagnostic[] {
  const refuse = (detail: string): Diagnostic => errorAt(id.range, "Invalid import id argument", detail);
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
