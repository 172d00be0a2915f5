/**
 * Whether what an expression refers to is declared, as far as that shows without values: what `terraform validate`
 * says, and what every later walk relies on.
 */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { TraversalStep } from "../../hcl/syntax.ts";
import { printModulePath } from "../addresses/module.ts";
import { type ProviderSource, printProviderSource } from "../addresses/provider.ts";
import { printResource, type ResourceAddress, type ResourceMode } from "../addresses/resource.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import type { Reference } from "../lang/reference.ts";
import { didYouMean } from "../lang/suggest.ts";
import { compareUtf8 } from "../lang/type.ts";
import { findResource } from "../plan/evaluation.ts";
import type { BlockSchema } from "../provider.ts";
import { validateTraversal } from "./schema-traversal.ts";

export interface ReferenceContext {
  readonly tree: ModuleTree;
  /** Undefined when the provider or the type is not known. */
  schemaOf(provider: ProviderSource, mode: ResourceMode, type: string): BlockSchema | undefined;
  /** The resource that `self` stands for. */
  readonly self?: Resource | undefined;
  /** The check block that the expression belongs to. */
  readonly check?: string | undefined;
}

/** Names of values are only looked up once everything that shows from the configuration alone is right. */
export function checkReferences(references: readonly Reference[], context: ReferenceContext): Diagnostic[] {
  const isName = ({ subject }: Reference): boolean => subject.kind === "variable" || subject.kind === "local";
  const [names, others] = [references.filter(isName), references.filter((reference) => !isName(reference))];
  const found = others.flatMap((reference) => checkReference(reference, context));
  return hasErrors(found) ? found : [...found, ...names.flatMap((reference) => checkReference(reference, context))];
}

function checkReference(reference: Reference, context: ReferenceContext): readonly Diagnostic[] {
  const { subject, range, remaining } = reference;
  const { tree, self } = context;
  switch (subject.kind) {
    case "resource":
    case "resource-instance": {
      const { resource } = subject;
      const key = subject.kind === "resource-instance" ? subject.key : undefined;
      const declared = findResource(tree.module, resource);
      if (!declared) return [undeclaredResource(reference, resource, tree)];
      return [
        ...checkKey(reference, declared, key !== undefined),
        ...checkResource(reference, declared, remaining, context),
      ];
    }
    case "module":
    case "module-instance":
    case "module-output": {
      const calls = tree.module.calls;
      if (calls.has(subject.name)) return [];
      const hint = didYouMean(subject.name, [...calls.keys()].sort(compareUtf8));
      const detail = `No module call named "${subject.name}" is declared in ${moduleText(tree)}.${hint}`;
      return [errorAt(range, "Reference to undeclared module", detail)];
    }
    case "variable": {
      const names = tree.module.variables;
      if (names.has(subject.name)) return [];
      const hint =
        didYouMean(subject.name, [...names.keys()].sort(compareUtf8)) ||
        ` This variable can be declared with a variable "${subject.name}" {} block.`;
      const detail = `An input variable with the name "${subject.name}" has not been declared.${hint}`;
      return [errorAt(range, "Reference to undeclared input variable", detail)];
    }
    case "local": {
      const names = tree.module.locals;
      if (names.has(subject.name)) return [];
      const hint = didYouMean(subject.name, [...names.keys()].sort(compareUtf8));
      const detail = `A local value with the name "${subject.name}" has not been declared.${hint}`;
      return [errorAt(range, "Reference to undeclared local value", detail)];
    }
    case "self":
      if (self) return checkResource(reference, self, remaining, context);
      return [
        errorAt(
          range,
          'Invalid "self" reference',
          'The "self" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.',
        ),
      ];
    default:
      return [];
  }
}

export const moduleText = ({ path }: ModuleTree): string =>
  path.length === 0 ? "the root module" : printModulePath(path);

const MODE_WORDS: Readonly<Record<ResourceMode, string>> = {
  managed: "A managed",
  data: "A data",
  ephemeral: "An ephemeral",
};

function undeclaredResource({ range }: Reference, resource: ResourceAddress, tree: ModuleTree): Diagnostic {
  const asData: ResourceAddress = { ...resource, mode: "data" };
  const hint =
    resource.mode === "managed" && findResource(tree.module, asData)
      ? `\n\nDid you mean the data resource ${printResource(asData)}?`
      : "";
  const detail = `${MODE_WORDS[resource.mode]} resource "${resource.type}" "${resource.name}" has not been declared in ${moduleText(tree)}.${hint}`;
  return errorAt(range, "Reference to undeclared resource", detail);
}

/** Whether an instance key is there exactly when the resource has instances. */
function checkKey({ range, remaining }: Reference, declared: Resource, hasKey: boolean): readonly Diagnostic[] {
  const address = printResource(declared);
  const repeated = declared.count ? "count" : declared.forEach ? "for_each" : undefined;
  if (hasKey) {
    if (repeated) return [];
    const detail = `Because ${address} does not have "count" or "for_each" set, references to it must not include an index key. Remove the bracketed index to refer to the single instance of this resource.`;
    return [errorAt(range, "Unexpected resource instance key", detail)];
  }
  if (!repeated || remaining.length === 0) return [];
  const key = repeated === "count" ? "count.index" : "each.key";
  const detail = `Because ${address} has "${repeated}" set, its attributes must be accessed on specific instances.\n\nFor example, to correlate with indices of a referring resource, use:\n    ${address}[${key}]`;
  return [errorAt(range, "Missing resource instance key", detail)];
}

function checkResource(
  { range }: Reference,
  declared: Resource,
  steps: readonly TraversalStep[],
  context: ReferenceContext,
): readonly Diagnostic[] {
  const { mode, type, name, provider, check } = declared;
  if (check !== undefined && check !== context.check) {
    const adjective = MODE_WORDS[mode].split(" ")[1];
    const detail = `The referenced ${adjective} resource "${type}" "${name}" is not available from this context.`;
    return [errorAt(range, "Reference to scoped resource", detail)];
  }
  const schema = context.schemaOf(provider, mode, type);
  if (!schema) {
    const detail = `${MODE_WORDS[mode]} resource type "${type}" is not supported by provider "${printProviderSource(provider)}".`;
    return [errorAt(range, "Invalid resource type", detail)];
  }
  const [first] = steps;
  if (first?.kind === "attribute" && first.name === "count") {
    const detail = `The special "count" attribute is no longer supported after Terraform v0.12. Instead, use length(${printResource(declared)}) to count resource instances.`;
    return [errorAt(range, "Invalid resource count attribute", detail)];
  }
  return validateTraversal(schema, steps);
}
