/** Which providers a configuration needs, and in which versions. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import {
  impliedProvider,
  impliedProviderName,
  type ProviderSource,
  printProviderSource,
} from "../addresses/provider.ts";
import { printResource } from "../addresses/resource.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import type { VersionTerm } from "../config/version-constraint.ts";

export interface ProviderRequirement {
  readonly source: ProviderSource;
  readonly terms: readonly VersionTerm[];
  /** What there is of the provider's types. */
  readonly resources?: readonly Resource[];
}

/** By source address. */
export type ProviderRequirements = ReadonlyMap<string, ProviderRequirement>;

/** Of the module and, unless `own`, of everything below it. */
export function providerRequirements(tree: ModuleTree, own = false): ProviderRequirements {
  const all = new Map<string, { source: ProviderSource; terms: VersionTerm[]; resources: Resource[] }>();
  const need = (source: ProviderSource, terms: readonly VersionTerm[] = [], resource?: Resource): void => {
    const key = printProviderSource(source);
    const entry = all.get(key) ?? { source, terms: [], resources: [] };
    all.set(key, entry);
    entry.terms.push(...terms);
    if (resource) entry.resources.push(resource);
  };
  const visit = ({ module, children }: ModuleTree): void => {
    for (const { source, versions } of module.requiredProviders.values()) {
      need(
        source,
        versions.flatMap(({ terms }) => terms),
      );
    }
    const sourceOf = (localName: string): ProviderSource =>
      module.requiredProviders.get(localName)?.source ?? impliedProvider(localName);
    for (const resource of resourcesOf(module)) need(resource.provider, [], resource);
    for (const { name, version } of module.providerConfigs.values()) need(sourceOf(name), version?.terms);
    for (const { target, providerReference } of module.imports) {
      if (target.module.length > 0) continue;
      need(sourceOf(providerReference?.localName ?? impliedProviderName(target.resource.type)));
    }
    if (!own) for (const child of children.values()) visit(child);
  };
  visit(tree);
  return all;
}

/** Blocks that name another provider than the resource they import for; only for a generated resource they decide. */
export function importProviderConflicts({ module }: ModuleTree): Diagnostic[] {
  const detail =
    "The provider argument can only be specified in import blocks that will generate configuration.\n\nUse the provider argument in the target resource block to configure the provider for a resource with explicit provider configuration.";
  return module.imports.flatMap(({ target, providerReference, providerRange }) => {
    const resource = target.module.length === 0 && module.managedResources.get(printResource(target.resource));
    if (!resource || !providerReference || !providerRange) return [];
    const { localName, alias } = resource.providerReference ?? {};
    if (localName === providerReference.localName && alias === providerReference.alias) return [];
    return [errorAt(providerRange, "Invalid import provider argument", detail)];
  });
}

export const resourcesOf = (module: ModuleTree["module"]): Resource[] => [
  ...module.managedResources.values(),
  ...module.dataResources.values(),
  ...module.ephemeralResources.values(),
];
