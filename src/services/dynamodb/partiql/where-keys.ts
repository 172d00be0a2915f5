/** What a WHERE clause says of keys: the one item it names, or the stretch of a table or index it covers. */
import { orderOf } from "../attribute/compare.ts";
import { emptyItem, type Item, type Value } from "../attribute/value.ts";
import { attributeOf } from "../expression/document-path.ts";
import type { Condition } from "../expression/syntax.ts";
import type { KeyCondition, KeyConditions } from "../read/key-conditions.ts";
import { refusal } from "../refusal.ts";
import { type KeySchema, keyAttributesOf, type Table } from "../table/table.ts";
import type { Statement } from "./statement.ts";

const operators: Readonly<Record<string, string>> = { "=": "EQ", "<": "LT", "<=": "LE", ">": "GT", ">=": "GE" };

const mostReads = 50;

/** Conditions that all have to hold. */
function conjuncts(condition: Condition | undefined): Condition[] {
  if (!condition) return [];
  return condition.kind === "and" ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];
}

function simpleConditions(where: Condition | undefined): Map<string, KeyCondition[]> {
  const found = new Map<string, KeyCondition[]>();
  const add = (path: readonly (string | number)[], operator: string, values: readonly Value[]): void => {
    if (path.length === 1)
      found.set(path[0] as string, [...(found.get(path[0] as string) ?? []), { operator, values }]);
  };
  for (const condition of conjuncts(where)) {
    if (condition.kind === "compare" && condition.left.kind === "path" && condition.right.kind === "value") {
      const operator = operators[condition.comparator];
      if (operator) add(condition.left.path, operator, [condition.right.value!]);
    } else if (condition.kind === "between" && condition.operand.kind === "path") {
      const { low, high } = condition;
      if (low.kind === "value" && high.kind === "value")
        add(condition.operand.path, "BETWEEN", [low.value!, high.value!]);
    } else if (condition.kind === "call" && condition.name === "begins_with") {
      const [path, prefix] = condition.operands;
      if (path?.kind === "path" && prefix?.kind === "value") add(path.path, "BEGINS_WITH", [prefix.value!]);
    }
  }
  return found;
}

/** The key that UPDATE and DELETE have to name. */
export function keyOfWhere(where: Condition | undefined, table: Table): Item {
  const conditions = simpleConditions(where);
  const key = emptyItem();
  for (const { name, type } of keyAttributesOf(table.keys)) {
    const equal = conditions.get(name)?.find(({ operator }) => operator === "EQ");
    if (!equal) throw refusal("Where clause does not contain a mandatory equality on all key attributes");
    if (!(type in equal.values[0]!)) {
      throw refusal(`Key attribute's data type should match its data type in table's schema: Key ${name}`);
    }
    key[name] = equal.values[0]!;
  }
  return key;
}

/** Tells apart the items that statements name; undefined for a statement that names no single item. */
export function namedItem(statement: Statement, table: Table): string | undefined {
  const conditions = statement.kind === "INSERT" ? undefined : simpleConditions(statement.where);
  const values = keyAttributesOf(table.keys).map(({ name }) =>
    statement.kind === "INSERT"
      ? attributeOf(statement.item, name)
      : conditions?.get(name)?.find(({ operator }) => operator === "EQ")?.values[0],
  );
  return values.includes(undefined) ? undefined : JSON.stringify([table.arn, values]);
}

/** Keys that are asked for by IN are read one by one, up to a limit. */
export function checkReads(where: Condition | undefined, { hash, range }: KeySchema): void {
  const lists = conjuncts(where).flatMap((condition) =>
    condition.kind === "in" && condition.operand.kind === "path" ? [condition] : [],
  );
  const listed = (name: string): number =>
    lists.find(({ operand }) => operand.kind === "path" && operand.path[0] === name)?.candidates.length ?? 1;
  const partitions = hash.reduce((product, { name }) => product * listed(name), 1);
  const pinned = simpleConditions(where);
  const byPartition = hash.every(({ name }) => pinned.has(name) || listed(name) > 1);
  if (!byPartition) return;
  const reads = range.reduce((product, { name }) => product * listed(name), partitions);
  if (reads > mostReads) throw refusal("Too many decomposed read operations for a given query.");
}

/** Conditions for a query; undefined when everything has to be scanned. */
export function queryOfWhere(where: Condition | undefined, keys: KeySchema): KeyConditions | undefined {
  const conditions = simpleConditions(where);
  const usable = new Map<string, KeyCondition>();
  for (const { name, type } of keys.hash) {
    const equal = conditions.get(name)?.find(({ operator, values }) => operator === "EQ" && type in values[0]!);
    if (!equal) return undefined;
    usable.set(name, equal);
  }
  for (const { name, type } of keys.range) {
    const condition = conditions.get(name)?.find(({ operator, values }) => fits(operator, values, type));
    if (!condition) break;
    usable.set(name, condition);
    if (condition.operator !== "EQ") break;
  }
  return usable;
}

function fits(operator: string, values: readonly Value[], type: string): boolean {
  if (!values.every((value) => type in value)) return false;
  return operator !== "BETWEEN" || (orderOf(values[0]!, values[1]!) ?? 1) <= 0;
}
