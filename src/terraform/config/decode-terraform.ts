/** `terraform` blocks: settings of the module as a whole. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Attribute, Block } from "../../hcl/syntax.ts";
import { versionArgument } from "./constant.ts";
import { type BodyContent, bodyContent } from "./content.ts";
import { decodeRequiredProviders } from "./decode-required-providers.ts";
import type { Backend, CloudIntegration, ProviderMeta, RequiredProvider } from "./module.ts";
import { asKeyword } from "./static-expression.ts";
import { TERRAFORM_VERSION } from "./terraform-version.ts";
import type { VersionConstraint } from "./version-constraint.ts";

const TERRAFORM = {
  attributes: { required_version: {}, experiments: {}, language: {} },
  blocks: { backend: ["type"], cloud: [], required_providers: [], provider_meta: ["provider"] },
} as const;

/** `required_providers` with the place of its block. */
export interface RequiredProvidersBlock {
  readonly providers: ReadonlyMap<string, RequiredProvider>;
  readonly range: Block["headerRange"];
}

export interface TerraformSettings {
  readonly requiredVersions: readonly VersionConstraint[];
  readonly backends: readonly Backend[];
  readonly clouds: readonly CloudIntegration[];
  readonly requiredProviders: readonly RequiredProvidersBlock[];
  readonly providerMetas: readonly ProviderMeta[];
}

export function decodeTerraform(block: Block, diagnostics: Diagnostic[]): TerraformSettings {
  const { attributes, blocks } = bodyContent(block.body, TERRAFORM, diagnostics);
  const versionAttribute = attributes.get("required_version");
  const version = versionAttribute && versionArgument(versionAttribute, diagnostics);
  checkLanguage(attributes, diagnostics);
  const experiments = attributes.get("experiments");
  if (experiments) checkExperiments(experiments, diagnostics);
  const ofType = (type: string): Block[] => blocks.filter((inner) => inner.type === type);
  return {
    requiredVersions: version ? [version] : [],
    backends: ofType("backend").map(({ labels, labelRanges, body, headerRange }) => ({
      type: labels[0] ?? "",
      typeRange: labelRanges[0] ?? headerRange,
      body,
      range: headerRange,
    })),
    clouds: ofType("cloud").map(({ body, headerRange }) => ({ body, range: headerRange })),
    requiredProviders: ofType("required_providers").flatMap((inner) => {
      const providers = decodeRequiredProviders(inner, diagnostics);
      return providers ? [{ providers, range: inner.headerRange }] : [];
    }),
    providerMetas: ofType("provider_meta").map(({ labels, body, headerRange }) => ({
      provider: labels[0] ?? "",
      body,
      range: headerRange,
    })),
  };
}

const EDITION = "TF2021";

function checkLanguage(attributes: BodyContent["attributes"], diagnostics: Diagnostic[]): void {
  const attribute = attributes.get("language");
  if (!attribute) return;
  const keyword = asKeyword(attribute.expression);
  if (keyword === EDITION) return;
  const range = attribute.expression.range;
  if (keyword === "") {
    const detail = `The language argument expects a bare language edition keyword. Terraform ${TERRAFORM_VERSION} supports only language edition ${EDITION}, which is the default.`;
    diagnostics.push(errorAt(range, "Invalid language edition", detail));
    return;
  }
  const than = keyword > EDITION ? "newer" : "different";
  const detail = `Terraform v${TERRAFORM_VERSION} only supports language edition ${EDITION}. This module requires a ${than} version of Terraform CLI.`;
  diagnostics.push(errorAt(range, "Unsupported language edition", detail));
}

/** Released versions of Terraform have no experiments, so the argument itself is refused. */
function checkExperiments({ nameRange }: Attribute, diagnostics: Diagnostic[]): void {
  const detail =
    "Experimental features are intended only for gathering early feedback on new language designs, and so are available only in alpha releases of Terraform.";
  diagnostics.push(errorAt(nameRange, "Module uses experimental features", detail));
}
