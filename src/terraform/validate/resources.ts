/** Resources, data sources and ephemeral resources against the schemas of their providers; checks of them. */
import { type Diagnostic, hasErrors, warningAt } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../addresses/provider.ts";
import { printConfigResource } from "../addresses/resource.ts";
import type { Check, ModuleTree, Resource } from "../config/module.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { deepMarks, unmarkDeep } from "../lang/marks.ts";
import type { Value } from "../lang/value.ts";
import { locateDiagnostics } from "../plan/provider-diagnostics.ts";
import type { AttributeSchema, BlockSchema, ProviderDiagnostic, ProviderInstance, ProviderType } from "../provider.ts";
import { validateDependsOn } from "./depends-on.ts";
import { validateProvisioner } from "./provisioners.ts";
import { validateCount, validateForEach } from "./repetition.ts";
import { validateAssertion, validateCondition } from "./rules.ts";
import { validateTraversal } from "./schema-traversal.ts";
import { unknownType } from "./unknown-type.ts";
import type { Surroundings } from "./validation-scope.ts";
import type { ValidationWalk } from "./walk.ts";

export async function validateResource(
  walk: ValidationWalk,
  tree: ModuleTree,
  resource: Resource,
): Promise<Diagnostic[]> {
  const repetition = resource.count ? "count" : resource.forEach ? "for_each" : undefined;
  const surroundings: Surroundings = { repetition, check: resource.check };
  const diagnostics = await validateBody(walk, tree, resource, surroundings);
  const { preconditions, postconditions, provisioners } = resource;
  const scope = walk.scope(tree, surroundings);
  for (const rule of preconditions) diagnostics.push(...validateCondition(rule, scope));
  const withSelf = { ...surroundings, self: resource };
  for (const rule of postconditions) diagnostics.push(...validateCondition(rule, walk.scope(tree, withSelf)));
  for (const provisioner of provisioners) {
    diagnostics.push(...validateProvisioner(provisioner, resource.connection, walk.scope(tree, withSelf)));
    if (hasErrors(diagnostics)) break;
  }
  return diagnostics;
}

async function validateBody(
  walk: ValidationWalk,
  tree: ModuleTree,
  resource: Resource,
  surroundings: Surroundings,
): Promise<Diagnostic[]> {
  const plain = walk.scope(tree, { check: resource.check });
  const diagnostics = [
    ...(resource.count ? validateCount(resource.count, plain) : []),
    ...(resource.forEach ? validateForEach(resource.forEach, plain) : []),
    ...validateDependsOn(resource.dependsOn, plain),
  ];
  const provider = walk.options.providers.get(printProviderSource(resource.provider));
  if (!provider) return diagnostics;
  const kind = kindOf(provider.type, provider.instance, resource);
  if (!kind) return [...diagnostics, await unknownType(provider.type, resource)];
  const address = printConfigResource({ module: tree.path, resource });
  const decoded = decodeBlock(resource.body, kind.schema, walk.scope(tree, surroundings));
  diagnostics.push(...decoded.diagnostics);
  if (hasErrors(decoded.diagnostics)) return diagnostics;
  const forbidden = resource.mode === "managed" ? ephemeralInSchema(decoded.value, kind.schema) : [];
  diagnostics.push(...locateDiagnostics(forbidden, resource.body, address));
  const ignored = resource.ignoreChanges.flatMap((traversal) => validateIgnored(kind.schema, resource, traversal));
  diagnostics.push(...(hasErrors(ignored) ? ignored.filter(({ severity }) => severity === "error") : ignored));
  const found = await kind.validate(unmarkDeep(decoded.value).value);
  diagnostics.push(...locateDiagnostics(found, resource.body, address, kind.schema));
  return diagnostics;
}

interface Kind {
  readonly schema: BlockSchema;
  readonly validate: (config: Value) => Promise<readonly ProviderDiagnostic[]>;
}

function kindOf(type: ProviderType, instance: ProviderInstance, { mode, type: name }: Resource): Kind | undefined {
  const all = { managed: type.resources, data: type.dataSources, ephemeral: type.ephemeralResources }[mode];
  const found = all.get(name);
  return found && { schema: found.schema.block, validate: (config) => found.validate(config, instance) };
}

/** Ephemeral values may only go where nothing is kept. */
function ephemeralInSchema(value: Value, schema: BlockSchema): ProviderDiagnostic[] {
  if (!value.isKnown || value.isNull) return [];
  const found: ProviderDiagnostic[] = [];
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const given = value.entries.get(name);
    if (given && !isWriteOnly(attribute) && deepMarks(given).has("ephemeral")) {
      found.push({
        severity: "error",
        summary: "Invalid use of ephemeral value",
        detail: `Ephemeral values are not valid for "${name}", because it is not a write-only attribute and must be persisted to state.`,
        path: [{ kind: "attribute", name }],
      });
    }
  }
  for (const [name, nested] of Object.entries(schema.blocks)) {
    const given = value.entries.get(name);
    if (!given?.isKnown || given.isNull) continue;
    const step = { kind: "attribute", name } as const;
    const elements =
      nested.nesting === "single" || nested.nesting === "group"
        ? [[[step], given] as const]
        : nested.nesting === "map"
          ? [...given.entries].map(([key, item]) => [[step, { kind: "index", key } as const], item] as const)
          : given.elements.map((item, key) => [[step, { kind: "index", key } as const], item] as const);
    for (const [path, item] of elements) {
      for (const inner of ephemeralInSchema(item, nested.block)) {
        found.push({ ...inner, path: [...path, ...(inner.path ?? [])] });
      }
    }
  }
  return found;
}

const isWriteOnly = (attribute: AttributeSchema): boolean => attribute.writeOnly === true;

function validateIgnored(
  schema: BlockSchema,
  resource: Resource,
  traversal: Resource["ignoreChanges"][number],
): Diagnostic[] {
  const { root, rootRange, steps } = traversal;
  const diagnostics = validateTraversal(schema, [{ kind: "attribute", name: root, range: rootRange }, ...steps]);
  if (hasErrors(diagnostics) || steps.length > 0) return diagnostics;
  const attribute = schema.attributes[root];
  if (!attribute?.computed || attribute.optional) return diagnostics;
  const detail = `Adding an attribute name to ignore_changes tells Terraform to ignore future changes to the argument in configuration after the object has been created, retaining the value originally configured.\n\nThe attribute ${root} is decided by the provider alone and therefore there can be no configured value to compare with. Including this attribute in ignore_changes has no effect. Remove the attribute from ignore_changes to quiet this warning.`;
  return [...diagnostics, warningAt(resource.typeRange, "Redundant ignore_changes element", detail)];
}

export function validateCheck(walk: ValidationWalk, tree: ModuleTree, { name, assertions }: Check): Diagnostic[] {
  const scope = walk.scope(tree, { check: name });
  return assertions.flatMap((rule) => validateAssertion(rule, scope));
}
