/**
 * Conditions as they were before there were expressions: Expected, QueryFilter and ScanFilter. They are checked in
 * their own words and turned into the syntax of expressions.
 */
import type { AttributeValue, ExpectedAttributeValue } from "@aws-sdk/client-dynamodb";
import { admitValue } from "../attribute/admit.ts";
import { orderOf } from "../attribute/compare.ts";
import { typeOf, type Value } from "../attribute/value.ts";
import type { Call, Comparator, Condition, Operand } from "../expression/syntax.ts";
import { invalidParameter, refusal } from "../refusal.ts";

export interface LegacyCondition {
  readonly ComparisonOperator?: string | undefined;
  readonly AttributeValueList?: readonly AttributeValue[] | undefined;
}

const comparators: Readonly<Record<string, Comparator>> = { EQ: "=", NE: "<>", LT: "<", LE: "<=", GT: ">", GE: ">=" };

const fewestArguments: Readonly<Record<string, number>> = { NULL: 0, NOT_NULL: 0, BETWEEN: 2 };
const scalarTypes = ["S", "N", "B"];
const argumentTypes: Readonly<Record<string, readonly string[]>> = {
  LE: scalarTypes,
  LT: scalarTypes,
  GE: scalarTypes,
  GT: scalarTypes,
  CONTAINS: scalarTypes,
  NOT_CONTAINS: scalarTypes,
  BEGINS_WITH: ["S", "B"],
  IN: scalarTypes,
  BETWEEN: scalarTypes,
};

/** ConditionalOperator makes sense only between several conditions. */
function checkOperator(operator: string | undefined, conditions: object | undefined): void {
  if (operator === undefined) return;
  if (!conditions) throw refusal("ConditionalOperator cannot be used without Filter or Expected");
  if (Object.keys(conditions).length < 2) {
    throw refusal("ConditionalOperator can only be used when Filter or Expected has two or more elements");
  }
}

/** All conditions of a map, joined by AND or OR. */
export function joined(conditions: readonly Condition[], operator: string | undefined): Condition | undefined {
  const kind = operator === "OR" ? "or" : "and";
  return conditions.length === 0 ? undefined : conditions.reduce((left, right): Condition => ({ kind, left, right }));
}

export function readFilter(
  filter: Readonly<Record<string, LegacyCondition>> | undefined,
  operator: string | undefined,
): Condition | undefined {
  checkOperator(operator, filter);
  if (!filter) return undefined;
  const conditions = Object.entries(filter).map(([name, condition]) => {
    const values = admitArguments(condition);
    return conditionOf(name, condition.ComparisonOperator!, values);
  });
  return joined(conditions, operator);
}

/** The arguments of a comparison, with their number and types checked. */
export function admitArguments({ ComparisonOperator: operator, AttributeValueList: list }: LegacyCondition): Value[] {
  const values = (list ?? []).map((value) => admitValue(value));
  checkArguments(operator!, values);
  return values;
}

function checkArguments(operator: string, values: readonly Value[]): void {
  checkArgumentCount(operator, values.length);
  checkSameType(values);
  const allowed = argumentTypes[operator];
  for (const value of values) {
    if (!allowed || allowed.includes(typeOf(value))) continue;
    throw invalidParameter(`ComparisonOperator ${operator} is not valid for ${typeOf(value)} AttributeValue type`);
  }
  checkBounds(operator, values);
}

function checkArgumentCount(operator: string, count: number): void {
  const wanted = fewestArguments[operator] ?? 1;
  if (operator === "IN" ? count >= 1 : count === wanted) return;
  throw invalidParameter(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
}

function checkSameType(values: readonly Value[]): void {
  if (values.every((value) => typeOf(value) === typeOf(values[0]!))) return;
  throw invalidParameter("AttributeValues inside AttributeValueList must be of same type");
}

function checkBounds(operator: string, [low, high]: readonly Value[]): void {
  if (operator !== "BETWEEN" || (orderOf(low!, high!) ?? 0) <= 0) return;
  throw refusal("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
}

export function conditionOf(name: string, operator: string, values: readonly Value[]): Condition {
  const operand: Operand = { kind: "path", path: [name] };
  const [first, second] = values.map((value): Operand => ({ kind: "value", placeholder: "", value }));
  const call = (function_: string): Call => ({
    kind: "call",
    name: function_,
    operands: first ? [operand, first] : [operand],
  });
  switch (operator) {
    case "NULL":
      return call("attribute_not_exists");
    case "NOT_NULL":
      return call("attribute_exists");
    case "CONTAINS":
      return call("contains");
    case "NOT_CONTAINS":
      return { kind: "not", condition: call("contains") };
    case "BEGINS_WITH":
      return call("begins_with");
    case "BETWEEN":
      return { kind: "between", operand, low: first!, high: second! };
    case "IN":
      return { kind: "in", operand, candidates: values.map((value) => ({ kind: "value", placeholder: "", value })) };
    default:
      return { kind: "compare", comparator: comparators[operator]!, left: operand, right: first! };
  }
}

export function readExpected(
  expected: Readonly<Record<string, ExpectedAttributeValue>> | undefined,
  operator: string | undefined,
): Condition | undefined {
  checkOperator(operator, expected);
  if (!expected) return undefined;
  return joined(
    Object.entries(expected).map(([name, condition]) => expectedCondition(name, condition)),
    operator,
  );
}

function expectedCondition(name: string, condition: ExpectedAttributeValue): Condition {
  const { AttributeValueList: list, Value: value, ComparisonOperator: operator, Exists: exists } = condition;
  if (list && value)
    throw invalidParameter(`Value and AttributeValueList cannot be used together for Attribute: ${name}`);
  if (operator) {
    if (exists !== undefined) {
      throw invalidParameter(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`);
    }
    if (operator !== "NULL" && operator !== "NOT_NULL" && !list && !value) {
      throw invalidParameter(
        `Value or AttributeValueList must be used with ComparisonOperator: ${operator} for Attribute: ${name}`,
      );
    }
    const values = (list ?? (value ? [value] : [])).map((given) => admitValue(given));
    checkArguments(operator, values);
    return conditionOf(name, operator, values);
  }
  if (list) {
    throw invalidParameter(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`);
  }
  if (exists === false) {
    if (value) throw invalidParameter(`Value cannot be used when Exists is false for Attribute: ${name}`);
    return conditionOf(name, "NULL", []);
  }
  if (!value) {
    throw invalidParameter(
      `Value must be provided when Exists is ${exists === undefined ? "null" : exists} for Attribute: ${name}`,
    );
  }
  return conditionOf(name, "EQ", [admitValue(value)]);
}
