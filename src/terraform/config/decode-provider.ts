/** `provider` blocks. */
import { type Diagnostic, errorAt, warningAt } from "../../hcl/diagnostic.ts";
import type { Block } from "../../hcl/syntax.ts";
import { bodyWithEscape, checkProviderName, RESERVED_SUFFIX, reservedBlock } from "./common-arguments.ts";
import { constantString, versionArgument } from "./constant.ts";
import { partialContent } from "./content.ts";
import { BAD_IDENTIFIER, isIdentifier } from "./identifier.ts";
import type { ProviderConfig } from "./module.ts";

const RESERVED = ["count", "depends_on", "for_each", "source"];

const PROVIDER = {
  attributes: { alias: {}, version: {}, count: {}, depends_on: {}, for_each: {}, source: {} },
  blocks: { _: [], lifecycle: [], locals: [] },
} as const;

export function decodeProvider(block: Block, diagnostics: Diagnostic[]): ProviderConfig | undefined {
  const [name = ""] = block.labels;
  const [nameRange = block.headerRange] = block.labelRanges;
  if (!checkProviderName(name, block.headerRange, diagnostics)) return undefined;
  const content = partialContent(block.body, PROVIDER, diagnostics);
  const { attributes, blocks } = content;
  const aliasAttribute = attributes.get("alias");
  const alias = aliasAttribute && constantString(aliasAttribute.expression, diagnostics);
  if (aliasAttribute && !isIdentifier(alias ?? "")) {
    // Terraform gives this one no place.
    const detail = `An alias must be a valid name. ${BAD_IDENTIFIER}`;
    diagnostics.push({ severity: "error", summary: "Invalid provider configuration alias", detail });
  }
  const versionAttribute = attributes.get("version");
  if (versionAttribute) {
    const summary = "Version constraints inside provider configuration blocks are deprecated";
    const detail =
      "Terraform 0.13 and earlier allowed provider version constraints inside the provider configuration block, but that is now deprecated and will be removed in a future version of Terraform. To silence this warning, move the provider version constraint into the required_providers block.";
    diagnostics.push(warningAt(versionAttribute.expression.range, summary, detail));
  }
  const version = versionAttribute && versionArgument(versionAttribute, diagnostics);
  for (const reserved of RESERVED) {
    const attribute = attributes.get(reserved);
    if (!attribute) continue;
    const detail = `The provider argument name "${reserved}" ${RESERVED_SUFFIX}`;
    diagnostics.push(errorAt(attribute.nameRange, "Reserved argument name in provider block", detail));
  }
  for (const inner of blocks) if (inner.type !== "_") diagnostics.push(reservedBlock(inner, "provider"));
  const body = bodyWithEscape(content, "provider-specific", "provider", diagnostics);
  return {
    name,
    nameRange,
    ...(alias ? { alias } : {}),
    ...(aliasAttribute ? { aliasRange: aliasAttribute.expression.range } : {}),
    ...(version ? { version } : {}),
    body,
    range: block.headerRange,
  };
}
