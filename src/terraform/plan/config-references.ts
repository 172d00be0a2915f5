/** All references that a block of the configuration makes, for the edges of the graph. */
import type { Body, Expression, Traversal } from "../../hcl/syntax.ts";
import type { CheckRule, Module, Resource } from "../config/module.ts";
import { parseReference, type Reference } from "../lang/reference.ts";
import { expressionVariables } from "../lang/variables.ts";

export function expressionReferences(expressions: Iterable<Expression | undefined>): readonly Reference[] {
  const found: Reference[] = [];
  for (const expression of expressions) {
    if (!expression) continue;
    for (const traversal of expressionVariables(expression)) add(traversal, found);
  }
  return found;
}

export function traversalReferences(traversals: Iterable<Traversal>): readonly Reference[] {
  const found: Reference[] = [];
  for (const traversal of traversals) add(traversal, found);
  return found;
}

function add(traversal: Traversal, found: Reference[]): void {
  const { reference } = parseReference(traversal);
  if (reference) found.push(reference);
}

/** Every expression anywhere in a body; names that `dynamic` blocks define are among the references and lead nowhere. */
export function* bodyExpressions(body: Body): Iterable<Expression> {
  for (const { expression } of body.attributes.values()) yield expression;
  for (const block of body.blocks) yield* bodyExpressions(block.body);
  for (const { value } of body.json?.members ?? []) yield { kind: "json", json: value, range: value.range };
}

export function* ruleExpressions(rules: readonly CheckRule[]): Iterable<Expression | undefined> {
  for (const { condition, errorMessage } of rules) {
    yield condition;
    yield errorMessage;
  }
}

const references = new WeakMap<Resource, readonly Reference[]>();

/** Looked for once, however many walks there are. */
export function resourceReferences(resource: Resource): readonly Reference[] {
  let found = references.get(resource);
  if (!found) {
    found = findReferences(resource);
    references.set(resource, found);
  }
  return found;
}

function findReferences(resource: Resource): readonly Reference[] {
  const expressions: (Expression | undefined)[] = [resource.count, resource.forEach, ...bodyExpressions(resource.body)];
  expressions.push(...ruleExpressions(resource.preconditions), ...ruleExpressions(resource.postconditions));
  if (resource.connection) expressions.push(...bodyExpressions(resource.connection.body));
  for (const provisioner of resource.provisioners) {
    if (provisioner.when === "destroy") continue;
    expressions.push(...bodyExpressions(provisioner.body));
    if (provisioner.connection) expressions.push(...bodyExpressions(provisioner.connection.body));
  }
  expressions.push(...resource.replaceTriggeredBy);
  return [...expressionReferences(expressions), ...traversalReferences(resource.dependsOn)];
}

export function* resourcesOf(module: Module): Iterable<Resource> {
  yield* module.managedResources.values();
  yield* module.dataResources.values();
  yield* module.ephemeralResources.values();
}
