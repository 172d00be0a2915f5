/** `replace_triggered_by`: whether something that is named there is going to change. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Expression, TraversalStep } from "../../hcl/syntax.ts";
import { printModulePath } from "../addresses/module.ts";
import { printResource, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { valuesEqual } from "../lang/equals.ts";
import { evaluate } from "../lang/evaluate.ts";
import { withoutDeepMarks } from "../lang/marks.ts";
import { getPath } from "../lang/path.ts";
import { parseReference, type Reference } from "../lang/reference.ts";
import type { PathStep, Value } from "../lang/value.ts";
import { expressionVariables } from "../lang/variables.ts";
import { findResource } from "./evaluation.ts";
import type { ModuleScope } from "./module-scope.ts";
import type { PlanContext } from "./plan-context.ts";
import type { PlannedChange } from "./planned-change.ts";
import type { ResourceNode } from "./resource-node.ts";

/** Undefined after an error. */
export function replaceTriggered(
  context: PlanContext,
  { resource, tree }: ResourceNode,
  at: ResourceInstanceAddress,
  scope: ModuleScope,
): boolean | undefined {
  for (const expression of resource.replaceTriggeredBy) {
    for (const traversal of expressionVariables(expression)) {
      const { reference } = parseReference(traversal);
      if (!reference) continue;
      const { subject } = reference;
      if (subject.kind !== "resource" && subject.kind !== "resource-instance") continue;
      if (!findResource(tree.module, subject.resource)) {
        context.diagnostics.report([undeclared(reference, tree.path, printResource(subject.resource))]);
        return undefined;
      }
      const { keyed, rest } = instanceOf(reference, expression, scope);
      const changes = [...changesOf(context, at, reference, keyed)];
      // Even what stays as it is has a change that says so.
      if (changes.length === 0) {
        const summary = `no change found for ${printResource(subject.resource)}${keyed === undefined ? "" : `[${keyed}]`} in ${moduleText(tree.path)}`;
        context.diagnostics.report([{ severity: "error", summary, detail: "" }]);
        return undefined;
      }
      for (const change of changes) {
        if (triggers(change, rest)) return true;
      }
    }
  }
  return false;
}

const undeclared = (reference: Reference, path: readonly string[], name: string): Diagnostic =>
  errorAt(
    reference.range,
    "Reference to undeclared resource",
    `A resource ${name} has not been declared in ${moduleText(path)}`,
  );

const moduleText = (path: readonly string[]): string => (path.length === 0 ? "the root module" : printModulePath(path));

/** The instance key, which may be `count.index` or `each.key`, and the path after it. */
function instanceOf(
  reference: Reference,
  expression: Expression,
  scope: ModuleScope,
): { readonly keyed: string | undefined; readonly rest: readonly TraversalStep[] } {
  const { subject, remaining } = reference;
  if (expression.kind === "index") return { keyed: keyText(evaluate(expression.key, scope).value), rest: [] };
  if (expression.kind === "relative-traversal" && expression.source.kind === "index") {
    return { keyed: keyText(evaluate(expression.source.key, scope).value), rest: expression.traversal };
  }
  if (subject.kind === "resource-instance" && subject.key !== undefined) {
    return { keyed: JSON.stringify(subject.key), rest: remaining };
  }
  return { keyed: undefined, rest: remaining };
}

function keyText(value: Value): string | undefined {
  if (!value.isKnown || value.isNull) return undefined;
  if (typeof value.content === "string") return JSON.stringify(value.content);
  return value.type.kind === "number" ? value.number.toString() : undefined;
}

function* changesOf(
  context: PlanContext,
  at: ResourceInstanceAddress,
  { subject }: Reference,
  keyed: string | undefined,
): Iterable<PlannedChange> {
  if (subject.kind !== "resource" && subject.kind !== "resource-instance") return;
  const { resource } = subject;
  for (const change of context.changes.inResource({ module: at.module, resource })) {
    if (keyed === undefined || JSON.stringify(change.address.key) === keyed) yield change;
  }
}

function triggers(change: PlannedChange, rest: readonly TraversalStep[]): boolean {
  if (rest.length === 0) {
    return change.action === "update" || change.action === "delete-create" || change.action === "create-delete";
  }
  if (change.action === "no-op" || change.before.isNull || change.after.isNull) return false;
  const path = rest.map(
    (step): PathStep =>
      step.kind === "attribute"
        ? { kind: "attribute", name: step.name }
        : { kind: "index", key: step.key.type === "number" ? Number(step.key.text) : step.key.text },
  );
  const before = getPath(withoutDeepMarks(change.before), path);
  const after = getPath(withoutDeepMarks(change.after), path);
  if (!before || !after) return before !== after;
  return !valuesEqual(before, after);
}
