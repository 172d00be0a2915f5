/** The references in an expression, found once and remembered. */
import { references } from "../../hcl/static.ts";
import type { Expression, Traversal } from "../../hcl/syntax.ts";

const known = new WeakMap<Expression, readonly Traversal[]>();

/** All references to names that the expression does not define itself, in source order. */
export function expressionVariables(expression: Expression): readonly Traversal[] {
  let found = known.get(expression);
  if (!found) {
    found = references(expression);
    known.set(expression, found);
  }
  return found;
}
