/** Parses provider names and source addresses: `aws`, `hashicorp/aws`, `example.com/acme/cloud`. */
import { BUILTIN_HOST, DEFAULT_REGISTRY, type ProviderSource } from "../addresses/provider.ts";

/** A part in its normal form, or what is wrong with it. */
export function normalizeProviderPart(part: string): { readonly part: string } | { readonly error: string } {
  if (part === "") return { error: "must have at least one character" };
  if (part.includes(".")) return { error: "dots are not allowed" };
  if (!/^[\p{L}\p{N}-]+$/u.test(part) || part.startsWith("-") || part.endsWith("-")) {
    return { error: "must contain only letters, digits, and dashes, and may not use leading or trailing dashes" };
  }
  if (part.includes("--")) return { error: "cannot use multiple consecutive dashes" };
  return { part: part.toLowerCase().normalize("NFC") };
}

export interface SourceProblem {
  readonly summary: string;
  readonly detail: string;
}

type ParsedSource = { readonly source: ProviderSource } | { readonly problem: SourceProblem };

const REFUSED_PREFIX = "terraform-provider-";

export function parseProviderSource(text: string): ParsedSource {
  const parts = text.split("/");
  if (parts.length > 3 || parts.some((part) => part === "")) {
    const detail = 'The "source" attribute must be in the format "[hostname/][namespace/]name"';
    return { problem: { summary: "Invalid provider source string", detail } };
  }
  const givenName = parts.at(-1) as string;
  const name = normalizeProviderPart(givenName);
  if ("error" in name) return invalid("type", givenName, text, name.error);
  if (parts.length === 1) return { source: { hostname: DEFAULT_REGISTRY, namespace: "hashicorp", type: name.part } };
  const givenNamespace = parts.at(-2) as string;
  const namespace = givenNamespace === "-" ? { part: "-" } : normalizeProviderPart(givenNamespace);
  // Terraform names the parsed namespace here, which is empty when it is wrong.
  if ("error" in namespace) return invalid("namespace", "", text, namespace.error);
  const hostname = parts.length === 2 ? DEFAULT_REGISTRY : (parts[0] as string).toLowerCase();
  if (!isHostname(hostname)) return invalid("source hostname namespace", "", text, "invalid hostname");
  if (name.part.startsWith(REFUSED_PREFIX)) return { problem: prefixProblem(text, name.part) };
  return { source: { hostname, namespace: namespace.part, type: name.part } };
}

const isHostname = (text: string): boolean =>
  /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*(:\d+)?$/u.test(text);

function invalid(what: string, part: string, text: string, error: string): ParsedSource {
  const summary = `Invalid provider ${what.replace(" namespace", "")}`;
  return { problem: { summary, detail: `Invalid provider ${what} "${part}" in source "${text}": ${error}"` } };
}

/** The name of a provider's repository is a common mistake for the name of the provider. */
function prefixProblem(text: string, type: string): SourceProblem {
  const suggested = type.slice(REFUSED_PREFIX.length);
  const hint = suggested === "" ? "" : `\n\nDid you mean "${text.slice(0, text.lastIndexOf("/") + 1)}${suggested}"?`;
  const detail = `Provider source "${text}" has a type with the prefix "${REFUSED_PREFIX}", which isn't valid. Although that prefix is often used in the names of version control repositories for Terraform providers, provider source strings should not include it.${hint}`;
  return { summary: "Invalid provider type", detail };
}

export const isBuiltin = ({ hostname }: ProviderSource): boolean => hostname === BUILTIN_HOST;
