/** Which providers a configuration needs, and in which versions. */
import {
  impliedProvider,
  impliedProviderName,
  type ProviderSource,
  printProviderSource,
} from "../addresses/provider.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import type { VersionTerm } from "../config/version-constraint.ts";

export interface ProviderRequirement {
  readonly source: ProviderSource;
  readonly terms: readonly VersionTerm[];
}

/** By source address. */
export type ProviderRequirements = ReadonlyMap<string, ProviderRequirement>;

/** Of the module and, unless `own`, of everything below it. */
export function providerRequirements(tree: ModuleTree, own = false): ProviderRequirements {
  const all = new Map<string, { source: ProviderSource; terms: VersionTerm[] }>();
  const need = (source: ProviderSource, terms: readonly VersionTerm[] = []): void => {
    const key = printProviderSource(source);
    const entry = all.get(key) ?? { source, terms: [] };
    all.set(key, entry);
    entry.terms.push(...terms);
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
    for (const resource of resourcesOf(module)) need(resource.provider);
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

export const resourcesOf = (module: ModuleTree["module"]): Resource[] => [
  ...module.managedResources.values(),
  ...module.dataResources.values(),
  ...module.ephemeralResources.values(),
];
