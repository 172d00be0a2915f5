/** The rules of a Choice state. */
import type { ChoiceRule } from "./definition.ts";
import type { Json } from "./json.ts";
import type { Scope } from "./scope.ts";
import { lookUp, lookUpFor, pathFailure } from "./scope.ts";

/** Whether a rule holds. */
export function ruleHolds(rule: ChoiceRule, scope: Scope): boolean {
  if (rule.And) return rule.And.every((inner) => ruleHolds(inner, scope));
  if (rule.Or) return rule.Or.some((inner) => ruleHolds(inner, scope));
  if (rule.Not) return !ruleHolds(rule.Not, scope);
  const operator = Object.keys(rule).find((name) => name in operators || name.replace(/Path$/, "") in operators) ?? "";
  const { Variable: variable = "" } = rule;
  const value = lookUp(variable, scope);
  if (operator === "IsPresent") return (value !== undefined) === rule[operator];
  if (value === undefined) {
    throw pathFailure(
      `Invalid path '${variable}': The choice state's condition path references an invalid value.`,
      scope,
    );
  }
  const direct = operators[operator];
  if (direct) return direct(value, rule[operator] as Json);
  const other = lookUpFor(operator, String(rule[operator]), scope);
  return operators[operator.replace(/Path$/, "")]?.(value, other) ?? false;
}

type Operator = (value: Json, expected: Json) => boolean;

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const ofStrings =
  (compare: (one: string, other: string) => boolean): Operator =>
  (value, expected) =>
    typeof value === "string" && typeof expected === "string" && compare(value, expected);

const ofNumbers =
  (compare: (one: number, other: number) => boolean): Operator =>
  (value, expected) =>
    typeof value === "number" && typeof expected === "number" && compare(value, expected);

const ofTimes =
  (compare: (one: number, other: number) => boolean): Operator =>
  (value, expected) =>
    isTimestamp(value) && isTimestamp(expected) && compare(Date.parse(value), Date.parse(expected));

const isKind =
  (test: (value: Json) => boolean): Operator =>
  (value, expected) =>
    test(value) === expected;

/** A point in time as the language writes it: RFC 3339 with a capital T and a zone. */
export function isTimestamp(value: Json): value is string {
  return typeof value === "string" && TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value));
}

export const operators: Readonly<Record<string, Operator>> = {
  StringEquals: ofStrings((one, other) => one === other),
  StringLessThan: ofStrings((one, other) => one < other),
  StringGreaterThan: ofStrings((one, other) => one > other),
  StringLessThanEquals: ofStrings((one, other) => one <= other),
  StringGreaterThanEquals: ofStrings((one, other) => one >= other),
  StringMatches: ofStrings((one, pattern) => likePattern(pattern).test(one)),
  NumericEquals: ofNumbers((one, other) => one === other),
  NumericLessThan: ofNumbers((one, other) => one < other),
  NumericGreaterThan: ofNumbers((one, other) => one > other),
  NumericLessThanEquals: ofNumbers((one, other) => one <= other),
  NumericGreaterThanEquals: ofNumbers((one, other) => one >= other),
  BooleanEquals: (value, expected) => typeof value === "boolean" && value === expected,
  TimestampEquals: ofTimes((one, other) => one === other),
  TimestampLessThan: ofTimes((one, other) => one < other),
  TimestampGreaterThan: ofTimes((one, other) => one > other),
  TimestampLessThanEquals: ofTimes((one, other) => one <= other),
  TimestampGreaterThanEquals: ofTimes((one, other) => one >= other),
  IsNull: isKind((value) => value === null),
  IsPresent: isKind(() => true),
  IsNumeric: isKind((value) => typeof value === "number"),
  IsString: isKind((value) => typeof value === "string"),
  IsBoolean: isKind((value) => typeof value === "boolean"),
  IsTimestamp: isKind(isTimestamp),
};

// `*` stands for any text, `\*` for itself.
function likePattern(pattern: string): RegExp {
  const source = pattern.replace(/\\([\\*])|\*|[.+?^${}()|[\]\\]/g, (sign, escaped: string | undefined) =>
    escaped !== undefined ? `\\${escaped}` : sign === "*" ? ".*" : `\\${sign}`,
  );
  return new RegExp(`^${source}$`, "s");
}
