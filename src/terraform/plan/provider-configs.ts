/** Which configuration block a resource's provider comes from, and the configured providers of one walk. */
import {
  type LocalProviderConfig,
  localProviderKey,
  type ProviderConfigAddress,
  type ProviderSource,
  printProviderSource,
  sameProviderSource,
} from "../addresses/provider.ts";
import type { ModuleTree, ProviderConfig } from "../config/module.ts";
import type { ProviderType } from "../provider.ts";

export interface ResolvedProvider {
  readonly address: ProviderConfigAddress;
  /** Absent when nothing configures it and it runs on its defaults. */
  readonly block: ProviderConfig | undefined;
  readonly tree: ModuleTree;
}

/**
 * Follows a provider's local name from the module that uses it up to the module that configures it: through the
 * `providers` argument of calls, and without one to the parent's configuration of the same provider.
 */
export function resolveProvider(
  tree: ModuleTree,
  local: LocalProviderConfig,
  source: ProviderSource,
): ResolvedProvider {
  const found = (block: ProviderConfig | undefined): ResolvedProvider => ({
    address: { module: tree.path, provider: source, ...(local.alias === undefined ? {} : { alias: local.alias }) },
    block,
    tree,
  });
  const { parent, call } = tree;
  const passed = call?.providers.find(
    ({ inChild }) =>
      inChild.alias === local.alias &&
      (inChild.localName === local.localName || sameProviderSource(providerOf(tree, inChild.localName), source)),
  );
  if (passed && parent) return resolveProvider(parent, passed.inParent, source);
  const block = tree.module.providerConfigs.get(localProviderKey(local));
  if (block) return found(block);
  if (parent && local.alias === undefined) {
    return resolveProvider(parent, { localName: localNameOf(parent, source) ?? local.localName }, source);
  }
  return found(undefined);
}

function providerOf(tree: ModuleTree, localName: string): ProviderSource {
  const required = tree.module.requiredProviders.get(localName);
  return required?.source ?? { hostname: "", namespace: "", type: localName };
}

function localNameOf(tree: ModuleTree, source: ProviderSource): string | undefined {
  for (const [name, required] of tree.module.requiredProviders) {
    if (sameProviderSource(required.source, source)) return name;
  }
  return undefined;
}

/** The kinds of providers a run may use, loaded once. */
export class ProviderTypes {
  readonly #lookup: (source: string) => Promise<ProviderType | undefined>;
  readonly #types = new Map<string, ProviderType | undefined>();

  constructor(lookup: (source: string) => Promise<ProviderType | undefined>) {
    this.#lookup = lookup;
  }

  async load(source: string): Promise<ProviderType | undefined> {
    if (!this.#types.has(source)) this.#types.set(source, await this.#lookup(source));
    return this.#types.get(source);
  }

  /** Only of what was loaded. */
  get(source: ProviderSource | string): ProviderType | undefined {
    return this.#types.get(typeof source === "string" ? source : printProviderSource(source));
  }
}
