/** A parsed update with its names and values, checked for what AWS refuses whatever the item holds. */
import { bindOperand, bindPath, bindValue, literalType, type UndefinedPlaceholder } from "./bind-operand.ts";
import { Faults } from "./faults.ts";
import { findClash } from "./path-overlap.ts";
import type { Placeholders } from "./placeholders.ts";
import type { Call, MergeAction, Operand, Path, UpdateAction } from "./syntax.ts";

type FaultKind = "name" | "value" | "overlap" | "conflict" | "operand" | "function";

const longTypeNames: Readonly<Record<string, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  NULL: "NULL",
  BOOL: "BOOLEAN",
  L: "LIST",
  M: "MAP",
  SS: "STRING_SET",
  NS: "NUMBER_SET",
  BS: "BINARY_SET",
};

export function bindUpdate(actions: readonly UpdateAction[], placeholders: Placeholders): readonly UpdateAction[] {
  const faults = new Faults<FaultKind>(["name", "value", "overlap", "conflict", "operand", "function"]);
  const onUndefined = ({ kind, message }: UndefinedPlaceholder): void => faults.note(kind, message);
  const paths: Path[] = [];
  const bound = actions.map((action): UpdateAction => {
    const path = bindPath(action.path, placeholders, onUndefined);
    const clash = findClash(paths, path);
    if (clash) faults.note(clash.kind, clash.message);
    else paths.push(path);
    switch (action.kind) {
      case "REMOVE":
        return { kind: action.kind, path };
      case "SET": {
        const operand = bindOperand(action.operand, placeholders, onUndefined);
        checkCalls(operand, faults);
        return { kind: action.kind, path, operand };
      }
      default: {
        const operand = bindValue(action.operand, placeholders, onUndefined);
        checkMerge({ kind: action.kind, path, operand }, faults);
        return { kind: action.kind, path, operand };
      }
    }
  });
  faults.throwFirst();
  return bound;
}

function checkMerge({ kind, operand }: MergeAction, faults: Faults<FaultKind>): void {
  const type = literalType(operand);
  if (type === undefined || ["SS", "NS", "BS"].includes(type) || (kind === "ADD" && type === "N")) return;
  faults.note(
    "operand",
    `Incorrect operand type for operator or function; operator: ${kind}, operand type: ${longTypeNames[type]!}`,
  );
}

function checkCalls(operand: Operand, faults: Faults<FaultKind>): void {
  if (operand.kind !== "call") return;
  for (const inner of operand.operands) checkCalls(inner, faults);
  checkCall(operand, faults);
}

function checkCall({ name, operands }: Call, faults: Faults<FaultKind>): void {
  if (operands.length !== 2) {
    faults.note(
      "function",
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
    return;
  }
  if (name === "if_not_exists") {
    if (operands[0]!.kind === "path") return;
    faults.note("function", `Operator or function requires a document path; operator or function: ${name}`);
    return;
  }
  const wanted = name === "list_append" ? "L" : "N";
  for (const operand of operands) {
    const type = literalType(operand);
    if (type === undefined || type === wanted) continue;
    faults.note(
      "function",
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
    );
  }
}
