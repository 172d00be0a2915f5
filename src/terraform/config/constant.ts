/** Arguments whose value must stand in the configuration itself, without references. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { startRange } from "../../hcl/start-range.ts";
import type { Attribute, Expression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { BOOL, STRING, type Type } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";
import { parseVersionTerms, type VersionConstraint } from "./version-constraint.ts";

export function constantString(expression: Expression, diagnostics: Diagnostic[]): string | undefined {
  return constantOf(expression, STRING, diagnostics)?.content as string | undefined;
}

export function constantBool(expression: Expression, diagnostics: Diagnostic[]): boolean | undefined {
  return constantOf(expression, BOOL, diagnostics)?.content as boolean | undefined;
}

/** A known value of the type that is not null. */
function constantOf(expression: Expression, type: Type, diagnostics: Diagnostic[]): Value | undefined {
  const value = evaluateConstant(expression, diagnostics);
  const converted = tryConvert(value, type);
  let problem: string | undefined;
  if (typeof converted === "string") problem = converted;
  else if (!converted.isKnown) problem = "value must be known";
  else if (converted.isNull) problem = "null value is not allowed";
  if (problem === undefined) return converted as Value;
  const detail = `Unsuitable value: ${problem}`;
  diagnostics.push(errorAt(startRange(expression), "Unsuitable value type", detail, expression.range));
  return undefined;
}

/** The converted value, or why it cannot be converted; with "path" also where inside of it. */
export function tryConvert(value: Value, type: Type, where?: "path"): Value | string {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) return where ? error.withPath : error.message;
    throw error;
  }
}

/** A version constraint given as an argument. */
export function versionArgument(
  { name, expression, range }: Attribute,
  diagnostics: Diagnostic[],
): VersionConstraint | undefined {
  const before = diagnostics.length;
  const value = evaluateConstant(expression, diagnostics);
  if (diagnostics.length > before) return undefined;
  const text = tryConvert(value, STRING);
  if (typeof text === "string") {
    diagnostics.push(
      errorAt(expression.range, "Invalid version constraint", `A string value is required for ${name}.`),
    );
    return undefined;
  }
  // Unknown is what could not be read, which has been told already.
  if (text.isNull || !text.isKnown) return undefined;
  return versionConstraint(text.content as string, expression, range, diagnostics);
}

/** Parses the text of a version constraint; `expression` is where it was written. */
export function versionConstraint(
  text: string,
  expression: Expression,
  range: VersionConstraint["range"],
  diagnostics: Diagnostic[],
): VersionConstraint | undefined {
  const terms = parseVersionTerms(text);
  if (terms) return { text, terms, range };
  const detail = "This string does not use correct version constraint syntax.";
  diagnostics.push(errorAt(expression.range, "Invalid version constraint", detail));
  return undefined;
}
