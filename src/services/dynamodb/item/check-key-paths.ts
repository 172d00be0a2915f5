/** Key attributes are scalars: no document path leads into one. */
import type { Condition, Operand, Path, UpdateAction } from "../expression/syntax.ts";
import { refusal } from "../refusal.ts";
import { type KeySchema, keyAttributesOf, type Table } from "../table/table.ts";

export function checkKeyPaths(paths: readonly Path[], table: Table): void {
  const nested = new Set(paths.filter((path) => path.length > 1).map(([name]) => name));
  if (nested.size === 0) return;
  checkSchema(nested, table.keys, "Key");
  for (const index of table.indexes) checkSchema(nested, index.keys, "IndexKey");
}

function checkSchema(nested: ReadonlySet<string | number | undefined>, keys: KeySchema, kind: string): void {
  for (const { name } of keyAttributesOf(keys)) {
    if (!nested.has(name)) continue;
    throw refusal(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
    );
  }
}

export function pathsOfCondition(condition: Condition | undefined): Path[] {
  if (!condition) return [];
  switch (condition.kind) {
    case "and":
    case "or":
      return [...pathsOfCondition(condition.left), ...pathsOfCondition(condition.right)];
    case "not":
      return pathsOfCondition(condition.condition);
    case "compare":
      return [condition.left, condition.right].flatMap(pathsOfOperand);
    case "between":
      return [condition.operand, condition.low, condition.high].flatMap(pathsOfOperand);
    case "in":
      return [condition.operand, ...condition.candidates].flatMap(pathsOfOperand);
    case "call":
      return pathsOfOperand(condition);
  }
}

function pathsOfOperand(operand: Operand): Path[] {
  if (operand.kind === "path") return [operand.path];
  return operand.kind === "call" ? operand.operands.flatMap(pathsOfOperand) : [];
}

export function pathsOfUpdate(actions: readonly UpdateAction[]): Path[] {
  return actions.flatMap((action) => [action.path, ...(action.kind === "SET" ? pathsOfOperand(action.operand) : [])]);
}
