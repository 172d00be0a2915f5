/** What a query asks of its keys, from a KeyConditionExpression or the older KeyConditions. */
import type { Condition as WireCondition } from "@aws-sdk/client-dynamodb";
import type { Value } from "../attribute/value.ts";
import type { Comparator, Condition, Operand } from "../expression/syntax.ts";
import { admitArguments } from "../legacy/conditions.ts";
import { invalidParameter, refusal } from "../refusal.ts";
import { type KeyAttribute, type KeySchema, keyAttributesOf } from "../table/table.ts";

/** EQ, LT, LE, GT, GE, BETWEEN or BEGINS_WITH on one attribute; older requests may come with others, refused later. */
export interface KeyCondition {
  readonly operator: string;
  readonly values: readonly Value[];
}

export type KeyConditions = ReadonlyMap<string, KeyCondition>;

const operators: Readonly<Record<Comparator, string>> = {
  "=": "EQ",
  "<>": "NE",
  "<": "LT",
  "<=": "LE",
  ">": "GT",
  ">=": "GE",
};
const mirrored: Readonly<Record<string, string>> = { EQ: "EQ", LT: "GT", LE: "GE", GT: "LT", GE: "LE" };

export function readKeyConditions(conditions: Readonly<Record<string, WireCondition>>): KeyConditions {
  const read = new Map<string, KeyCondition>();
  for (const [name, condition] of Object.entries(conditions)) {
    read.set(name, { operator: condition.ComparisonOperator!, values: admitArguments(condition) });
  }
  return read;
}

export function keyConditionsOf(condition: Condition): KeyConditions {
  const found = new Map<string, KeyCondition>();
  collect(condition, found);
  return found;
}

function collect(condition: Condition, into: Map<string, KeyCondition>): void {
  switch (condition.kind) {
    case "and":
      collect(condition.left, into);
      collect(condition.right, into);
      return;
    case "or":
    case "not":
    case "in":
      throw refusal(`Invalid operator used in KeyConditionExpression: ${condition.kind.toUpperCase()}`);
    case "call":
      if (condition.name !== "begins_with") {
        throw refusal(`Invalid operator used in KeyConditionExpression: ${condition.name}`);
      }
      add(into, "BEGINS_WITH", condition.operands, condition.name);
      return;
    case "between":
      add(into, "BETWEEN", [condition.operand, condition.low, condition.high], "BETWEEN");
      return;
    case "compare":
      if (condition.comparator === "<>") throw refusal("Invalid operator used in KeyConditionExpression: <>");
      addComparison(into, operators[condition.comparator], condition.left, condition.right);
  }
}

function addComparison(into: Map<string, KeyCondition>, operator: string, left: Operand, right: Operand): void {
  if (left.kind !== "path" && right.kind === "path") add(into, mirrored[operator]!, [right, left]);
  else add(into, operator, [left, right]);
}

/** `named` operators must have the attribute first. */
function add(into: Map<string, KeyCondition>, operator: string, operands: readonly Operand[], named?: string): void {
  const paths = operands.filter((operand) => operand.kind === "path");
  if (operands.some(({ kind }) => kind === "call")) {
    throw refusal("KeyConditionExpressions cannot contain nested operations");
  }
  if (named && operands[0]!.kind !== "path") {
    throw refusal(
      `Invalid condition in KeyConditionExpression: ${named} operator must have the key attribute as its first operand`,
    );
  }
  if (paths.length > 1) {
    throw refusal("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
  }
  const [path] = paths;
  if (!path) throw refusal("Invalid condition in KeyConditionExpression: No key attribute specified");
  if (path.path.length > 1) throw refusal("KeyConditionExpressions cannot have conditions on nested attributes");
  const name = path.path[0] as string;
  if (into.has(name)) throw refusal("KeyConditionExpressions must only contain one condition per key");
  into.set(name, {
    operator,
    values: operands.slice(1).map((operand) => (operand as { value: Value }).value),
  });
}

/** The conditions in the order of a key: all of the hash, then of the range from the left; the last may be a span. */
export interface KeyQuery {
  readonly hash: readonly Value[];
  /** Equal range attributes, from the left. */
  readonly equal: readonly Value[];
  readonly span?: KeyCondition;
}

const unindexable = ["NULL", "NOT_NULL", "NE", "CONTAINS", "NOT_CONTAINS", "IN"];

export function matchKey(conditions: KeyConditions, keys: KeySchema): KeyQuery {
  const attributes = keyAttributesOf(keys);
  if (attributes.length < conditions.size && keys.range.length === 0)
    throw refusal("Query key condition not supported");
  for (const attribute of attributes) checkAttribute(attribute, conditions, keys);
  const equal: Value[] = [];
  let span: KeyCondition | undefined;
  for (const { name } of keys.range) {
    const condition = conditions.get(name);
    if (!condition) break;
    if (condition.operator === "EQ") equal.push(condition.values[0]!);
    else {
      span = condition;
      break;
    }
  }
  if (keys.hash.length + equal.length + (span ? 1 : 0) !== conditions.size) {
    throw refusal("Query key condition not supported");
  }
  const hash = keys.hash.map(({ name }) => conditions.get(name)!.values[0]!);
  return span ? { hash, equal, span } : { hash, equal };
}

function checkAttribute({ name, type }: KeyAttribute, conditions: KeyConditions, keys: KeySchema): void {
  const condition = conditions.get(name);
  const isHash = keys.hash.some((attribute) => attribute.name === name);
  if (!condition) {
    const first = keys.range[0]?.name === name;
    if (isHash || (first && conditions.size > keys.hash.length)) {
      throw refusal(`Query condition missed key schema element: ${name}`);
    }
    return;
  }
  if (unindexable.includes(condition.operator)) {
    throw refusal("Attempted conditional constraint is not an indexable operation");
  }
  if (condition.values.some((value) => !(type in value))) {
    throw invalidParameter("Condition parameter type does not match schema type");
  }
  if (isHash && condition.operator !== "EQ") throw refusal("Query key condition not supported");
  checkNotEmpty(name, condition);
}

function checkNotEmpty(name: string, { values }: KeyCondition): void {
  for (const value of values) {
    const empty = ("S" in value && value.S === "") || ("B" in value && value.B === "");
    if (!empty) continue;
    throw refusal(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${"S" in value ? "string" : "binary"} value. Key: ${name}`,
    );
  }
}
