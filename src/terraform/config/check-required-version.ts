/** Whether a module accepts the version of Terraform's language that is spoken here. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printModulePath } from "../addresses/module.ts";
import type { ModuleTree } from "./module.ts";
import { TERRAFORM_VERSION } from "./terraform-version.ts";
import { parseVersion, type Version } from "./version.ts";
import { meetsTerms } from "./version-constraint.ts";

/** What is said of a version that does not fit; commands that only tell what there is pass over it. */
export const OF_VERSION: ReadonlySet<string> = new Set([
  "Unsupported Terraform Core version",
  "Invalid required_version constraint",
]);

export function checkRequiredVersions({ module, path, call }: ModuleTree, diagnostics: Diagnostic[]): void {
  const current = parseVersion(TERRAFORM_VERSION) as Version;
  for (const { text, terms, range } of module.requiredVersions) {
    if (terms.some(({ version }) => version.prerelease !== "")) {
      const detail = `Prerelease version constraints are not supported: ${text}. Remove the prerelease information from the constraint. Prerelease versions of terraform will match constraints using their version core only.`;
      diagnostics.push(errorAt(range, "Invalid required_version constraint", detail));
      continue;
    }
    if (meetsTerms(current, terms)) continue;
    const who = call ? `Module ${printModulePath(path)} (from ${call.sourceText})` : "This configuration";
    const detail = `${who} does not support Terraform version ${TERRAFORM_VERSION}. To proceed, either choose another supported Terraform version or update this version constraint. Version constraints are normally set for good reason, so updating the constraint may lead to other errors or unexpected behavior.`;
    diagnostics.push(errorAt(range, "Unsupported Terraform Core version", detail));
  }
}
