/** Applying a bound update to an item: all operands are taken from the item as it was. */
import { addNumbers, subtractNumbers } from "../attribute/number.ts";
import { emptyItem, type Item, setAttribute, typeOf, type Value } from "../attribute/value.ts";
import { refusal } from "../refusal.ts";
import { attributeOf, valueAt } from "./document-path.ts";
import type { MergeAction, Operand, Path, UpdateAction } from "./syntax.ts";

const wrongOperand = "An operand in the update expression has an incorrect data type";
const wrongUpdate = "Type mismatch for attribute to update";
const invalidPath = "The document path provided in the update expression is invalid for update";
const missingAttribute = "The provided expression refers to an attribute that does not exist in the item";

/** `item` stays as it is. */
export function applyUpdate(item: Item, actions: readonly UpdateAction[]): Item {
  const updated = copyItem(item);
  const writes: { readonly path: Path; readonly value: Value }[] = [];
  const removals: Path[] = [];
  for (const action of actions) {
    switch (action.kind) {
      case "SET": {
        writes.push({ path: action.path, value: resolve(item, action.operand) });
        break;
      }
      case "REMOVE":
        removals.push(action.path);
        break;
      default: {
        const merged = merge(valueAt(item, action.path), action);
        if (merged === "nothing" || merged === "empty") removals.push(action.path);
        else writes.push({ path: action.path, value: merged });
      }
    }
  }
  // Elements that are added to a list go there in the order of their indexes.
  for (const { path, value } of writes.sort((left, right) => comparePaths(left.path, right.path))) {
    setAt(updated, path, value);
  }
  // Indexes mean the list as it was, so later elements go first.
  for (const path of removals.sort((left, right) => comparePaths(right, left))) removeAt(updated, path);
  return updated;
}

/** Elements of one list by their indexes. What else there is only has to have some order. */
function comparePaths(left: Path, right: Path): number {
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [a, b] = [left[i]!, right[i]!];
    if (a === b) continue;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : 1;
  }
  return 0;
}

/** Containers are copied, what cannot change is shared. */
function copyItem(item: Item): Item {
  const copy = emptyItem();
  for (const name in item) setAttribute(copy, name, copyValue(item[name]!));
  return copy;
}

function copyValue(value: Value): Value {
  if ("L" in value) return { L: value.L.map(copyValue) };
  return "M" in value ? { M: copyItem(value.M) } : value;
}

function resolve(item: Item, operand: Operand): Value {
  switch (operand.kind) {
    case "value":
      return operand.value!;
    case "path": {
      const value = valueAt(item, operand.path);
      if (!value) throw refusal(missingAttribute);
      return value;
    }
    case "call": {
      const [left, right] = operand.operands as [Operand, Operand];
      if (operand.name === "if_not_exists") {
        return valueAt(item, (left as { path: Path }).path) ?? resolve(item, right);
      }
      return combine(operand.name, resolve(item, left), resolve(item, right));
    }
  }
}

function combine(name: string, left: Value, right: Value): Value {
  if (name === "list_append") {
    if (!("L" in left && "L" in right)) throw refusal(wrongOperand);
    return { L: [...left.L, ...right.L] };
  }
  if (!("N" in left && "N" in right)) throw refusal(wrongOperand);
  return { N: name === "+" ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N) };
}

/** What ADD or DELETE makes of a value; "empty" when its last member went. */
function merge(existing: Value | undefined, action: MergeAction): Value | "nothing" | "empty" {
  const given = action.operand.value!;
  if (!existing) return action.kind === "ADD" ? given : "nothing";
  if (typeOf(existing) !== typeOf(given)) throw refusal(action.legacy ? wrongUpdate : wrongOperand);
  if ("N" in given) return { N: addNumbers((existing as { N: string }).N, given.N) };
  const type = typeOf(given) as "SS" | "NS" | "BS";
  const before = (existing as Record<string, string[]>)[type]!;
  const members = (given as Record<string, string[]>)[type]!;
  const after = action.kind === "ADD" ? [...new Set([...before, ...members])] : without(before, members);
  return after.length === 0 ? "empty" : ({ [type]: after } as Value);
}

function without(members: readonly string[], removed: readonly string[]): string[] {
  const gone = new Set(removed);
  return members.filter((member) => !gone.has(member));
}

function setAt(item: Item, path: Path, value: Value): void {
  if (path.length === 1) {
    setAttribute(item, path[0] as string, value);
    return;
  }
  const parent = parentOf(item, path);
  const last = path.at(-1)!;
  if (typeof last === "number") {
    if (!parent || !("L" in parent)) throw refusal(invalidPath);
    // Beyond its end a list grows by one, however far beyond.
    parent.L[Math.min(last, parent.L.length)] = value;
    return;
  }
  if (!parent || !("M" in parent)) throw refusal(invalidPath);
  setAttribute(parent.M, last, value);
}

function removeAt(item: Item, path: Path): void {
  if (path.length === 1) {
    delete item[path[0] as string];
    return;
  }
  const parent = parentOf(item, path);
  const last = path.at(-1)!;
  if (typeof last === "number") {
    if (!parent || !("L" in parent)) throw refusal(invalidPath);
    if (last < parent.L.length) parent.L.splice(last, 1);
    return;
  }
  if (!parent || !("M" in parent)) throw refusal(invalidPath);
  if (attributeOf(parent.M, last)) delete parent.M[last];
}

function parentOf(item: Item, path: Path): Value | undefined {
  return valueAt(item, path.slice(0, -1));
}
