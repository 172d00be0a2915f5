/** What is said of `count`, `each`, `path` and `terraform` where they mean nothing, or do not have what is asked for. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { didYouMean } from "./suggest.ts";

export const PATH_NAMES: readonly string[] = ["cwd", "module", "root"];

export function refuseCount(range: SourceRange, name: string): Diagnostic {
  if (name !== "index") {
    return errorAt(
      range,
      'Invalid "count" attribute',
      `The "count" object does not have an attribute named "${name}". The only supported attribute is count.index, which is the index of each instance of a resource block that has the "count" argument set.`,
    );
  }
  return errorAt(
    range,
    'Reference to "count" in non-counted context',
    'The "count" object can only be used in "module", "resource", and "data" blocks, and only when the "count" argument is set.',
  );
}

/** Of `each.value` Terraform thinks that the configuration once had a `for_each`. */
export function refuseEach(range: SourceRange, name: string): Diagnostic {
  if (name === "value") {
    return errorAt(
      range,
      "each.value cannot be used in this context",
      'A reference to "each.value" has been used in a context in which it is unavailable, such as when the configuration no longer contains the value in its "for_each" expression. Remove this reference to each.value in your configuration to work around this error.',
    );
  }
  if (name !== "key") {
    return errorAt(
      range,
      'Invalid "each" attribute',
      `The "each" object does not have an attribute named "${name}". The supported attributes are each.key and each.value, the current key and value pair of the "for_each" attribute set.`,
    );
  }
  return errorAt(
    range,
    'Reference to "each" in context without for_each',
    'The "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" argument is set.',
  );
}

export function refusePath(range: SourceRange, name: string): Diagnostic {
  const detail = `The "path" object does not have an attribute named "${name}".${didYouMean(name, PATH_NAMES)}`;
  return errorAt(range, 'Invalid "path" attribute', detail);
}

export function refuseTerraform(range: SourceRange, name: string): Diagnostic {
  const detail =
    name === "env"
      ? 'The terraform.env attribute was deprecated in v0.10 and removed in v0.12. The "state environment" concept was renamed to "workspace" in v0.12, and so the workspace name can now be accessed using the terraform.workspace attribute.'
      : `The "terraform" object does not have an attribute named "${name}". The only supported attributes are terraform.workspace, the name of the currently-selected workspace, and terraform.applying, a boolean which is true only during apply.`;
  return errorAt(range, 'Invalid "terraform" attribute', detail);
}
