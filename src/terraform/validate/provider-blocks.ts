/** `provider` blocks against the schemas of their providers. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { impliedProvider, printProviderConfig, printProviderSource } from "../addresses/provider.ts";
import type { ModuleTree, ProviderConfig } from "../config/module.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { unmarkDeep } from "../lang/marks.ts";
import { locateDiagnostics } from "../plan/provider-diagnostics.ts";
import type { ValidationWalk } from "./walk.ts";

export async function validateProviderBlock(
  walk: ValidationWalk,
  tree: ModuleTree,
  { name, alias, body }: ProviderConfig,
): Promise<readonly Diagnostic[]> {
  const source = tree.module.requiredProviders.get(name)?.source ?? impliedProvider(name);
  const provider = walk.options.providers.get(printProviderSource(source));
  if (!provider) return [];
  const { value, diagnostics } = decodeBlock(body, provider.type.schema.block, walk.scope(tree));
  if (hasErrors(diagnostics)) return diagnostics;
  const found = await provider.instance.validateConfig(unmarkDeep(value).value);
  const address = printProviderConfig({ module: tree.path, provider: source, alias });
  return [...diagnostics, ...locateDiagnostics(found, body, address)];
}
