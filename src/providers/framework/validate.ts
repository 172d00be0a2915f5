/** Runs the checks of single attributes over a configuration, in the plugin framework's words. */
import { quoteGo } from "../../terraform/lang/quote.ts";
import type { Value, ValuePath } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import type { SchemaDefinition } from "./schema.ts";

export function checkAttributes(config: Value, definition: SchemaDefinition): ProviderDiagnostic[] {
  const found: ProviderDiagnostic[] = [];
  for (const [name, attribute] of Object.entries(definition.attributes)) {
    const value = config.entries.get(name);
    const path = [{ kind: "attribute", name }] as const;
    if (value?.isNull && attribute.required) found.push(missingAttribute(name, path));
    if (!value || value.isNull) continue;
    const problem = value.isKnown && value.type.kind === "number" ? noInteger(value.withoutMarks()) : undefined;
    if (problem !== undefined) {
      found.push(unreadable(problem, path));
      continue;
    }
    const settable = attribute.required || attribute.optional || attribute.default;
    if (!settable) {
      found.push({
        severity: "error",
        summary: "Invalid Configuration for Read-Only Attribute",
        detail:
          "Cannot set value for this attribute as the provider has marked it as read-only. Remove the configuration line setting the value.\n\n" +
          "Refer to the provider documentation or contact the provider developers for additional information about configurable and read-only attributes that are supported.",
        path,
      });
    }
    if (attribute.deprecationMessage !== undefined && value.isKnown) {
      found.push({
        severity: "warning",
        summary: "Attribute Deprecated",
        detail: attribute.deprecationMessage,
        path,
      });
    }
    if (!attribute.check || !value.isKnown) continue;
    const diagnostic = attribute.check(value.withoutMarks(), name);
    if (diagnostic) found.push({ path, ...diagnostic });
  }
  return found;
}

const LARGEST = 2n ** 63n;

/** Why a number is no 64-bit integer, as all numbers of these providers are; printed with a verb not meant for it. */
export function noInteger({ number }: Value): string | undefined {
  const text = `Value %!s(*big.Float=${number.toRoundedString()})`;
  if (!number.isInteger || number.isInfinite) return `${text} is not an integer.`;
  const integer = BigInt(number.toExactString());
  const fits = integer >= -LARGEST && integer < LARGEST;
  return fits ? undefined : `${text} cannot be represented as a 64-bit integer.`;
}

const unreadable = (problem: string, path: ValuePath): ProviderDiagnostic => ({
  severity: "error",
  summary: "Configuration Read Error",
  detail:
    "An unexpected error was encountered trying to convert an attribute value from the configuration. " +
    `This is always an error in the provider. Please report the following to the provider developer:\n\nError: ${problem}`,
  path,
});

/** What the plugin framework says of a required argument that is null. */
export const missingAttribute = (name: string, path: ValuePath): ProviderDiagnostic => ({
  severity: "error",
  summary: "Missing Configuration for Required Attribute",
  detail:
    `Must set a configuration value for the ${name} attribute as the provider has marked it as required.\n\n` +
    "Refer to the provider documentation or contact the provider developers for additional information about configurable attributes that are required.",
  path,
});

/** Refuses numbers below a bound. */
export const atLeast =
  (minimum: number) =>
  (value: Value, name: string): ProviderDiagnostic | undefined =>
    value.number.toNumber() < minimum
      ? {
          severity: "error",
          summary: "Invalid Attribute Value",
          detail: `Attribute ${name} value must be at least ${minimum}, got: ${value.number.toString()}`,
        }
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
          detail: `Attribute ${name} value must be one of: [${allowed.map(quoteGo).join(" ")}], got: ${quoteGo(value.string)}`,
        };
