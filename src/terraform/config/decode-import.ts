/** `import` blocks: which existing object an instance of a resource is to take over. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { rangeBetween, type SourceRange } from "../../hcl/source.ts";
import type { Attribute, Block, Expression, Traversal, TraversalStep } from "../../hcl/syntax.ts";
import { parseAddress } from "../addresses/parse.ts";
import { decodeProviderReference } from "./common-arguments.ts";
import { bodyContent } from "./content.ts";
import type { Import } from "./module.ts";
import { asTraversal, unwrapJsonReference } from "./static-expression.ts";

const IMPORT = {
  attributes: { provider: {}, for_each: {}, id: { required: true }, to: { required: true } },
} as const;

export function decodeImport(block: Block, diagnostics: Diagnostic[]): Import | undefined {
  const before = diagnostics.length;
  const { attributes } = bodyContent(block.body, IMPORT, diagnostics);
  const isComplete = !hasErrors(diagnostics.slice(before));
  const toAttribute = attributes.get("to");
  const problems: Diagnostic[] = [];
  const to = toAttribute && unwrapJsonReference(toAttribute.expression, problems);
  diagnostics.push(...problems);
  if (!to || hasErrors(problems)) return undefined;
  const target = importTarget(to, toAttribute.range, diagnostics);
  const provider = attributes.get("provider");
  const providerReference = provider && decodeProvider(provider, target, diagnostics);
  if (!target || !isComplete) return undefined;
  const forEach = attributes.get("for_each")?.expression;
  const instance = to.kind === "scope-traversal" ? parseAddress(to.traversal, []) : undefined;
  return {
    id: attributes.get("id")?.expression,
    to,
    target,
    ...(instance?.resource ? { instance: { ...instance, resource: instance.resource } } : {}),
    ...(forEach ? { forEach } : {}),
    ...(provider && providerReference ? { providerReference, providerRange: provider.range } : {}),
    range: block.headerRange,
    toRange: to.range,
  };
}

function decodeProvider(provider: Attribute, target: Import["target"] | undefined, diagnostics: Diagnostic[]) {
  if (target && target.module.length > 0) {
    const detail =
      "The provider argument can only be specified in import blocks that will generate configuration.\n\nUse the providers argument within the module block to configure providers for all resources within a module, including imported resources.";
    diagnostics.push(errorAt(provider.range, "Invalid import provider argument", detail));
  }
  return decodeProviderReference(provider.expression, "provider", diagnostics);
}

/** The resource that an expression names, whatever expressions its keys are. */
function importTarget(to: Expression, range: SourceRange, diagnostics: Diagnostic[]): Import["target"] | undefined {
  const traversal = withoutKeyExpressions(to, diagnostics);
  const address = traversal && parseAddress(traversal, diagnostics);
  if (address?.resource?.mode === "managed") {
    return { module: address.module.map(({ name }) => name), resource: address.resource };
  }
  if (address && !address.resource) diagnostics.push(errorAt(traversal.range, "Invalid address", NO_INSTANCE));
  diagnostics.push(errorAt(range, "Invalid import address", "Only managed resources can be imported."));
  return undefined;
}

export const NO_INSTANCE =
  "A resource instance address is required here. The module path must be followed by a resource instance specification.";

function withoutKeyExpressions(expression: Expression, diagnostics: Diagnostic[]): Traversal | undefined {
  switch (expression.kind) {
    case "scope-traversal":
      return expression.traversal;
    case "index":
      return withoutKeyExpressions(expression.collection, diagnostics);
    case "relative-traversal": {
      const source = withoutKeyExpressions(expression.source, diagnostics);
      return source && longer(source, expression.traversal);
    }
    default:
      return asTraversal(expression, diagnostics);
  }
}

/** A traversal with more steps. */
export const longer = (traversal: Traversal, more: readonly TraversalStep[]): Traversal => ({
  ...traversal,
  steps: [...traversal.steps, ...more],
  range: rangeBetween(traversal.range, more.at(-1)?.range ?? traversal.range),
});
