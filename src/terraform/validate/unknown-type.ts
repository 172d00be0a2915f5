/** What is said of resource types and data sources that a provider does not have. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { displayProviderSource, printProviderSource } from "../addresses/provider.ts";
import type { ModuleTree, Resource } from "../config/module.ts";
import { didYouMean } from "../lang/suggest.ts";
import { resourcesOf } from "../modules/provider-requirements.ts";
import type { ProviderType } from "../provider.ts";

const KINDS = {
  managed: { own: "resources", summary: "Invalid resource type", called: "resource type" },
  data: { own: "dataSources", summary: "Invalid data source", called: "data source" },
  ephemeral: { own: "ephemeralResources", summary: "Invalid ephemeral resource", called: "ephemeral resource" },
} as const;

export async function unknownType(provider: ProviderType, resource: Resource): Promise<Diagnostic> {
  const { mode, type, provider: source, typeRange } = resource;
  const { own, summary, called } = KINDS[mode];
  const shown = displayProviderSource(source);
  if (await isLacking(provider, resource)) {
    const title = `${called[0]?.toUpperCase()}${called.slice(1)} not supported`;
    return errorAt(typeRange, title, `The provider ${shown} has the ${called} "${type}", but Terrarium does not yet.`);
  }
  const hint = (await otherMode(provider, resource)) ?? didYouMean(type, await namesOf(provider, own));
  return errorAt(typeRange, summary, `The provider ${shown} does not support ${called} "${type}".${hint}`);
}

/**
 * When something is lacking altogether, what could be planned but not applied is named with it, so that nobody learns
 * of it only after having helped the former.
 */
export async function unservedBeside(
  tree: ModuleTree,
  providerOf: (source: string) => ProviderType | undefined,
): Promise<readonly Diagnostic[]> {
  const lacking: string[] = [];
  const unserved = new Set<string>();
  for (const resource of everyResource(tree)) {
    const provider = providerOf(printProviderSource(resource.provider));
    if (!provider) continue;
    if (await isLacking(provider, resource)) lacking.push(resource.type);
    if (resource.mode === "managed" && provider.resources.get(resource.type)?.isServed === false)
      unserved.add(resource.type);
  }
  if (lacking.length === 0 || unserved.size === 0) return [];
  const list = [...unserved]
    .sort()
    .map((type) => `  - ${type}`)
    .join("\n");
  const detail = `Terrarium does not serve these resource types yet; they can be validated and planned, but not applied:\n${list}`;
  return [{ severity: "error", summary: "Resource types not supported", detail }];
}

const everyResource = ({ module, children }: ModuleTree): readonly Resource[] => [
  ...resourcesOf(module),
  ...[...children.values()].flatMap(everyResource),
];

/** Whether the provider that this one stands in for has it. */
async function isLacking(provider: ProviderType, { mode, type }: Resource): Promise<boolean> {
  const { own } = KINDS[mode];
  if (own === "ephemeralResources" || provider[own].has(type)) return false;
  return (await provider.names?.())?.[own].includes(type) ?? false;
}

async function namesOf(provider: ProviderType, own: (typeof KINDS)[Resource["mode"]]["own"]): Promise<string[]> {
  const all = own === "ephemeralResources" ? undefined : (await provider.names?.())?.[own];
  return [...(all ?? provider[own].keys())];
}

async function otherMode(provider: ProviderType, { mode, type }: Resource): Promise<string | undefined> {
  if (mode === "managed" && (await namesOf(provider, "dataSources")).includes(type))
    return `\n\nDid you intend to use the data source "${type}"? If so, declare this using a "data" block instead of a "resource" block.`;
  if (mode === "data" && (await namesOf(provider, "resources")).includes(type))
    return `\n\nDid you intend to use the managed resource type "${type}"? If so, declare this using a "resource" block instead of a "data" block.`;
  return undefined;
}
