/** Output values. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { ModuleTree, Output } from "../config/module.ts";
import { evaluate } from "../lang/evaluate.ts";
import { containsMarked, EPHEMERAL, SENSITIVE } from "../lang/marks.ts";
import { validateDependsOn } from "./depends-on.ts";
import { validatePrecondition } from "./rules.ts";
import type { ValidationWalk } from "./walk.ts";

export function validateOutput(walk: ValidationWalk, tree: ModuleTree, output: Output): Diagnostic[] {
  const scope = walk.scope(tree);
  const diagnostics = [
    ...validateDependsOn(output.dependsOn, scope),
    ...output.preconditions.flatMap((rule) => validatePrecondition(rule, scope)),
  ];
  if (!output.expression) return diagnostics;
  const { value, diagnostics: problems } = evaluate(output.expression, scope);
  diagnostics.push(...problems);
  // Where something failed, what of it is sensitive still counts.
  const isRoot = tree.path.length === 0;
  if (isRoot && output.ephemeral) {
    const detail = "Ephemeral outputs are not allowed in context of a root module";
    diagnostics.push(errorAt(output.range, "Ephemeral output not allowed", detail));
  }
  if (isRoot && !output.sensitive && containsMarked(value, SENSITIVE)) {
    const detail =
      "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true";
    return [...diagnostics, errorAt(output.range, "Output refers to sensitive values", detail)];
  }
  if (hasErrors(problems)) return diagnostics;
  if (!output.ephemeral && containsMarked(value, EPHEMERAL)) {
    const detail =
      "This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.";
    diagnostics.push(errorAt(output.expression.range, "Ephemeral value not allowed", detail));
  }
  if (!isRoot && output.ephemeral && !containsMarked(value, EPHEMERAL)) {
    const detail =
      "This output value is declared as returning an ephemeral value, so it can only be set to an ephemeral value.";
    diagnostics.push(errorAt(output.expression.range, "Value not allowed in ephemeral output", detail));
  }
  return diagnostics;
}
