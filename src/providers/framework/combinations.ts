/**
 * Which attributes go together, in the words of terraform-plugin-framework-validators. A check that meets a value that is
 * not known yet says nothing.
 */
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import { type PlainObject, UNKNOWN } from "./plain.ts";

const isSet = (config: PlainObject, name: string): boolean => {
  const value = config[name];
  // Blocks of which there is none are an empty list.
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
};

const wrongCombination = (name: string, detail: string): ProviderDiagnostic => ({
  severity: "error",
  summary: "Invalid Attribute Combination",
  detail,
  path: [{ kind: "attribute", name }],
});

/** Exactly one is given; each of them says so. */
export function exactlyOneOf(config: PlainObject, names: readonly string[]): ProviderDiagnostic[] {
  if (names.some((name) => config[name] === UNKNOWN)) return [];
  const count = names.filter((name) => isSet(config, name)).length;
  if (count === 1) return [];
  const given = count === 0 ? "No attribute" : `${count} attributes`;
  return names.map((name) => {
    const others = names.filter((other) => other !== name).join(",");
    return wrongCombination(name, `${given} specified when one (and only one) of [${others}] is required`);
  });
}

/** None of the others is given beside this one. */
export const conflictsWith = (config: PlainObject, name: string, others: readonly string[]): ProviderDiagnostic[] =>
  pairs(config, name, others, true, (other) => `Attribute "${other}" cannot be specified when "${name}" is specified`);

/** All of the others are given beside this one. */
export const alsoRequires = (config: PlainObject, name: string, others: readonly string[]): ProviderDiagnostic[] =>
  pairs(config, name, others, false, (other) => `Attribute "${other}" must be specified when "${name}" is specified`);

function pairs(
  config: PlainObject,
  name: string,
  others: readonly string[],
  refused: boolean,
  detail: (other: string) => string,
): ProviderDiagnostic[] {
  const found: ProviderDiagnostic[] = [];
  if (!isSet(config, name) || config[name] === UNKNOWN) return found;
  for (const other of others) {
    if (config[other] === UNKNOWN) return found;
    if (isSet(config, other) === refused) found.push(wrongCombination(name, detail(other)));
  }
  return found;
}

/** At least one is given, checked for the object as a whole. */
export const atLeastOneOf = (config: PlainObject, names: readonly string[]): ProviderDiagnostic[] =>
  names.some((name) => isSet(config, name))
    ? []
    : [
        {
          severity: "error",
          summary: "Missing Attribute Configuration",
          detail: `At least one of these attributes must be configured: [${names.join(",")}]`,
        },
      ];

/** At least one is given; each of them says so, naming itself last. */
export const oneNeeded = (config: PlainObject, names: readonly string[]): ProviderDiagnostic[] =>
  names.some((name) => isSet(config, name))
    ? []
    : names.map((name) => {
        const others = names.filter((other) => other !== name);
        return wrongCombination(
          name,
          `At least one attribute out of [${[...others, name].join(",")}] must be specified`,
        );
      });
