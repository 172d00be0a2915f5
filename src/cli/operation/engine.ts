/** Makes the engine ready for a command: providers, validation, variables, the plan's options. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../../terraform/addresses/provider.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import type { Value } from "../../terraform/lang/value.ts";
import { nullValue } from "../../terraform/lang/value.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import {
  type CollectedVariables,
  collectVariables,
  missingVariable,
  readText,
} from "../../terraform/plan/input-variables.ts";
import { parseProviderConfig } from "../../terraform/plan/provider-config-text.ts";
import { ProviderTypes } from "../../terraform/plan/provider-configs.ts";
import { prepareVariable } from "../../terraform/plan/variable-value.ts";
import type { ProviderHost } from "../../terraform/provider.ts";
import type { SchemaLookup } from "../../terraform/render/plan.ts";
import type { State } from "../../terraform/state/state.ts";
import { validateConfiguration } from "../../terraform/validate/validate.ts";
import type { Terminal } from "../command.ts";
import { providersFor } from "../provider-library.ts";
import type { View } from "../view.ts";

export const providerHost = (terminal: Terminal): ProviderHost => ({
  cloud: () => terminal.cloud(),
  directory: terminal.directory,
  environment: terminal.environment,
  signal: terminal.killed,
  isRehearsal: terminal.isRehearsal === true,
});

/** All providers that a configuration or its state needs. */
export async function loadProviders(
  tree: ModuleTree | undefined,
  state: State,
  terminal: Terminal,
): Promise<ProviderTypes> {
  const library = providersFor(terminal);
  const types = new ProviderTypes(library.lookup);
  const requirements = tree ? providerRequirements(tree) : new Map<string, never>();
  library.require(requirements);
  for (const source of requirements.keys()) await types.load(source);
  for (const { provider } of state.resources.values()) {
    const address = parseProviderConfig(provider);
    if (address) await types.load(printProviderSource(address.provider));
  }
  return types;
}

export const schemaLookup =
  (types: ProviderTypes): SchemaLookup =>
  ({ mode, type, provider_name }) => {
    const provider = types.get(provider_name);
    const schema = mode === "data" ? provider?.dataSources.get(type)?.schema : provider?.resources.get(type)?.schema;
    return schema?.block ?? { attributes: {}, blocks: {} };
  };

export function validateTree(tree: ModuleTree, terminal: Terminal, workspace: string): Promise<readonly Diagnostic[]> {
  const library = providersFor(terminal);
  library.require(providerRequirements(tree));
  return validateConfiguration(tree, { host: providerHost(terminal), workspace, lookup: library.lookup });
}

export interface VariableInput {
  readonly given: readonly { readonly name: string; readonly value: string }[];
  /** Ask for what is missing. */
  readonly prompt: boolean;
}

/** The root module's variables; asks for the ones without a value where it may. */
export async function inputVariables(
  tree: ModuleTree,
  { given, prompt }: VariableInput,
  terminal: Terminal,
  view: View,
): Promise<CollectedVariables> {
  const { directory, environment } = terminal;
  const collected = collectVariables(tree.module, { directory, environment, given, sources: view.sources });
  if (collected.missing.length === 0) return collected;
  const values = new Map<string, Value>(collected.values);
  const written = new Map<string, Value>(collected.written);
  const diagnostics = [...collected.diagnostics];
  for (const variable of collected.missing) {
    let text: string | undefined;
    if (prompt) {
      const description = variable.description ? `  ${variable.description.replaceAll("\n", "\n  ")}\n\n` : "";
      view.out(`var.${variable.name}\n${description}  Enter a value: `);
      text = await terminal.readLine();
      if (text !== undefined) view.out("\n");
    }
    if (text === undefined) {
      diagnostics.push(missingVariable(variable));
      values.set(variable.name, nullValue(variable.type));
      continue;
    }
    const value = readText(variable, text, diagnostics);
    if (!value) continue;
    written.set(variable.name, value);
    const prepared = prepareVariable(variable, value, { kind: "caller", how: "set interactively" });
    diagnostics.push(...prepared.diagnostics);
    values.set(variable.name, prepared.value);
  }
  return { ...collected, values, written, diagnostics };
}
