/** `[for …]` and `{for …}`. */
import { quoteGo } from "../../hcl/quote.ts";
import type { Expression, ForExpression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Evaluation, type Frame, NO_VALUE } from "./evaluation.ts";
import { friendlyName, isPrimitive } from "./friendly-type.ts";
import { BOOL, STRING } from "./type.ts";
import { type Mark, numberValue, objectValue, stringValue, tupleValue, type Value } from "./value.ts";

export function evaluateFor(expression: ForExpression, evaluation: Evaluation, frame: Frame | undefined): Value {
  const given = evaluateExpression(expression.collection, evaluation, frame);
  const collection = iterable(given, expression, evaluation, frame);
  if (!collection) return NO_VALUE;
  if (expression.condition && !conditionIsPossible(expression.condition, expression, evaluation, frame))
    return NO_VALUE;
  if (!collection.isKnown) return NO_VALUE.withMarks(given.marks);
  return new Loop(expression, evaluation, frame, given).run(collection);
}

/** The collection to go through, which may not be known yet; undefined when there is none. */
function iterable(
  given: Value,
  { collection, range }: ForExpression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): Value | undefined {
  const details = { context: range, expression: collection };
  if (given.isNull) {
    const detail = "A null value cannot be used as the collection in a 'for' expression.";
    evaluation.error("Iteration over null value", detail, collection.range, frame, details);
    return undefined;
  }
  if (given.type.kind === "dynamic") return undefined;
  if (isPrimitive(given.type)) {
    const detail = `A value of type ${friendlyName(given.type)} cannot be used as the collection in a 'for' expression.`;
    evaluation.error("Iteration over non-iterable value", detail, collection.range, frame, details);
    return undefined;
  }
  return given.withoutMarks();
}

/** Tries the condition with elements of which nothing is known, to tell of a wrong one once and not for each. */
function conditionIsPossible(
  condition: Expression,
  { keyName, valueName, range }: ForExpression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): boolean {
  let inner: Frame | undefined = frame;
  if (keyName !== undefined) inner = { name: keyName, value: NO_VALUE, up: inner };
  inner = { name: valueName, value: NO_VALUE, up: inner };
  const mark = evaluation.mark();
  const result = evaluateExpression(condition, evaluation, inner);
  const details = { context: range, expression: condition };
  if (result.isNull) {
    const detail = "The value of the 'if' clause must not be null.";
    evaluation.error("Condition is null", detail, condition.range, frame, details);
    return false;
  }
  try {
    convert(result, BOOL);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const detail = `The 'if' clause value is invalid: ${error.message}.`;
    evaluation.error("Invalid 'for' condition", detail, condition.range, frame, details);
    return false;
  }
  return !evaluation.failedSince(mark);
}

class Loop {
  readonly #expression: ForExpression;
  readonly #evaluation: Evaluation;
  readonly #frame: Frame | undefined;
  readonly #marks: Set<Mark>;
  #known = true;

  constructor(expression: ForExpression, evaluation: Evaluation, frame: Frame | undefined, given: Value) {
    this.#expression = expression;
    this.#evaluation = evaluation;
    this.#frame = frame;
    this.#marks = new Set(given.marks);
  }

  run(collection: Value): Value {
    const result = this.#expression.key ? this.#object(collection) : this.#tuple(collection);
    return (this.#known ? result : NO_VALUE).withMarks(this.#marks);
  }

  #tuple(collection: Value): Value {
    const elements: Value[] = [];
    for (const frame of this.#frames(collection)) {
      if (this.#includes(frame)) elements.push(evaluateExpression(this.#expression.value, this.#evaluation, frame));
    }
    return tupleValue(elements);
  }

  #object(collection: Value): Value {
    const { value, grouped } = this.#expression;
    const attributes = new Map<string, Value>();
    const groups = new Map<string, Value[]>();
    for (const frame of this.#frames(collection)) {
      if (!this.#includes(frame)) continue;
      const key = this.#keyOf(frame);
      if (key === undefined) continue;
      const element = evaluateExpression(value, this.#evaluation, frame);
      if (grouped) {
        const group = groups.get(key);
        if (group) group.push(element);
        else groups.set(key, [element]);
      } else if (attributes.has(key)) {
        const detail = `Two different items produced the key ${quoteGo(key)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`;
        this.#complain("Duplicate object key", detail, this.#expression.key as Expression, frame);
      } else attributes.set(key, element);
    }
    if (!grouped) return objectValue(attributes);
    return objectValue([...groups].map(([key, elements]) => [key, tupleValue(elements)] as const));
  }

  *#frames(collection: Value): Generator<Frame> {
    const { keyName, valueName } = this.#expression;
    for (const [key, value] of elementsOf(collection)) {
      const up = keyName === undefined ? this.#frame : { name: keyName, value: key, up: this.#frame };
      yield { name: valueName, value, up };
    }
  }

  #complain(summary: string, detail: string, expression: Expression, frame: Frame): void {
    this.#evaluation.error(summary, detail, expression.range, frame, {
      context: this.#expression.range,
      expression,
    });
  }

  /** Reported for the first element only; after that the result is unknown anyway. */
  #fail(summary: string, detail: string, expression: Expression, frame: Frame): undefined {
    if (this.#known) this.#complain(summary, detail, expression, frame);
    this.#known = false;
    return undefined;
  }

  #includes(frame: Frame): boolean {
    const { condition } = this.#expression;
    if (!condition) return true;
    const raw = evaluateExpression(condition, this.#evaluation, frame);
    const summary = "Invalid 'for' condition";
    if (raw.isNull) {
      return this.#fail(summary, "The value of the 'if' clause must not be null.", condition, frame) ?? false;
    }
    if (!raw.isKnown) {
      for (const mark of raw.marks) this.#marks.add(mark);
      this.#known = false;
      return false;
    }
    try {
      const include = convert(raw, BOOL);
      for (const mark of include.marks) this.#marks.add(mark);
      return include.boolean;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const detail = `The 'if' clause value is invalid: ${error.message}.`;
      return this.#fail(summary, detail, condition, frame) ?? false;
    }
  }

  #keyOf(frame: Frame): string | undefined {
    const expression = this.#expression.key as Expression;
    const raw = evaluateExpression(expression, this.#evaluation, frame);
    const summary = "Invalid object key";
    if (raw.isNull) {
      const detail = "Key expression in 'for' expression must not produce a null value.";
      return this.#fail(summary, detail, expression, frame);
    }
    if (!raw.isKnown) {
      for (const mark of raw.marks) this.#marks.add(mark);
      this.#known = false;
      return undefined;
    }
    try {
      const key = convert(raw, STRING);
      for (const mark of key.marks) this.#marks.add(mark);
      return key.string;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      return this.#fail(summary, `The key expression produced an invalid result: ${error.message}.`, expression, frame);
    }
  }
}

/** Keys and elements of a known collection: indexes for sequences, the element itself for sets. */
export function* elementsOf(collection: Value): Generator<readonly [Value, Value]> {
  const { content, type } = collection;
  if (content instanceof Map) {
    for (const [key, value] of content as ReadonlyMap<string, Value>) yield [stringValue(key), value];
    return;
  }
  let index = 0;
  for (const element of collection.elements) {
    yield [type.kind === "set" ? element : numberValue(index), element];
    index++;
  }
}
