/** Evaluates a provider block and configures the provider with it. */
import { hasErrors } from "../../hcl/diagnostic.ts";
import { unkeyedInstance } from "../addresses/module.ts";
import { printProviderConfig } from "../addresses/provider.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { withoutDeepMarks } from "../lang/marks.ts";
import type { Value } from "../lang/value.ts";
import { ModuleScope } from "./module-scope.ts";
import type { ResolvedProvider } from "./provider-configs.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import type { Run } from "./run.ts";
import { emptyBlock } from "./schema-type.ts";

export async function configureProvider(run: Run, resolved: ResolvedProvider): Promise<boolean> {
  const provider = run.providers.create(resolved.address);
  // Resources of a provider that is not there say so themselves.
  if (!provider) return true;
  const schema = provider.type.schema.block;
  let config: Value = emptyBlock(schema);
  if (resolved.block) {
    const scope = new ModuleScope(run.environment, unkeyedInstance(resolved.tree.path));
    const evaluated = decodeBlock(resolved.block.body, schema, scope);
    run.diagnostics.report(evaluated.diagnostics);
    if (hasErrors(evaluated.diagnostics)) return false;
    config = withoutDeepMarks(evaluated.value);
  }
  const address = printProviderConfig(resolved.address);
  const body = resolved.block?.body;
  const validated = await provider.instance.validateConfig(config);
  if (!run.diagnostics.report(locateDiagnostics(validated, body, address))) return false;
  return run.diagnostics.report(locateDiagnostics(await provider.instance.configure(config), body, address));
}
