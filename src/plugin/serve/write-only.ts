/** Write-only attributes under a terraform that does not know them, and would keep their values in its state. */
import type { Value, ValuePath } from "../../terraform/lang/value.ts";
import type { AttributeSchema, BlockSchema, ProviderDiagnostic } from "../../terraform/provider.ts";

/** An error for each one that is set, in the words of the providers' plugin SDK. */
export function writeOnlyNotAllowed(schema: BlockSchema, config: Value, path: ValuePath = []): ProviderDiagnostic[] {
  if (config.isNull || !config.isKnown) return [];
  const found: ProviderDiagnostic[] = [];
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const value = config.entries.get(name) as Value;
    if (attribute.writeOnly && !value.isNull) found.push(notAllowed(name, [...path, { kind: "attribute", name }]));
  }
  for (const [name, { block }] of Object.entries(schema.blocks)) {
    if (!hasWriteOnly(block)) continue;
    const value = config.entries.get(name) as Value;
    if (value.isNull || !value.isKnown) continue;
    const at: ValuePath = [...path, { kind: "attribute", name }];
    if (value.type.kind === "object") found.push(...writeOnlyNotAllowed(block, value, at));
    else for (const [key, item] of elementsOf(value)) found.push(...writeOnlyNotAllowed(block, item, [...at, key]));
  }
  return found;
}

function elementsOf(value: Value): (readonly [ValuePath[number], Value])[] {
  if (value.type.kind === "map") return [...value.entries].map(([key, item]) => [{ kind: "index", key }, item]);
  return value.elements.map((item, key) => [{ kind: "index", key: value.type.kind === "set" ? item : key }, item]);
}

const hasWriteOnly = (block: BlockSchema): boolean =>
  Object.values(block.attributes).some((attribute: AttributeSchema) => attribute.writeOnly) ||
  Object.values(block.blocks).some((nested) => hasWriteOnly(nested.block));

const notAllowed = (name: string, path: ValuePath): ProviderDiagnostic => ({
  severity: "error",
  summary: "Write-only Attribute Not Allowed",
  detail: `The resource contains a non-null value for write-only attribute ${JSON.stringify(name)}. Write-only attributes are only supported in Terraform 1.11 and later.`,
  path,
});
