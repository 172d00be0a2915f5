/** `count` and `for_each` as far as they can be checked without values. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { evaluate, evaluateAs } from "../lang/evaluate.ts";
import { Evaluation } from "../lang/evaluation.ts";
import { friendlyName } from "../lang/friendly-type.ts";
import type { Scope } from "../lang/scope.ts";
import { NUMBER } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";

export function validateCount(expression: Expression, scope: Scope): Diagnostic[] {
  const { value, diagnostics } = evaluateAs(expression, scope, NUMBER);
  if (hasErrors(diagnostics)) return [...diagnostics];
  const refuse = (detail: string): Diagnostic[] => [
    ...diagnostics,
    errorAt(expression.range, "Invalid count argument", detail),
  ];
  if (value.hasMark("ephemeral")) {
    return refuse(
      'The given "count" is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify the number of resource instances.',
    );
  }
  if (value.isNull) return refuse('The given "count" argument value is null. An integer is required.');
  if (!value.isKnown) return [...diagnostics];
  const number = Number(String(value.number));
  if (!Number.isInteger(number)) {
    return refuse(
      'The given "count" argument value is unsuitable: value must be a whole number, between -9223372036854775808 and 9223372036854775807.',
    );
  }
  if (number < 0) {
    return refuse('The given "count" argument value is unsuitable: must be greater than or equal to zero.');
  }
  return [...diagnostics];
}

const FOR_EACH = "Invalid for_each argument";

export function validateForEach(expression: Expression, scope: Scope): Diagnostic[] {
  const { value, diagnostics } = evaluate(expression, scope);
  if (hasErrors(diagnostics)) return [...diagnostics];
  const problem = forEachProblem(value);
  if (!problem) return [...diagnostics];
  const [summary, detail] = problem;
  return [...diagnostics, withValues(errorAt(expression.range, summary, detail), expression, scope)];
}

function forEachProblem(marked: Value): readonly [summary: string, detail: string] | undefined {
  if (marked.hasMark("sensitive")) {
    return [
      FOR_EACH,
      "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments. If used, the sensitive value could be exposed as a resource instance key.",
    ];
  }
  if (marked.hasMark("ephemeral")) {
    return [
      FOR_EACH,
      'The given "for_each" value is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify a resource\'s instance keys.',
    ];
  }
  const { type } = marked;
  if (marked.isNull) {
    return [
      FOR_EACH,
      'The given "for_each" argument value is unsuitable: the given "for_each" argument value is null. A map, or set of strings is allowed.',
    ];
  }
  if (type.kind === "dynamic" && !marked.isKnown) return undefined;
  if (type.kind !== "map" && type.kind !== "object" && type.kind !== "set") {
    return [
      FOR_EACH,
      `The given "for_each" argument value is unsuitable: the "for_each" argument must be a map, or set of strings, and you have provided a value of type ${friendlyName(type)}.`,
    ];
  }
  if (type.kind !== "set" || !marked.isKnown) return undefined;
  if (marked.elements.length > 0 && marked.elements.every(({ isKnown }) => isKnown) && type.element.kind !== "string") {
    return [
      "Invalid for_each set argument",
      `The given "for_each" argument value is unsuitable: "for_each" supports maps and sets of strings, but you have provided a set containing type ${friendlyName(type.element)}.`,
    ];
  }
  if (marked.elements.some((element) => element.isNull)) {
    return [
      "Invalid for_each set argument",
      'The given "for_each" argument value is unsuitable: "for_each" sets must not contain null values.',
    ];
  }
  return undefined;
}

/** Adds the values of what the expression refers to. */
const withValues = (diagnostic: Diagnostic, expression: Expression, scope: Scope): Diagnostic => ({
  ...diagnostic,
  expression,
  evalContext: new Evaluation(scope).contextAt(undefined),
  // Only these say in what they see that it is sensitive or ephemeral.
  extra: { causedBySensitive: true },
});
