/** `list[*].a`: one result an element; a single value counts as a list of one, null as an empty one. */
import { rangeBetween } from "../../hcl/source.ts";
import type { SplatExpression } from "../../hcl/syntax.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Evaluation, type Frame, NO_VALUE } from "./evaluation.ts";
import { isNotNull, lengthBounds, refine, refineNotNull } from "./known.ts";
import { listOfValues } from "./set.ts";
import { listOf, type Type, tupleOf } from "./type.ts";
import { tupleValue, unknownValue, type Value } from "./value.ts";

export function evaluateSplat(expression: SplatExpression, evaluation: Evaluation, frame: Frame | undefined): Value {
  const mark = evaluation.mark();
  const given = evaluateExpression(expression.source, evaluation, frame);
  if (evaluation.failedSince(mark)) return NO_VALUE;
  const isSequence = given.type.kind === "tuple" || given.type.kind === "list" || given.type.kind === "set";
  if (given.isNull) {
    if (!isSequence) return tupleValue([]).withMarks(given.marks);
    const { source, markerRange } = expression;
    evaluation.error(
      "Splat of null value",
      "Splat expressions (with the * symbol) cannot be applied to null sequences.",
      source.range,
      frame,
      { context: rangeBetween(source.range, markerRange), expression: source },
    );
    return NO_VALUE;
  }
  if (given.type.kind === "dynamic") return NO_VALUE.withMarks(given.marks);
  // A single value that may yet be null has either one element or none.
  const undecidedLength = !isSequence && !given.isKnown && !isNotNull(given);
  const sequence = isSequence ? given : tupleValue([given]);
  const each = (item: Value): Value =>
    evaluateExpression(expression.each, evaluation, { name: expression.item, value: item, up: frame });
  if (!sequence.isKnown) return unknownResult(sequence, each);
  const before = evaluation.mark();
  const results = sequence.elements.map(each);
  const marks = isSequence ? given.marks : [];
  if (undecidedLength) return NO_VALUE.withMarks(given.marks);
  if (evaluation.failedSince(before)) {
    const told = evaluation.mark();
    const result = unknownResult(sequence.withoutMarks(), each).withMarks(marks);
    evaluation.diagnostics.splice(told);
    return result;
  }
  if (sequence.type.kind === "tuple") return tupleValue(results).withMarks(marks);
  const element = sequence.type.kind === "list" || sequence.type.kind === "set" ? sequence.type.element : undefined;
  const ifEmpty = results.length === 0 && element ? each(unknownValue(element)).type : undefined;
  return listOfValues(results, ifEmpty).withMarks(marks);
}

function unknownResult(sequence: Value, each: (item: Value) => Value): Value {
  const { type } = sequence;
  if (type.kind === "tuple") {
    const types: Type[] = type.elements.map((element) => each(unknownValue(element)).type);
    return refineNotNull(unknownValue(tupleOf(types))).withMarks(sequence.marks);
  }
  const element = each(unknownValue((type as { element: Type }).element)).type;
  const { min, max } = lengthBounds(sequence);
  return refine(unknownValue(listOf(element)), {
    notNull: true,
    lengthMin: min,
    ...(Number.isFinite(max) && { lengthMax: max }),
  }).withMarks(sequence.marks);
}
