/** The `configuration` part of plan JSON: what every module declares, with constants and references of expressions. */
import { stepsText } from "../../hcl/static.ts";
import type { Expression, Traversal } from "../../hcl/syntax.ts";
import { printResource } from "../addresses/resource.ts";
import type { ModuleCall, ModuleTree, Output, Resource, Variable } from "../config/module.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { Json } from "../state/json.ts";
import { PROVISIONER_SCHEMAS } from "../validate/provisioner-schemas.ts";
import { resourcesOf } from "./config-references.ts";
import { bodyJson, expressionJson, members } from "./expression-json.ts";
import type { ProviderTypes } from "./provider-configs.ts";
import { ProviderConfigsJson } from "./provider-configs-json.ts";
import { plainJson } from "./value-json.ts";

export function configurationJson(tree: ModuleTree, types: ProviderTypes): Json {
  const providers = new ProviderConfigsJson(tree, types);
  const entries = providers.entries();
  return members({
    provider_config: entries.length > 0 ? new Map(entries) : undefined,
    root_module: moduleJson(tree, providers, types),
  });
}

function mapped<T>(items: ReadonlyMap<string, T>, json: (item: T) => Json): Json | undefined {
  if (items.size === 0) return undefined;
  return new Map([...items].sort(([a], [b]) => compareUtf8(a, b)).map(([name, item]) => [name, json(item)]));
}

function moduleJson(tree: ModuleTree, providers: ProviderConfigsJson, types: ProviderTypes): Json {
  const { module } = tree;
  const resources = [...resourcesOf(module)].map((resource) => resourceJson(tree, resource, providers, types));
  return members({
    outputs: mapped(module.outputs, outputJson),
    resources: resources.length > 0 ? sortResources(resources) : undefined,
    module_calls: mapped(module.calls, (call) => callJson(tree, call, providers, types)),
    variables: mapped(module.variables, variableJson),
  });
}

/** Managed resources first, by address. */
const sortResources = (
  resources: readonly { readonly managed: boolean; readonly address: string; readonly json: Json }[],
): Json =>
  [...resources]
    .sort((a, b) => Number(b.managed) - Number(a.managed) || compareUtf8(a.address, b.address))
    .map(({ json }) => json);

const outputJson = (output: Output): Json =>
  members({
    sensitive: output.sensitive ? true : undefined,
    expression: output.expression ? expressionJson(output.expression) : members({}),
    depends_on: dependsOnJson(output.dependsOn),
    description: output.description,
  });

const variableJson = (variable: Variable): Json =>
  members({
    default: variable.default === undefined ? undefined : plainJson(variable.default),
    description: variable.description,
    sensitive: variable.sensitive ? true : undefined,
  });

function callJson(tree: ModuleTree, call: ModuleCall, providers: ProviderConfigsJson, types: ProviderTypes): Json {
  const child = tree.children.get(call.name);
  const given: [string, Json][] = [];
  for (const name of child ? [...child.module.variables.keys()].sort(compareUtf8) : []) {
    const attribute = call.body.attributes.get(name);
    if (attribute) given.push([name, expressionJson(attribute.expression)]);
  }
  return members({
    source: call.sourceText,
    expressions: given.length > 0 ? new Map(given) : undefined,
    count_expression: repetitionJson(call.count),
    for_each_expression: repetitionJson(call.forEach),
    module: child ? moduleJson(child, providers, types) : undefined,
    version_constraint: call.version?.text,
    depends_on: dependsOnJson(call.dependsOn),
  });
}

const dependsOnJson = (traversals: readonly Traversal[]): Json | undefined =>
  traversals.length === 0 ? undefined : traversals.map((traversal) => traversal.root + stepsText(traversal.steps));

function resourceJson(tree: ModuleTree, resource: Resource, providers: ProviderConfigsJson, types: ProviderTypes) {
  const provider = types.get(resource.provider);
  const schema = (
    resource.mode === "managed"
      ? provider?.resources
      : resource.mode === "data"
        ? provider?.dataSources
        : provider?.ephemeralResources
  )?.get(resource.type)?.schema;
  const address = printResource(resource);
  const expressions = schema ? bodyJson(resource.body, schema.block) : new Map<string, Json>();
  const json = members({
    address,
    mode: resource.mode,
    type: resource.type,
    name: resource.name,
    provider_config_key: providers.keyOf(tree, resource.providerConfig),
    provisioners:
      resource.provisioners.length === 0
        ? undefined
        : resource.provisioners.map(({ type, body }) =>
            members({
              type,
              expressions: nonEmpty(bodyJson(body, PROVISIONER_SCHEMAS[type] ?? { attributes: {}, blocks: {} })),
            }),
          ),
    expressions: nonEmpty(expressions),
    schema_version: schema?.version ?? 0,
    count_expression: repetitionJson(resource.count),
    for_each_expression: repetitionJson(resource.forEach),
    depends_on: dependsOnJson(resource.dependsOn),
  });
  return { managed: resource.mode === "managed", address, json };
}

const nonEmpty = (map: ReadonlyMap<string, Json>): Json | undefined => (map.size > 0 ? map : undefined);

/** Left out where neither a constant nor a reference is to be told. */
function repetitionJson(expression: Expression | undefined): Json | undefined {
  const json = expression && expressionJson(expression);
  return json instanceof Map && json.size === 0 ? undefined : json;
}
