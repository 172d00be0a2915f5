/** Reads `module.a.provider["registry.terraform.io/hashicorp/aws"].east` as state files have it. */
import type { ProviderConfigAddress, ProviderSource } from "../addresses/provider.ts";

const FORM = /^((?:module\.[^.[\]]+(?:\[[^\]]*\])?\.)*)provider\["([^"]+)"\](?:\.(.+))?$/;

export function parseProviderConfig(text: string): ProviderConfigAddress | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, modules = "", source = "", alias] = match;
  const module = [...modules.matchAll(/module\.([^.[\]]+)/g)].map(([, name]) => name as string);
  const provider = parseProviderSource(source);
  return provider && { module, provider, ...(alias === undefined ? {} : { alias }) };
}

export function parseProviderSource(text: string): ProviderSource | undefined {
  const parts = text.split("/");
  const [type, namespace = "hashicorp", hostname = "registry.terraform.io"] = parts.reverse();
  return type === undefined || type === "" || parts.length > 3 ? undefined : { hostname, namespace, type };
}
