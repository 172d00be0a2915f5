/**
 * Whether what calls pass on is there to be passed. Terraform finds this out when it builds its graph, where only
 * provider blocks, what calls pass, and what the root module declares in `required_providers` are providers.
 */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import {
  impliedProvider,
  type LocalProviderConfig,
  type ProviderConfigAddress,
  printProviderConfig,
} from "../addresses/provider.ts";
import type { ModuleTree } from "../config/module.ts";

/** The first that is missing, in Terraform's words (1.11.4). */
export function missingPassedProvider(tree: ModuleTree): Diagnostic | undefined {
  return firstMissing(tree, new Set());
}

function firstMissing(tree: ModuleTree, known: Set<string>): Diagnostic | undefined {
  const { module, path, parent, call } = tree;
  for (const { name, alias } of module.providerConfigs.values()) {
    known.add(printProviderConfig(addressIn(tree, { localName: name, alias })));
  }
  if (path.length === 0) {
    for (const { localName, range } of module.requiredProviders.values()) {
      if (range) known.add(printProviderConfig(addressIn(tree, { localName })));
    }
  }
  for (const { inChild, inParent } of (parent && call?.providers) ?? []) {
    const own = addressIn(tree, inChild);
    const { alias } = inParent;
    const source = printProviderConfig({
      module: path.slice(0, -1),
      provider: own.provider,
      ...(alias === undefined ? {} : { alias }),
    });
    if (!known.has(source)) return { severity: "error", summary: `missing provider ${source}`, detail: "" };
    known.add(printProviderConfig(own));
  }
  for (const child of tree.children.values()) {
    const missing = firstMissing(child, known);
    if (missing) return missing;
  }
  return undefined;
}

function addressIn({ module, path }: ModuleTree, { localName, alias }: LocalProviderConfig): ProviderConfigAddress {
  const provider = module.requiredProviders.get(localName)?.source ?? impliedProvider(localName);
  return { module: path, provider, ...(alias === undefined ? {} : { alias }) };
}
