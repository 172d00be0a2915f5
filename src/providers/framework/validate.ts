/** Runs the checks of single attributes over a configuration. */
import type { Value } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import type { SchemaDefinition } from "./schema.ts";

export function checkAttributes(config: Value, definition: SchemaDefinition): ProviderDiagnostic[] {
  const found: ProviderDiagnostic[] = [];
  for (const [name, { check }] of Object.entries(definition.attributes)) {
    const value = config.entries.get(name);
    if (!check || !value?.isKnown || value.isNull) continue;
    const diagnostic = check(value.withoutMarks(), name);
    if (diagnostic) found.push({ path: [{ kind: "attribute", name }], ...diagnostic });
  }
  return found;
}

/** "Invalid Attribute Value", the framework's summary for a value out of bounds. */
export const invalidValue = (name: string, requirement: string, got: string): ProviderDiagnostic => ({
  severity: "error",
  summary: "Invalid Attribute Value",
  detail: `Attribute ${name} ${requirement}, got: ${got}`,
});

/** Refuses numbers below a bound. */
export const atLeast =
  (minimum: number) =>
  (value: Value, name: string): ProviderDiagnostic | undefined =>
    value.number.toNumber() < minimum
      ? invalidValue(name, `value must be at least ${minimum}`, value.number.toString())
      : undefined;

/** Refuses text that is none of the given. */
export const oneOf =
  (...allowed: readonly string[]) =>
  (value: Value, name: string): ProviderDiagnostic | undefined =>
    allowed.includes(value.string)
      ? undefined
      : {
          severity: "error",
          summary: "Invalid Attribute Value Match",
          detail: `Attribute ${name} value must be one of: [${allowed.map((text) => JSON.stringify(text)).join(" ")}], got: ${JSON.stringify(value.string)}`,
        };
