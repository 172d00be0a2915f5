/** Key attributes are scalars: no document path leads into one. */
import type { Condition, Operand, Path, UpdateAction } from "../expression/syntax.ts";
import { refusal } from "../refusal.ts";
import { type KeySchema, keyAttributesOf, type Table } from "../table/table.ts";

export function checkKeyPaths(paths: readonly Path[], table: Table): void {
  const nested = paths.filter((path) => path.length > 1);
  if (nested.length === 0) return;
  checkSchema(nested, table.keys, "Key");
  for (const index of table.indexes) checkSchema(nested, index.keys, "IndexKey");
}

function checkSchema(nested: readonly Path[], keys: KeySchema, kind: string): void {
  for (const { name } of keyAttributesOf(keys)) {
    if (!nested.some(([first]) => first === name)) continue;
    throw refusal(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
    );
  }
}

/** All document paths in a condition. */
export function pathsOfCondition(condition: Condition | undefined): readonly Path[] {
  const paths: Path[] = [];
  if (condition) collectFromCondition(condition, paths);
  return paths;
}

function collectFromCondition(condition: Condition, paths: Path[]): void {
  switch (condition.kind) {
    case "and":
    case "or":
      collectFromCondition(condition.left, paths);
      collectFromCondition(condition.right, paths);
      return;
    case "not":
      collectFromCondition(condition.condition, paths);
      return;
    case "compare":
      collectFromOperand(condition.left, paths);
      collectFromOperand(condition.right, paths);
      return;
    case "between":
      for (const operand of [condition.operand, condition.low, condition.high]) collectFromOperand(operand, paths);
      return;
    case "in":
      collectFromOperand(condition.operand, paths);
      for (const candidate of condition.candidates) collectFromOperand(candidate, paths);
      return;
    case "call":
      collectFromOperand(condition, paths);
  }
}

function collectFromOperand(operand: Operand, paths: Path[]): void {
  if (operand.kind === "path") paths.push(operand.path);
  else if (operand.kind === "call") for (const inner of operand.operands) collectFromOperand(inner, paths);
}

/** All document paths in an update. */
export function pathsOfUpdate(actions: readonly UpdateAction[]): readonly Path[] {
  const paths: Path[] = [];
  for (const action of actions) {
    paths.push(action.path);
    if (action.kind === "SET") collectFromOperand(action.operand, paths);
  }
  return paths;
}
