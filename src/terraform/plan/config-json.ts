/** The `configuration` part of plan JSON: what every module declares, with constants and references of expressions. */
import { readPartialBody } from "../../hcl/body.ts";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { stepsText } from "../../hcl/static.ts";
import type { Block, Body, Expression, Traversal } from "../../hcl/syntax.ts";
import { printKey } from "../addresses/instance-key.ts";
import { printResource } from "../addresses/resource.ts";
import type { ModuleCall, ModuleTree, Output, Resource, Variable } from "../config/module.ts";
import { elementObject } from "../lang/decode-block.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { parseReference, type Reference } from "../lang/reference.ts";
import { compareUtf8, type ObjectType } from "../lang/type.ts";
import { expressionVariables } from "../lang/variables.ts";
import type { BlockSchema } from "../provider.ts";
import type { Json } from "../state/json.ts";
import { PROVISIONER_SCHEMAS } from "../validate/provisioner-schemas.ts";
import { resourcesOf } from "./config-references.ts";
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

/** Leaves out what is undefined. */
function members(record: Readonly<Record<string, Json | undefined>>): Json {
  return new Map(Object.entries(record).filter((entry): entry is [string, Json] => entry[1] !== undefined));
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
    ephemeral: output.ephemeral ? true : undefined,
    expression: output.expression ? expressionJson(output.expression) : members({}),
    depends_on: dependsOnJson(output.dependsOn),
    description: output.description,
  });

const variableJson = (variable: Variable): Json =>
  members({
    default: variable.default === undefined ? undefined : plainJson(variable.default),
    description: variable.description,
    sensitive: variable.sensitive ? true : undefined,
    ephemeral: variable.ephemeral ? true : undefined,
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

/** One level after the other, as the schema says; `dynamic` blocks are passed over. */
export function bodyJson(body: Body, schema: BlockSchema): ReadonlyMap<string, Json> {
  const result = new Map<string, Json>();
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const object = elementObject(attribute);
    const written = object ? body.blocks.filter(({ type }) => type === name) : [];
    if (object && written.length > 0) result.set(name, blocksAsValueJson(written, object));
  }
  const { attributes, blocks } = readPartialBody(body, {
    attributes: Object.keys(schema.attributes).map((name) => ({ name, required: false })),
    blocks: Object.entries(schema.blocks).map(([type, { nesting }]) => ({
      type,
      labels: nesting === "map" ? ["key"] : [],
    })),
  }).content;
  for (const [name, { expression }] of attributes) result.set(name, expressionJson(expression));
  for (const block of blocks) {
    const nested = schema.blocks[block.type];
    if (!nested) continue;
    const inner = bodyJson(block.body, nested.block);
    const known = result.get(block.type);
    if (nested.nesting === "single" || nested.nesting === "group") result.set(block.type, inner);
    else if (nested.nesting === "map") {
      const entries = new Map(known instanceof Map ? (known as ReadonlyMap<string, Json>) : []);
      result.set(block.type, entries.set(block.labels[0] ?? "", inner));
    } else result.set(block.type, [...((known as readonly Json[] | undefined) ?? []), inner]);
  }
  return new Map([...result].sort(([a], [b]) => compareUtf8(a, b)));
}

/** An attribute whose objects are written as blocks is told as if it were written as a list. */
function blocksAsValueJson(blocks: readonly Block[], { attributes }: ObjectType): Json {
  const names = [...attributes.keys()].sort(compareUtf8);
  const parts = blocks.map(({ body }) =>
    names.map((name) => {
      const expression = body.attributes.get(name)?.expression;
      return [name, expression ? (expressionJson(expression) as ReadonlyMap<string, Json>) : undefined] as const;
    }),
  );
  const told = parts.flat().flatMap(([, json]) => (json ? [json] : []));
  const references = told.flatMap((json) => (json.get("references") as readonly Json[] | undefined) ?? []);
  if (references.length > 0) return members({ references });
  if (told.some((json) => !json.has("constant_value"))) return members({});
  const objects = parts.map((part) => new Map(part.map(([name, json]) => [name, json?.get("constant_value") ?? null])));
  return members({ constant_value: objects });
}

/** A constant, or what is referred to: every prefix of a reference down to its subject. */
export function expressionJson(expression: Expression): Json {
  const references = expressionVariables(expression).flatMap((traversal) => {
    const { reference } = parseReference(traversal);
    return reference ? referenceTexts(reference) : [];
  });
  if (references.length > 0) return members({ references });
  if (callsFunction(expression)) return members({});
  const diagnostics: Parameters<typeof evaluateConstant>[1] = [];
  const value = evaluateConstant(expression, diagnostics);
  const constant = hasErrors(diagnostics) || !isWhollyKnown(value) ? undefined : plainJson(value);
  return members({ constant_value: constant });
}

/** Left out where neither a constant nor a reference is to be told. */
function repetitionJson(expression: Expression | undefined): Json | undefined {
  const json = expression && expressionJson(expression);
  return json instanceof Map && json.size === 0 ? undefined : json;
}

/** Functions are unknown to what looks for constants. */
function callsFunction(expression: Expression): boolean {
  if (expression.kind === "function-call") return true;
  return Object.values(expression as unknown as Record<string, unknown>).some(containsCall);
}

function containsCall(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(containsCall);
  if (part === null || typeof part !== "object") return false;
  if ((part as { kind?: unknown }).kind === "function-call") return true;
  return Object.entries(part).some(([name, inner]) => name !== "range" && containsCall(inner));
}

function referenceTexts({ subject, remaining }: Reference): readonly string[] {
  const name = subjectText(subject);
  const texts: string[] = [];
  for (let length = remaining.length; length > 0; length--) texts.push(name + stepsText(remaining.slice(0, length)));
  texts.push(name);
  if (subject.kind === "module-instance") texts.push(`module.${subject.name}`);
  if (subject.kind === "resource-instance" && subject.key !== undefined) texts.push(printResource(subject.resource));
  if (subject.kind === "module-output") texts.push(`module.${subject.name}${printKey(subject.key)}`);
  return texts;
}

function subjectText(subject: Reference["subject"]): string {
  switch (subject.kind) {
    case "resource":
      return printResource(subject.resource);
    case "resource-instance":
      return printResource(subject.resource) + printKey(subject.key);
    case "module":
      return `module.${subject.name}`;
    case "module-instance":
      return `module.${subject.name}${printKey(subject.key)}`;
    case "module-output":
      return `module.${subject.name}${printKey(subject.key)}.${subject.output}`;
    case "self":
      return "self";
    case "variable":
      return `var.${subject.name}`;
    default:
      return `${subject.kind}.${subject.name}`;
  }
}
