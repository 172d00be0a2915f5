/** Empty `provider` blocks in called modules: how Terraform 0.12 declared what the caller must pass. */
import { type Diagnostic, warningAt } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { defaultProvider, displayProviderSource, type ProviderSource } from "../addresses/provider.ts";

/** One warning for each provider, with the declaration that replaces its empty blocks. */
export function emptyProviderSuggestions(
  empty: ReadonlyMap<string, SourceRange>,
  localNames: ReadonlyMap<string, ProviderSource>,
  moduleText: string,
): Diagnostic[] {
  const byName = new Map<string, { range: SourceRange; aliases: string[] }>();
  for (const [key, range] of empty) {
    const [name = ""] = key.split(".");
    const entry = byName.get(name) ?? { range, aliases: [] };
    byName.set(name, entry);
    if (key !== name) entry.aliases.push(key);
  }
  return [...byName].map(([name, { range, aliases }]) => {
    const source = displayProviderSource(localNames.get(name) ?? defaultProvider(name));
    const lines = [`    ${name} = {`, `      source = "${source}"`];
    if (aliases.length > 0)
      lines.push("      configuration_aliases = [", ...aliases.map((a) => `        ${a},`), "      ]");
    lines.push("    }");
    const detail = `Earlier versions of Terraform used empty provider blocks ("proxy provider configurations") for child modules to declare their need to be passed a provider configuration by their callers. That approach was ambiguous and is now deprecated.\n\nIf you control this module, you can migrate to the new declaration syntax by removing all of the empty provider "${name}" blocks and then adding or updating an entry like the following to the required_providers block of ${moduleText}:\n${lines.join("\n")}`;
    return warningAt(range, "Redundant empty provider block", detail);
  });
}
