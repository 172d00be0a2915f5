/** Arguments that several kinds of blocks share: count, for_each, depends_on, provider. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange, type SourceRange } from "../../hcl/source.ts";
import type { Attribute, Block, Expression, Traversal } from "../../hcl/syntax.ts";
import { type BodyContent, mergeBodies } from "./content.ts";
import type { ProviderConfigReference } from "./module.ts";
import { normalizeProviderPart } from "./provider-source.ts";
import { isQuoted, unquoteReference } from "./quoted-reference.ts";
import { asList, asTraversal } from "./static-expression.ts";

/** At most one of `count` and `for_each`. */
export function repetition(
  { attributes }: BodyContent,
  diagnostics: Diagnostic[],
): { readonly count?: Expression; readonly forEach?: Expression } {
  const count = attributes.get("count");
  const forEach = attributes.get("for_each");
  if (count && forEach) {
    const detail =
      'The "count" and "for_each" meta-arguments are mutually-exclusive, only one should be used to be explicit about the number of resources to be created.';
    diagnostics.push(errorAt(forEach.nameRange, 'Invalid combination of "count" and "for_each"', detail));
  }
  return { ...(count ? { count: count.expression } : {}), ...(forEach ? { forEach: forEach.expression } : {}) };
}

export function decodeDependsOn(attribute: Attribute | undefined, diagnostics: Diagnostic[]): readonly Traversal[] {
  if (!attribute) return [];
  return (asList(attribute.expression, diagnostics) ?? []).flatMap((item) => {
    const traversal = asTraversal(unquoteReference(item, "reference", diagnostics), diagnostics);
    return traversal ? [traversal] : [];
  });
}

/** `aws` or `aws.east`, as `provider` and `providers` have it. */
export function decodeProviderReference(
  expression: Expression,
  argument: string,
  diagnostics: Diagnostic[],
): ProviderConfigReference | undefined {
  const unquoted = unquoteReference(expression, "reference", diagnostics);
  const traversal = asTraversal(unquoted, []);
  if (!traversal || traversal.steps.length > 1) {
    const detail = isQuoted(unquoted)
      ? "A provider configuration reference must not be given in quotes."
      : `The ${argument} argument requires a provider type name, optionally followed by a period and then a configuration alias.`;
    diagnostics.push(errorAt(expression.range, "Invalid provider configuration reference", detail));
    return undefined;
  }
  const { root, rootRange, steps } = traversal;
  if (!checkProviderName(root, rootRange, diagnostics)) return undefined;
  const [step] = steps;
  if (!step) return { localName: root, nameRange: rootRange };
  if (step.kind !== "attribute") {
    const detail = "Provider name must either stand alone or be followed by a period and then a configuration alias.";
    diagnostics.push(errorAt(step.range, "Invalid provider configuration reference", detail));
    return { localName: root, nameRange: rootRange };
  }
  return { localName: root, nameRange: rootRange, alias: step.name, aliasRange: step.range };
}

/** Whether a provider's local name is in its normal form. */
export function checkProviderName(name: string, range: SourceRange, diagnostics: Diagnostic[]): boolean {
  const normalized = normalizeProviderPart(name);
  let detail: string;
  if ("error" in normalized) detail = `${name} is an invalid provider local name: ${normalized.error}`;
  else if (normalized.part === name) return true;
  else detail = `Provider names must be normalized. Replace "${name}" with "${normalized.part}" to fix this error.`;
  diagnostics.push(errorAt(range, "Invalid provider local name", detail));
  return false;
}

export const RESERVED_SUFFIX = "is reserved for use by Terraform in a future version.";

/** A block type that may come to mean something one day. */
export const reservedBlock = ({ type, typeRange }: Block, where: string): Diagnostic =>
  errorAt(typeRange, `Reserved block type name in ${where} block`, `The block type name "${type}" ${RESERVED_SUFFIX}`);

/**
 * What remains for another schema, with the content of the escape block `_` added. `whose` says in a message what
 * the arguments inside belong to.
 */
export function bodyWithEscape(
  { blocks, remain }: BodyContent,
  whose: string,
  owner: string,
  diagnostics: Diagnostic[],
): BodyContent["remain"] {
  const [first, ...others] = blocks.filter(({ type }) => type === "_");
  if (!first) return remain;
  for (const block of others) {
    const detail = `The special block type "_" can be used to force particular arguments to be interpreted as ${whose} rather than as meta-arguments, but each ${owner} block can have only one such block. The first escaping block was at ${printRange(first.headerRange)}.`;
    diagnostics.push(errorAt(block.headerRange, "Duplicate escaping block", detail));
  }
  return mergeBodies(remain, first.body);
}
