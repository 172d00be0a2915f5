/** Whether every resource's provider configuration exists; Terraform finds this out when it builds its graph. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { impliedProvider, printProviderConfig } from "../addresses/provider.ts";
import { printConfigResource, printResource } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import { resourcesOf } from "../modules/provider-requirements.ts";
import { resolveProvider } from "../plan/provider-configs.ts";

/** What import blocks may generate. */
const generatedResources = ({ module, path }: ModuleTree) =>
  (path.length > 0 ? [] : module.imports)
    .filter(({ target }) => target.module.length === 0 && !module.managedResources.has(printResource(target.resource)))
    .flatMap(({ target: { resource }, providerReference }) => {
      if (!providerReference) return [];
      const { localName } = providerReference;
      const provider = module.requiredProviders.get(localName)?.source ?? impliedProvider(localName);
      return [{ ...resource, providerConfig: providerReference, provider }];
    });

export function checkProviderPresence(tree: ModuleTree): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const resource of [...resourcesOf(tree.module), ...generatedResources(tree)]) {
    const { block, address } = resolveProvider(tree, resource.providerConfig, resource.provider);
    if (block || address.alias === undefined) continue;
    const shown = printConfigResource({ module: tree.path, resource });
    const provider = printProviderConfig(address);
    const detail = `To work with ${shown} its original provider configuration at ${provider} is required, but it has been removed. This occurs when a provider configuration is removed while objects created by that provider still exist in the state. Re-add the provider configuration to destroy ${shown}, after which you can remove the provider configuration again.`;
    diagnostics.push({ severity: "error", summary: "Provider configuration not present", detail });
  }
  for (const child of tree.children.values()) diagnostics.push(...checkProviderPresence(child));
  return diagnostics;
}
