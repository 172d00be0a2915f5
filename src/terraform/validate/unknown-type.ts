/** What is said of resource types and data sources that a provider does not have. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { displayProviderSource } from "../addresses/provider.ts";
import type { Resource } from "../config/module.ts";
import { didYouMean } from "../lang/suggest.ts";
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
  const hint = (await otherMode(provider, resource)) ?? didYouMean(type, await namesOf(provider, own));
  return errorAt(typeRange, summary, `The provider ${shown} does not support ${called} "${type}".${hint}`);
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
