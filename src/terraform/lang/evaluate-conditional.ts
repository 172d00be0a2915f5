/** `condition ? a : b`: both results are brought to one type, whichever is taken. */
import { quoteGo } from "../../hcl/quote.ts";
import { rangeBetween } from "../../hcl/source.ts";
import type { ConditionalExpression, Expression } from "../../hcl/syntax.ts";
import { ConversionError, convert, convertUnified } from "./convert.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Evaluation, type Frame, NO_VALUE } from "./evaluation.ts";
import { friendlyName, isCollection } from "./friendly-type.ts";
import { isNotNull, lengthBounds, refine } from "./known.ts";
import { BOOL, DYNAMIC, type Type, typesEqual } from "./type.ts";
import { type Unified, unify } from "./unify.ts";
import { type Refinement, unknownValue, type Value } from "./value.ts";

export function evaluateConditional(
  expression: ConditionalExpression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): Value {
  const { condition, whenTrue, whenFalse, range } = expression;
  const start = evaluation.mark();
  const yes = evaluateExpression(whenTrue, evaluation, frame);
  const ofYes = evaluation.diagnostics.splice(start);
  const no = evaluateExpression(whenFalse, evaluation, frame);
  const ofNo = evaluation.diagnostics.splice(start);
  const unified = resultType(yes, no);
  if (!unified) {
    evaluation.error(
      "Inconsistent conditional result types",
      `The true and false result expressions must have consistent types. ${describeMismatch(yes.type, no.type)}.`,
      rangeBetween(whenTrue.range, whenFalse.range),
      frame,
      { context: range, expression },
    );
    return NO_VALUE;
  }
  const given = evaluateExpression(condition, evaluation, frame);
  const complain = (summary: string, detail: string): Value => {
    evaluation.error(summary, detail, condition.range, frame, { context: range, expression: condition });
    return unknownValue(unified.type);
  };
  if (given.isNull) {
    return complain("Null condition", "The condition value is null. Conditions must either be true or false.");
  }
  if (!given.isKnown) return undecidedResult(yes, no, unified).withMarks([...given.marks, ...yes.marks, ...no.marks]);
  let decided: Value;
  try {
    decided = convert(given, BOOL);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return complain("Incorrect condition type", "The condition expression must be of type bool.");
  }
  evaluation.diagnostics.push(...(decided.boolean ? ofYes : ofNo));
  const [taken, source, word]: [Value, Expression, string] = decided.boolean
    ? [yes, whenTrue, "true"]
    : [no, whenFalse, "false"];
  try {
    // Marks of the result that is not taken count too.
    return convertUnified(taken, unified).withMarks([...decided.marks, ...yes.marks, ...no.marks]);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    evaluation.error(
      "Inconsistent conditional result types",
      `The ${word} result value has the wrong type: ${error.message}.`,
      source.range,
      frame,
      { context: range, expression: source },
    );
    return unknownValue(unified.type);
  }
}

const isUntypedNull = (value: Value): boolean => value.isNull && value.type.kind === "dynamic" && !value.isMarked;

/** Null fits any type, and with an undecided type nothing is converted. */
function resultType(yes: Value, no: Value): Unified | undefined {
  if (isUntypedNull(yes)) return { type: no.type };
  if (isUntypedNull(no)) return { type: yes.type };
  if (yes.type.kind === "dynamic" || no.type.kind === "dynamic") return { type: DYNAMIC };
  return unify([yes.type, no.type]);
}

function undecidedResult(yes: Value, no: Value, { type }: Unified): Value {
  const result = unknownValue(type);
  if (!isNotNull(yes) || !isNotNull(no)) return result;
  return refine(result, { notNull: true, ...commonBounds(yes, no) });
}

/** Between two known numbers, or lengths, lies what will come out. */
function commonBounds(yes: Value, no: Value): Refinement {
  if (yes.type.kind === "number" && no.type.kind === "number" && yes.isKnown && no.isKnown) {
    const [least, greatest] = yes.number.compare(no.number) > 0 ? [no.number, yes.number] : [yes.number, no.number];
    return { numberMin: { value: least, inclusive: true }, numberMax: { value: greatest, inclusive: true } };
  }
  if (isCollection(yes.type) && typesEqual(yes.type, no.type) && yes.isKnown && no.isKnown) {
    const a = lengthBounds(yes);
    const b = lengthBounds(no);
    if (a.min !== a.max || b.min !== b.max) return {};
    return { lengthMin: Math.min(a.min, b.min), lengthMax: Math.max(a.max, b.max) };
  }
  return {};
}

function describeMismatch(yes: Type, no: Type): string {
  if (yes.kind === "object" && no.kind === "object") {
    for (const [name, type] of yes.attributes) {
      const other = no.attributes.get(name);
      const quoted = quoteGo(name);
      if (!other) return `The 'true' value includes object attribute ${quoted}, which is absent in the 'false' value`;
      if (!typesEqual(type, other)) {
        return `Type mismatch for object attribute ${quoted}: ${describeMismatch(type, other)}`;
      }
    }
    for (const name of no.attributes.keys()) {
      if (yes.attributes.has(name)) continue;
      return `The 'false' value includes object attribute ${quoteGo(name)}, which is absent in the 'true' value`;
    }
  }
  if (yes.kind === "tuple" && no.kind === "tuple") {
    if (yes.elements.length !== no.elements.length) {
      return `The 'true' tuple has length ${yes.elements.length}, but the 'false' tuple has length ${no.elements.length}`;
    }
    for (const [i, type] of yes.elements.entries()) {
      const other = no.elements[i] as Type;
      if (!typesEqual(type, other)) return `Type mismatch for tuple element ${i}: ${describeMismatch(type, other)}`;
    }
  }
  if (isCollection(yes) && yes.kind === no.kind) {
    const other = (no as typeof yes).element;
    if (yes.element.kind === other.kind && (other.kind === "object" || other.kind === "tuple")) {
      return `Mismatched ${yes.kind} element types: ${describeMismatch(yes.element, other)}`;
    }
  }
  const [first, second] = [friendlyName(yes), friendlyName(no)];
  if (first === second) {
    return "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value";
  }
  return `The 'true' value is ${first}, but the 'false' value is ${second}`;
}
