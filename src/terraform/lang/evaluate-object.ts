/** `{ key = value }`. A key that is not known makes the whole object unknown. */
import type { Expression, ObjectExpression, ObjectItem } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Evaluation, type Frame, NO_VALUE } from "./evaluation.ts";
import { STRING } from "./type.ts";
import { type Mark, objectValue, type Value } from "./value.ts";

/** Of a key such as `a.b`. */
export const AMBIGUOUS_KEY =
  "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.";

export function evaluateObject(expression: ObjectExpression, evaluation: Evaluation, frame: Frame | undefined): Value {
  const attributes = new Map<string, Value>();
  const marks = new Set<Mark>();
  let known = true;
  for (const item of expression.items) {
    const mark = evaluation.mark();
    const key = item.keyword === undefined ? evaluateKey(item.key, evaluation, frame) : item.keyword;
    const failed = evaluation.failedSince(mark);
    const value = evaluateExpression(item.value, evaluation, frame);
    if (typeof key === "string") {
      attributes.set(key.normalize("NFC"), value);
      continue;
    }
    for (const m of key.marks) marks.add(m);
    const text = failed ? undefined : keyText(key, item, evaluation, frame);
    if (text === undefined) known = false;
    else attributes.set(text, value);
  }
  return known ? objectValue(attributes).withMarks(marks) : NO_VALUE;
}

function evaluateKey(key: Expression, evaluation: Evaluation, frame: Frame | undefined): Value {
  if (key.kind !== "scope-traversal") return evaluateExpression(key, evaluation, frame);
  // A bare traversal may be meant as a name with dots.
  evaluation.error("Ambiguous attribute key", AMBIGUOUS_KEY, key.range, frame);
  return NO_VALUE;
}

function keyText(key: Value, item: ObjectItem, evaluation: Evaluation, frame: Frame | undefined): string | undefined {
  if (key.isNull) {
    const detail = "Can't use a null value as a key.";
    evaluation.error("Null value as key", detail, item.value.range, frame, { expression: item.key });
    return undefined;
  }
  try {
    const text = convert(key.withoutMarks(), STRING);
    return text.isKnown ? text.string : undefined;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const detail = `Can't use this value as a key: ${error.message}.`;
    evaluation.error("Incorrect key type", detail, item.key.range, frame, { expression: item.key });
    return undefined;
  }
}
