/** `providers schema -json`: the schemas of the providers that the configuration uses. */
import { hasErrors } from "../../hcl/diagnostic.ts";
import { OF_VERSION } from "../../terraform/config/check-required-version.ts";
import { loadConfiguration, loadRootModule } from "../../terraform/config/load-tree.ts";
import { typeToJson } from "../../terraform/lang/json.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type {
  AttributeSchema,
  BlockSchema,
  NestedBlockSchema,
  ProviderFunction,
  ProviderType,
  Schema,
} from "../../terraform/provider.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { providersFor } from "../provider-library.ts";
import { createView, showOldFlagError } from "../view.ts";
import { loadOptions } from "../working-directory.ts";

export const providersSchema: Command = async (args, terminal) => {
  const flags = parseFlags(args, { json: "boolean", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags.values["no-color"] });
  if (flags.error !== undefined) {
    showOldFlagError(view, "providers schema", flags.error);
    return 1;
  }
  if (!flags.values.json) {
    view.error("The `terraform providers schema` command requires the `-json` flag.\n\n");
    view.error(usageText("providers schema"));
    return 1;
  }
  const options = loadOptions(terminal, view.sources);
  // The root module is looked at first, under its short name.
  const ofRoot = loadRootModule(options);
  const loaded = hasErrors(ofRoot.diagnostics) ? ofRoot : loadConfiguration({ ...options, root: terminal.directory });
  const { tree } = loaded;
  const diagnostics = loaded.diagnostics.filter(({ summary }) => !OF_VERSION.has(summary));
  view.diagnostics(diagnostics);
  if (!tree || hasErrors(diagnostics)) return 1;
  const schemas: Record<string, unknown> = {};
  const requirements = providerRequirements(tree);
  const library = providersFor(terminal);
  library.require(requirements);
  for (const source of requirements.keys()) {
    const type = await library.lookup(source);
    if (type) schemas[source] = providerJson(type);
  }
  const all = Object.keys(schemas).length > 0 ? { provider_schemas: schemas } : {};
  view.out(`${JSON.stringify({ format_version: "1.0", ...all })}\n`);
  return 0;
};

function providerJson({ schema, resources, dataSources, ephemeralResources, functions }: ProviderType): unknown {
  const schemas = (all: ReadonlyMap<string, { readonly schema: Schema }>): Record<string, unknown> =>
    Object.fromEntries([...all].map(([name, entry]) => [name, schemaJson(entry.schema)]));
  return {
    provider: schemaJson(schema),
    ...(resources.size > 0 ? { resource_schemas: schemas(resources) } : {}),
    ...(dataSources.size > 0 ? { data_source_schemas: schemas(dataSources) } : {}),
    ...(ephemeralResources.size > 0 ? { ephemeral_resource_schemas: schemas(ephemeralResources) } : {}),
    ...(functions.size > 0
      ? { functions: Object.fromEntries([...functions].map(([name, f]) => [name, functionJson(f)])) }
      : {}),
  };
}

const schemaJson = ({ version, block }: Schema): unknown => ({ version, block: blockJson(block) });

function blockJson({ attributes, blocks, deprecated, description }: BlockSchema): unknown {
  const sorted = <T>(all: Readonly<Record<string, T>>, json: (item: T) => unknown): Record<string, unknown> =>
    Object.fromEntries(
      Object.keys(all)
        .sort()
        .map((name) => [name, json(all[name] as T)]),
    );
  return {
    ...(Object.keys(attributes).length > 0 ? { attributes: sorted(attributes, attributeJson) } : {}),
    ...(Object.keys(blocks).length > 0 ? { block_types: sorted(blocks, nestedJson) } : {}),
    ...(description ? { description } : {}),
    description_kind: "plain",
    ...(deprecated ? { deprecated } : {}),
  };
}

function attributeJson(attribute: AttributeSchema): unknown {
  const { type, nested, description, deprecated, required, optional, computed, sensitive, writeOnly } = attribute;
  const nestedType = nested && {
    attributes: Object.fromEntries(Object.entries(nested.attributes).map(([name, a]) => [name, attributeJson(a)])),
    nesting_mode: nested.nesting,
  };
  return {
    ...(type ? { type: typeToJson(type) } : {}),
    ...(nestedType ? { nested_type: nestedType } : {}),
    ...(description ? { description } : {}),
    description_kind: "plain",
    ...(deprecated ? { deprecated } : {}),
    ...(required ? { required } : {}),
    ...(optional ? { optional } : {}),
    ...(computed ? { computed } : {}),
    ...(sensitive ? { sensitive } : {}),
    ...(writeOnly ? { write_only: writeOnly } : {}),
  };
}

const nestedJson = ({ nesting, block, minItems, maxItems }: NestedBlockSchema): unknown => ({
  nesting_mode: nesting,
  block: blockJson(block),
  ...(minItems ? { min_items: minItems } : {}),
  ...(maxItems ? { max_items: maxItems } : {}),
});

function functionJson({ summary, description, parameters, variadic, returns }: ProviderFunction): unknown {
  const parameterJson = (parameter: ProviderFunction["parameters"][number]): unknown => ({
    name: parameter.name,
    ...(parameter.description ? { description: parameter.description } : {}),
    ...(parameter.allowNull ? { is_nullable: true } : {}),
    type: typeToJson(parameter.type),
  });
  return {
    description,
    summary,
    return_type: typeToJson(returns),
    ...(parameters.length > 0 ? { parameters: parameters.map(parameterJson) } : {}),
    ...(variadic ? { variadic_parameter: parameterJson(variadic) } : {}),
  };
}
