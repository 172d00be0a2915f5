/** `depends_on`: whole resources, modules and other objects, without attributes. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { rangeBetween } from "../../hcl/source.ts";
import type { Traversal } from "../../hcl/syntax.ts";
import { parseReference } from "../lang/reference.ts";
import type { ValidationScope } from "./validation-scope.ts";

export function validateDependsOn(traversals: readonly Traversal[], scope: ValidationScope): Diagnostic[] {
  return traversals.flatMap((traversal) => {
    const { reference, diagnostics } = parseReference(traversal);
    if (!reference || hasErrors(diagnostics)) return [...diagnostics];
    const { remaining } = reference;
    const [first] = remaining;
    if (first) {
      const range = rangeBetween(first.range, remaining.at(-1)?.range ?? first.range);
      const detail =
        "References in depends_on must be to a whole object (resource, etc), not to an attribute of an object.";
      return [errorAt(range, "Invalid depends_on reference", detail)];
    }
    const problems = scope.validate([reference]);
    if (hasErrors(problems)) return [...problems];
    // Modules are known to be declared; what else a name may be, its own scope tells.
    return [...(scope.resolve(reference).diagnostics ?? [])];
  });
}
