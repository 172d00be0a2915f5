/** Strings with `${…}` and `%{…}` in them. */
import type { TemplateExpression, TemplateJoinExpression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateExpression } from "./evaluate.ts";
import type { Evaluation, Frame } from "./evaluation.ts";
import { knownPrefix } from "./known-prefix.ts";
import { STRING } from "./type.ts";
import { type Mark, stringValue, unknownValue, type Value } from "./value.ts";

const SUMMARY = "Invalid template interpolation value";

export function evaluateTemplate(
  expression: TemplateExpression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): Value {
  const { parts } = expression;
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "literal") return evaluateExpression(only, evaluation, frame);
  const marks = new Set<Mark>();
  const start = evaluation.mark();
  let text = "";
  let known = true;
  for (const part of parts) {
    const value = evaluateExpression(part, evaluation, frame);
    const details = { context: expression.range, expression: part };
    if (value.isNull) {
      const detail = "The expression result is null. Cannot include a null value in a string template.";
      evaluation.error(SUMMARY, detail, part.range, frame, details);
      continue;
    }
    for (const mark of value.marks) marks.add(mark);
    if (!value.isKnown) {
      known = false;
      continue;
    }
    try {
      const converted = convert(value.withoutMarks(), STRING).string;
      // Once something is unknown, only errors are still of interest.
      if (known) text += converted;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const detail = `Cannot include the given value in a string template: ${error.message}.`;
      evaluation.error(SUMMARY, detail, part.range, frame, details);
    }
  }
  if (known) return stringValue(text).withMarks(marks);
  const stringPrefix = evaluation.failedSince(start) ? "" : knownPrefix(text);
  return unknownValue(STRING, { notNull: true, ...(stringPrefix !== "" && { stringPrefix }) }).withMarks(marks);
}

export function evaluateJoin(
  expression: TemplateJoinExpression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): Value {
  const tuple = evaluateExpression(expression.tuple, evaluation, frame);
  if (!tuple.isKnown || tuple.type.kind === "dynamic") return unknownValue(STRING).withMarks(tuple.marks);
  const marks = new Set(tuple.marks);
  let text = "";
  for (const element of tuple.elements) {
    for (const mark of element.marks) marks.add(mark);
    if (!element.isKnown) return unknownValue(STRING).withMarks(marks);
    const report = (detail: string): void => evaluation.error(SUMMARY, detail, expression.range, frame, { expression });
    if (element.isNull) {
      report("An iteration result is null. Cannot include a null value in a string template.");
      continue;
    }
    try {
      text += convert(element.withoutMarks(), STRING).string;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      report(`Cannot include one of the interpolation results into the string template: ${error.message}.`);
    }
  }
  return stringValue(text).withMarks(marks);
}
