/** A policy document as parsed JSON, and the questions its grammar asks. */
import { conditionOperator } from "../../../cloud/policy/condition-operators.ts";

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The statements, whether there is one or a list; undefined when an element is no object. */
export function statementsOf(document: Json): readonly Json[] | undefined {
  const list: readonly unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return list.every(isObject) ? list : undefined;
}

/** A string or a list of strings, as a list; undefined when it is neither. */
export function stringList(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === "string") ? (list as string[]) : undefined;
}

/** Condition: operators to keys to a scalar or a list of scalars. */
export function isConditionBlock(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([operator, keys]) =>
        conditionOperator(operator) !== undefined && isObject(keys) && Object.values(keys).every(isScalarOrList),
    )
  );
}

function isScalarOrList(value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).every((item) =>
    ["string", "number", "boolean"].includes(typeof item),
  );
}

export function isVersion(value: unknown): boolean {
  return value === "2012-10-17" || value === "2008-10-17";
}
