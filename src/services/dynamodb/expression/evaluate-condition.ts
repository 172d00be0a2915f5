/** Whether an item meets a bound condition. Values of different types compare as unequal and unordered. */
import { equalValues, orderOf } from "../attribute/compare.ts";
import { binarySize } from "../attribute/size.ts";
import { type Item, typeOf, type Value } from "../attribute/value.ts";
import { valueAt } from "./document-path.ts";
import type { Call, Comparator, Condition, Operand } from "./syntax.ts";

export function meets(item: Item, condition: Condition): boolean {
  switch (condition.kind) {
    case "and":
      return meets(item, condition.left) && meets(item, condition.right);
    case "or":
      return meets(item, condition.left) || meets(item, condition.right);
    case "not":
      return !meets(item, condition.condition);
    case "compare":
      return compares(resolve(item, condition.left), condition.comparator, resolve(item, condition.right));
    case "between": {
      const value = resolve(item, condition.operand);
      return (
        compares(resolve(item, condition.low), "<=", value) && compares(value, "<=", resolve(item, condition.high))
      );
    }
    case "in": {
      const value = resolve(item, condition.operand);
      return condition.candidates.some((candidate) => compares(value, "=", resolve(item, candidate)));
    }
    case "call":
      return calls(item, condition);
  }
}

function resolve(item: Item, operand: Operand): Value | undefined {
  switch (operand.kind) {
    case "path":
      return valueAt(item, operand.path);
    case "value":
      return operand.value;
    case "call": {
      const value = resolve(item, operand.operands[0]!);
      const size = value && lengthOf(value);
      return size === undefined ? undefined : { N: String(size) };
    }
  }
}

/** What size() gives; undefined for types that have none. */
function lengthOf(value: Value): number | undefined {
  // Characters as UTF-16 counts them.
  if ("S" in value) return value.S.length;
  if ("B" in value) return binarySize(value.B);
  if ("SS" in value) return value.SS.length;
  if ("NS" in value) return value.NS.length;
  if ("BS" in value) return value.BS.length;
  if ("L" in value) return value.L.length;
  return "M" in value ? Object.keys(value.M).length : undefined;
}

function compares(left: Value | undefined, comparator: Comparator, right: Value | undefined): boolean {
  // A missing attribute is different from everything, another missing one too, and in no other relation to anything.
  if (left === undefined || right === undefined) return comparator === "<>";
  if (comparator === "=") return equalValues(left, right);
  if (comparator === "<>") return !equalValues(left, right);
  const order = orderOf(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function calls(item: Item, { name, operands }: Call): boolean {
  const value = resolve(item, operands[0]!);
  if (name === "attribute_exists") return value !== undefined;
  if (name === "attribute_not_exists") return value === undefined;
  const argument = resolve(item, operands[1]!);
  if (value === undefined || argument === undefined) return false;
  switch (name) {
    case "attribute_type":
      return "S" in argument && typeOf(value) === argument.S;
    case "begins_with":
      return beginsWith(value, argument);
    default:
      return contains(value, argument);
  }
}

export function beginsWith(value: Value, prefix: Value): boolean {
  if ("S" in value && "S" in prefix) return value.S.startsWith(prefix.S);
  if (!("B" in value && "B" in prefix)) return false;
  const [bytes, start] = [Buffer.from(value.B, "base64"), Buffer.from(prefix.B, "base64")];
  return bytes.subarray(0, start.length).equals(start);
}

export function contains(value: Value, part: Value): boolean {
  if ("S" in value) return "S" in part && value.S.includes(part.S);
  if ("B" in value) return "B" in part && Buffer.from(value.B, "base64").includes(Buffer.from(part.B, "base64"));
  if ("SS" in value) return "S" in part && value.SS.includes(part.S);
  if ("NS" in value) return "N" in part && value.NS.includes(part.N);
  if ("BS" in value) return "B" in part && value.BS.includes(part.B);
  return "L" in value && value.L.some((element) => equalValues(element, part));
}
