/**
 * What HCL says of names after Terraform has refused a reference: conditions and their messages are evaluated all the
 * same, and then nothing is defined.
 */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { parseReference } from "./reference.ts";
import type { Scope } from "./scope.ts";
import { expressionVariables } from "./variables.ts";

/** Of expressions whose references are checked together. */
export function undefinedNames(expressions: readonly (Expression | undefined)[], scope: Scope): Diagnostic[] {
  const traversals = expressions.flatMap((expression) => (expression ? expressionVariables(expression) : []));
  const parsed = traversals.map((traversal) => ({ traversal, ...parseReference(traversal, scope.testing) }));
  // Variables and locals are looked for later: that one is missing does not undefine the others.
  const references = parsed
    .flatMap(({ reference }) => reference ?? [])
    .filter(({ subject }) => subject.kind !== "variable" && subject.kind !== "local");
  const isRefused = hasErrors(scope.validate?.(references) ?? []);
  return parsed
    .filter(({ reference }) => isRefused || !reference)
    .map(({ traversal: { root, rootRange } }) =>
      errorAt(rootRange, "Unknown variable", `There is no variable named "${root}".`),
    );
}
