/** `import` blocks: which instance of a resource is to take over which existing object. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import type { ModuleInstancePath } from "../addresses/module.ts";
import { printConfigResource } from "../addresses/resource.ts";
import type { Import, ModuleTree } from "../config/module.ts";
import { evaluate } from "../lang/evaluate.ts";
import { EPHEMERAL } from "../lang/marks.ts";
import type { Value } from "../lang/value.ts";
import { evaluateRepetition } from "./evaluate-repetition.ts";
import { ModuleScope } from "./module-scope.ts";
import type { PlanContext } from "./plan-context.ts";
import { type InstanceData, instanceData, keysOf } from "./repetition.ts";
import { type ResourceNode, resourceNodes } from "./resource-node.ts";

export async function resolveImports(context: PlanContext, node: ResourceNode): Promise<boolean> {
  let ok = true;
  for (const block of importsOf(context, node.name)) ok = resolveImport(context, block) && ok;
  return ok;
}

export const importsOf = (context: PlanContext, name: string): readonly Import[] =>
  context.evaluation.root.module.imports.filter(({ target }) => printConfigResource(target) === name);

export function resolveImport(context: PlanContext, block: Import): boolean {
  const root = new ModuleScope(context.environment, []);
  const { repetition, diagnostics } = evaluateRepetition({ forEach: block.forEach }, root);
  if (!context.diagnostics.report(diagnostics) || !repetition) return false;
  let ok = true;
  for (const key of keysOf(repetition)) {
    const data = instanceData(repetition, key);
    const found: Diagnostic[] = [];
    const id = importId(block, new ModuleScope(context.environment, [], data), found);
    const address = importAddress(context, block, data, found);
    ok = context.diagnostics.report(found) && ok;
    if (id === undefined || !address) continue;
    context.imports.add({ address, id });
  }
  return ok;
}

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
  if (value.hasMark(EPHEMERAL)) return refuse("The import ID cannot be ephemeral.");
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

/** The instance that `to` names; its keys may be expressions. */
function importAddress(context: PlanContext, block: Import, data: InstanceData, found: Diagnostic[]) {
  if (block.instance) {
    const { module, resource, key } = block.instance;
    return { module, resource, key };
  }
  const scope = new ModuleScope(context.environment, [], data);
  const keys: (string | number | undefined)[] = [];
  const names: string[] = [];
  const walk = (expression: Expression): void => {
    if (expression.kind === "index") {
      walk(expression.collection);
      const { value, diagnostics } = evaluate(expression.key, scope);
      found.push(...diagnostics);
      const plain = value.withoutMarks();
      keys[names.length - 1] =
        typeof plain.content === "string"
          ? plain.content
          : plain.type.kind === "number" && plain.isKnown && !plain.isNull
            ? plain.number.toSafeInteger()
            : undefined;
    } else if (expression.kind === "scope-traversal") {
      names.push(expression.traversal.root);
      addSteps(expression.traversal.steps);
    } else if (expression.kind === "relative-traversal") {
      walk(expression.source);
      addSteps(expression.traversal);
    }
  };
  const addSteps = (steps: Extract<Expression, { kind: "relative-traversal" }>["traversal"]): void => {
    for (const step of steps) {
      if (step.kind === "attribute") names.push(step.name);
      else keys[names.length - 1] = step.key.type === "number" ? Number(step.key.text) : step.key.text;
    }
  };
  walk(block.to);
  if (hasErrors(found)) return undefined;
  const module: ModuleInstancePath = block.target.module.map((name, i) => ({ name, key: keys[i * 2 + 1] }));
  return { module, resource: block.target.resource, key: keys[names.length - 1] };
}

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
