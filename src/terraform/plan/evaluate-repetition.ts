/** Evaluates `count` and `for_each`. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { evaluate } from "../lang/evaluate.ts";
import { Evaluation } from "../lang/evaluation.ts";
import { friendlyName } from "../lang/friendly-type.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { EPHEMERAL, SENSITIVE } from "../lang/marks.ts";
import type { Scope } from "../lang/scope.ts";
import { NUMBER } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";
import { type Repetition, SINGLE } from "./repetition.ts";

export interface EvaluatedRepetition {
  /** Undefined when it could not be decided. */
  readonly repetition: Repetition | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is said of it, and why the diagnostic is given. */
export const EPHEMERAL_FOR_EACH = [
  'The given "for_each" value is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify a resource\'s instance keys.',
  { causedByEphemeral: true },
] as const;

export function evaluateRepetition(
  { count, forEach }: { readonly count?: Expression | undefined; readonly forEach?: Expression | undefined },
  scope: Scope,
  /** What is repeated, as messages say it. */
  what: "resource" | "module" = "resource",
): EvaluatedRepetition {
  if (count) return evaluateCount(count, scope);
  if (forEach) return evaluateForEach(forEach, scope, what);
  return { repetition: SINGLE, diagnostics: [] };
}

function evaluateCount(expression: Expression, scope: Scope): EvaluatedRepetition {
  const { value, diagnostics } = evaluate(expression, scope);
  const refuse = (detail: string): EvaluatedRepetition => ({
    repetition: undefined,
    diagnostics: [...diagnostics, errorAt(expression.range, "Invalid count argument", detail)],
  });
  if (hasErrors(diagnostics)) return { repetition: undefined, diagnostics };
  if (value.hasMark(EPHEMERAL)) {
    return refuse(
      'The given "count" is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify the number of resource instances.',
    );
  }
  const plain = value.withoutMarks();
  if (plain.isNull) return refuse('The given "count" argument value is null. An integer is required.');
  let number: Value;
  try {
    number = convert(plain, NUMBER);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return refuse(`The given "count" argument value is unsuitable: ${error.message}.`);
  }
  if (!number.isKnown) {
    return refuse(
      'The "count" value depends on resource attributes that cannot be determined until apply, so Terraform cannot predict how many instances will be created. To work around this, use the -target argument to first apply only the resources that the count depends on.',
    );
  }
  if (!number.number.isInteger)
    return refuse(
      'The given "count" argument value is unsuitable: value must be a whole number, between -9223372036854775808 and 9223372036854775807.',
    );
  const whole = number.number.toSafeInteger() ?? -1;
  if (whole < 0) {
    return refuse('The given "count" argument value is unsuitable: must be greater than or equal to zero.');
  }
  return { repetition: { kind: "count", count: whole }, diagnostics };
}

const UNKNOWN_TARGET =
  "Alternatively, you could use the -target planning option to first apply only the resources that the for_each value depends on, and then apply a second time to fully converge.";

function evaluateForEach(expression: Expression, scope: Scope, what: "resource" | "module"): EvaluatedRepetition {
  const { value, diagnostics } = evaluate(expression, scope);
  const refuse = refusal(expression, scope, "Invalid for_each argument", diagnostics);
  if (hasErrors(diagnostics)) return { repetition: undefined, diagnostics };
  const instances = what === "module" ? "module" : "resource";
  if (value.hasMark(SENSITIVE)) {
    return refuse(
      "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments. If used, the sensitive value could be exposed as a resource instance key.",
      { causedBySensitive: true },
    );
  }
  if (value.hasMark(EPHEMERAL)) {
    return refuse(...EPHEMERAL_FOR_EACH);
  }
  if (value.isNull) {
    return refuse(
      'The given "for_each" argument value is unsuitable: the given "for_each" argument value is null. A map, or set of strings is allowed.',
    );
  }
  const { type } = value;
  if (!value.isKnown) {
    const keys =
      type.kind === "set"
        ? `The "for_each" set includes values derived from resource attributes that cannot be determined until apply, and so Terraform cannot determine the full set of keys that will identify the instances of this ${instances}.\n\nWhen working with unknown values in for_each, it's better to use a map value where the keys are defined statically in your configuration and where only the values contain apply-time results.`
        : `The "for_each" map includes keys derived from resource attributes that cannot be determined until apply, and so Terraform cannot determine the full set of keys that will identify the instances of this ${instances}.\n\nWhen working with unknown values in for_each, it's better to define the map keys statically in your configuration and place apply-time results only in the map values.`;
    return refuse(`${keys}\n\n${UNKNOWN_TARGET}`, { causedByUnknown: true });
  }
  if (type.kind === "map" || type.kind === "object") {
    return { repetition: { kind: "each", entries: value.entries }, diagnostics };
  }
  if (type.kind !== "set") {
    return refuse(
      `The given "for_each" argument value is unsuitable: the "for_each" argument must be a map, or set of strings, and you have provided a value of type ${friendlyName(type)}.`,
    );
  }
  const refuseSet = refusal(expression, scope, "Invalid for_each set argument", diagnostics);
  if (value.elements.length === 0) return { repetition: { kind: "each", entries: new Map() }, diagnostics };
  if (type.element.kind !== "string") {
    return refuseSet(
      `The given "for_each" argument value is unsuitable: "for_each" supports maps and sets of strings, but you have provided a set containing type ${friendlyName(type.element)}.`,
    );
  }
  if (!isWhollyKnown(value)) {
    return refuse(
      `The "for_each" set includes values derived from resource attributes that cannot be determined until apply, and so Terraform cannot determine the full set of keys that will identify the instances of this ${instances}.\n\nWhen working with unknown values in for_each, it's better to use a map value where the keys are defined statically in your configuration and where only the values contain apply-time results.\n\n${UNKNOWN_TARGET}`,
      { causedByUnknown: true },
    );
  }
  if (value.elements.some((element) => element.isNull)) {
    return refuseSet(
      'The given "for_each" argument value is unsuitable: "for_each" sets must not contain null values.',
    );
  }
  const entries = new Map(value.elements.map((element) => [element.string, element] as const));
  return { repetition: { kind: "each", entries }, diagnostics };
}

const refusal =
  (expression: Expression, scope: Scope, summary: string, earlier: readonly Diagnostic[]) =>
  (detail: string, extra?: Readonly<Record<string, unknown>>): EvaluatedRepetition => ({
    repetition: undefined,
    diagnostics: [
      ...earlier,
      {
        ...errorAt(expression.range, summary, detail),
        expression,
        evalContext: new Evaluation(scope).contextAt(undefined),
        ...(extra ? { extra } : {}),
      },
    ],
  });
