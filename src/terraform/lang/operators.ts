/** Arithmetic, comparison and logic. Both operands are always evaluated. */
import type { BinaryExpression, Expression, UnaryExpression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { equals } from "./equals.ts";
import { evaluateExpression } from "./evaluate.ts";
import type { Evaluation, Frame } from "./evaluation.ts";
import { refinementOf } from "./known.ts";
import { type BigFloat, NotANumberError } from "./number.ts";
import { BOOL, NUMBER, type Type } from "./type.ts";
import { boolValue, FALSE, numberValue, TRUE, unknownValue, type Value } from "./value.ts";

type Operator = BinaryExpression["operator"];

interface Arithmetic {
  readonly apply: (a: BigFloat, b: BigFloat) => BigFloat;
  /** Said when there is no such number. */
  readonly impossible: string;
}

const ARITHMETIC: Readonly<Partial<Record<Operator, Arithmetic>>> = {
  "+": { apply: (a, b) => a.add(b), impossible: "can't compute sum of opposing infinities" },
  "-": { apply: (a, b) => a.subtract(b), impossible: "can't subtract infinity from itself" },
  "*": { apply: (a, b) => a.multiply(b), impossible: "can't multiply zero by infinity" },
  "/": { apply: (a, b) => a.divide(b), impossible: "can't divide zero by zero or infinity by infinity" },
  "%": { apply: (a, b) => a.modulo(b), impossible: "can't use modulo with zero and infinity" },
};

const COMPARISON: Readonly<Partial<Record<Operator, (order: number) => boolean>>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

export function evaluateBinary(expression: BinaryExpression, evaluation: Evaluation, frame: Frame | undefined): Value {
  const { operator, left, right } = expression;
  const mark = evaluation.mark();
  const a = evaluateExpression(left, evaluation, frame);
  if (operator === "==" || operator === "!=") {
    const b = evaluateExpression(right, evaluation, frame);
    if (evaluation.failedSince(mark)) return unknownValue(BOOL);
    const same = equals(a, b);
    return operator === "==" ? same : not(same);
  }
  const logic = operator === "&&" || operator === "||";
  const type = logic ? BOOL : NUMBER;
  const x = operand(a, type, "left operand", left, expression, evaluation, frame);
  const b = evaluateExpression(right, evaluation, frame);
  const y = operand(b, type, "right operand", right, expression, evaluation, frame);
  const result = ARITHMETIC[operator] ? NUMBER : BOOL;
  if (evaluation.failedSince(mark) || !x || !y) return unknownValue(result);
  const fail = (reason: string): Value => {
    const detail = `Error during operation: ${reason}.`;
    evaluation.error("Operation failed", detail, expression.range, frame, { expression });
    return unknownValue(result);
  };
  if (x.isNull || y.isNull) return fail("argument must not be null");
  const marks = x.isMarked || y.isMarked ? [...x.marks, ...y.marks] : [];
  if (!x.isKnown || !y.isKnown) return ofUnknown(operator, x, y, result).withMarks(marks);
  return compute(operator, x, y, fail).withMarks(marks);
}

/** Numbers whose ranges do not touch can be compared without being known. */
function ofUnknown(operator: Operator, x: Value, y: Value, result: Type): Value {
  const test = COMPARISON[operator];
  if (test) {
    const [a, b] = [numberRange(x), numberRange(y)];
    if (a.max && b.min && a.max.compare(b.min) < 0) return boolValue(test(-1));
    if (a.min && b.max && a.min.compare(b.max) > 0) return boolValue(test(1));
  }
  return unknownValue(result, { notNull: true });
}

function numberRange(value: Value): { readonly min?: BigFloat | undefined; readonly max?: BigFloat | undefined } {
  if (value.isKnown) return { min: value.number, max: value.number };
  const { numberMin, numberMax } = refinementOf(value);
  return { min: numberMin?.value, max: numberMax?.value };
}

function compute(operator: Operator, x: Value, y: Value, fail: (reason: string) => Value): Value {
  if (operator === "&&") return boolValue(x.boolean && y.boolean);
  if (operator === "||") return boolValue(x.boolean || y.boolean);
  const test = COMPARISON[operator];
  if (test) return boolValue(test(x.number.compare(y.number)));
  const { apply, impossible } = ARITHMETIC[operator] as Arithmetic;
  try {
    return numberValue(apply(x.number, y.number));
  } catch (error) {
    if (error instanceof NotANumberError) return fail(impossible);
    throw error;
  }
}

const not = (value: Value): Value => {
  if (!value.isKnown) return value;
  return (value.boolean ? FALSE : TRUE).withMarks(value.marks);
};

function operand(
  value: Value,
  type: Type,
  which: string,
  expression: Expression,
  whole: Expression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): Value | undefined {
  try {
    return convert(value, type);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const detail = `Unsuitable value for ${which}: ${error.message}.`;
    evaluation.error("Invalid operand", detail, expression.range, frame, { context: whole.range, expression });
    return undefined;
  }
}

export function evaluateUnary(expression: UnaryExpression, evaluation: Evaluation, frame: Frame | undefined): Value {
  const type = expression.operator === "-" ? NUMBER : BOOL;
  const mark = evaluation.mark();
  const given = evaluateExpression(expression.operand, evaluation, frame);
  const value = operand(given, type, "unary operand", expression.operand, expression, evaluation, frame);
  if (!value || evaluation.failedSince(mark)) return unknownValue(type);
  if (value.isNull) {
    const detail = "Error during operation: argument must not be null.";
    evaluation.error("Operation failed", detail, expression.range, frame, { expression });
    return unknownValue(type);
  }
  if (!value.isKnown) return unknownValue(type, { notNull: true }).withMarks(value.marks);
  if (type === BOOL) return not(value);
  return numberValue(value.number.negate()).withMarks(value.marks);
}
