/** Makes a given value what the variable's declaration promises: converted, with defaults, never null where that is excluded. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange, type SourceRange } from "../../hcl/source.ts";
import type { Variable } from "../config/module.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { applyDefaults } from "../lang/type-constraint.ts";
import { nullValue, unknownValue, type Value } from "../lang/value.ts";

export interface PreparedVariable {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a value comes from, for messages. */
export type ValueOrigin =
  | { readonly kind: "argument"; readonly range: SourceRange }
  | { readonly kind: "file"; readonly range: SourceRange }
  /** Said as "set using …". */
  | { readonly kind: "caller"; readonly how: string };

export function prepareVariable(variable: Variable, given: Value | undefined, origin: ValueOrigin): PreparedVariable {
  let value = given;
  if (value === undefined || (value.isNull && !variable.nullable)) {
    if (variable.default !== undefined) value = variable.default;
    else if (value === undefined) return { value: nullValue(variable.type), diagnostics: [] };
    else return { value: unknownValue(variable.type), diagnostics: [nullRefused(variable, origin)] };
  }
  const { typeDefaults, constraint } = variable;
  if (typeDefaults && !value.isNull) value = applyDefaults(value, typeDefaults);
  try {
    value = convert(value, constraint);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return { value: unknownValue(variable.type), diagnostics: [unsuitable(variable, origin, error)] };
  }
  return { value: marked(variable, value), diagnostics: [] };
}

export function marked(variable: Variable, value: Value): Value {
  if (variable.sensitive && variable.ephemeral) return value.withMarks(["sensitive", "ephemeral"]);
  if (variable.sensitive) return value.withMarks(["sensitive"]);
  return variable.ephemeral ? value.withMarks(["ephemeral"]) : value;
}

function nullRefused(variable: Variable, origin: ValueOrigin): Diagnostic {
  const { name, range } = variable;
  switch (origin.kind) {
    case "argument":
      return errorAt(
        origin.range,
        "Invalid value for module argument",
        `The given value is not suitable for child module variable ${JSON.stringify(name)} defined at ${printRange(range)}: required variable may not be set to null.`,
      );
    case "file":
      return errorAt(
        origin.range,
        "Required variable not set",
        `The variable ${JSON.stringify(name)} is required, but is not set: must not be null.`,
      );
    case "caller":
      return errorAt(
        range,
        "Required variable not set",
        `Unsuitable value for var.${name} ${origin.how}: required variable may not be set to null.`,
      );
  }
}

/** Only arguments are told where inside of them the problem is. */
function unsuitable(variable: Variable, origin: ValueOrigin, error: ConversionError): Diagnostic {
  const { name, range } = variable;
  const reason = origin.kind === "argument" ? error.withPath : error.message;
  switch (origin.kind) {
    case "argument":
      return errorAt(
        origin.range,
        "Invalid value for module argument",
        `The given value is not suitable for child module variable ${JSON.stringify(name)} defined at ${printRange(range)}: ${reason}.`,
      );
    case "file":
      // The value of a sensitive variable may come from a file that only few may read.
      if (variable.sensitive) {
        const detail = `The given value is not suitable for var.${name}, which is sensitive: ${reason}. Invalid value defined at ${printRange(origin.range)}.`;
        return errorAt(range, "Invalid value for input variable", detail);
      }
      return errorAt(
        origin.range,
        "Invalid value for input variable",
        `The given value is not suitable for var.${name} declared at ${printRange(range)}: ${reason}.`,
      );
    case "caller":
      return errorAt(
        range,
        "Invalid value for input variable",
        `Unsuitable value for var.${name} ${origin.how}: ${reason}.`,
      );
  }
}
