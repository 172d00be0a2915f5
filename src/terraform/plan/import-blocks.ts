/** `import` blocks: which instance of a resource is to take over which existing object. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { type ModuleInstancePath, printModuleInstance } from "../addresses/module.ts";
import { configOfResource, printConfigResource, printResourceInstance } from "../addresses/resource.ts";
import type { Import, ModuleTree } from "../config/module.ts";
import { evaluate } from "../lang/evaluate.ts";
import type { Reference } from "../lang/reference.ts";
import type { Value } from "../lang/value.ts";
import { expressionReferences } from "./config-references.ts";
import { importElements, importInstance } from "./import-expansion.ts";
import { ModuleScope } from "./module-scope.ts";
import type { PlanContext } from "./plan-context.ts";
import { keysOf } from "./repetition.ts";
import { type ResourceNode, resourceNodes } from "./resource-node.ts";

/** Evaluates the blocks for one resource, before it is expanded. */
export function resolveImports(context: PlanContext, node: ResourceNode): boolean {
  return importsOf(context.evaluation.root, node.name).every((block) => resolveImport(context, block));
}

/** The blocks whose target is the resource of that name. */
export const importsOf = (root: ModuleTree, name: string): readonly Import[] =>
  root.module.imports.filter(({ target }) => printConfigResource(target) === name);

/** What blocks for the resource refer to, from inside the root module. */
export const importReferences = (root: ModuleTree, name: string): readonly Reference[] =>
  expressionReferences(importsOf(root, name).flatMap(({ forEach, id }) => [forEach, id]));

function resolveImport(context: PlanContext, block: Import): boolean {
  const root = new ModuleScope(context.environment, []);
  const { elements, diagnostics } = importElements(block.forEach, root, false);
  if (!context.diagnostics.report(diagnostics)) return false;
  let ok = true;
  for (const data of elements) {
    const found: Diagnostic[] = [];
    const id = importId(block, new ModuleScope(context.environment, [], data), found);
    const { address, diagnostics: wrong } = importInstance(block, data);
    ok = context.diagnostics.report([...found, ...wrong]) && ok;
    if (id === undefined || !address) continue;
    context.imports.add({ address, id });
  }
  return ok;
}

/** Instances that are to be imported and the resource does not have, once it is expanded. */
export function reportStrayImports(context: PlanContext, { name, tree, resource }: ResourceNode): boolean {
  const found: Diagnostic[] = [];
  for (const { address } of context.imports) {
    if (printConfigResource(configOfResource(address)) !== name) continue;
    const module = context.evaluation.instancesOf(tree.path).find(({ path }) => sameModule(path, address.module));
    const repetition = module && context.evaluation.repetitionOf({ module: module.path, resource });
    if (repetition && keysOf(repetition).includes(address.key)) continue;
    const detail = `The configuration for the given import ${printResourceInstance(address)} does not exist. All target instances must have an associated configuration to be imported.`;
    found.push({ severity: "error", summary: "Configuration for import target does not exist", detail });
  }
  return context.diagnostics.report(found);
}

const sameModule = (a: ModuleInstancePath, b: ModuleInstancePath): boolean =>
  printModuleInstance(a) === printModuleInstance(b);

const INVALID_ID = "Invalid import id argument";

function importId(block: Import, scope: ModuleScope, found: Diagnostic[]): string | undefined {
  if (!block.id) return undefined;
  const refuse = (detail: string): undefined => {
    found.push({ ...errorAt((block.id as Expression).range, INVALID_ID, detail), expression: block.id as Expression });
    return undefined;
  };
  const { value, diagnostics } = evaluate(block.id, scope);
  found.push(...diagnostics);
  if (hasErrors(diagnostics)) return undefined;
  if (value.isNull) return refuse("The import ID cannot be null.");
  if (!value.isKnown) {
    return refuse(
      'The import block "id" argument depends on resource attributes that cannot be determined until apply, so Terraform cannot plan to import this resource.',
    );
  }
  const text = textOf(value.withoutMarks());
  if (text === undefined) return refuse("The import ID value is unsuitable: string required.");
  return text === ""
    ? refuse("The import ID value evaluates to an empty string, please provide a non-empty value.")
    : text;
}

const textOf = (value: Value): string | undefined => {
  if (typeof value.content === "string") return value.content;
  if (typeof value.content === "boolean") return String(value.content);
  return value.type.kind === "number" ? value.number.toString() : undefined;
};

/** Import blocks for a resource that no block stands for. */
export const missingTargets = (root: ModuleTree): readonly Import[] => {
  const nodes = resourceNodes(root);
  return root.module.imports.filter(({ target }) => !nodes.has(printConfigResource(target)));
};

export const checkImportTargets = (root: ModuleTree): readonly Diagnostic[] =>
  missingTargets(root).map(({ target, to }) => {
    const name = printConfigResource(target);
    const detail = `The configuration for the given import target ${name} does not exist. If you wish to automatically generate config for this resource, use the -generate-config-out option within terraform plan. Otherwise, make sure the target resource exists within your configuration. For example:\n\n  terraform plan -generate-config-out=generated.tf`;
    return errorAt(to.range, "Configuration for import target does not exist", detail);
  });
