/** The operators between two values. */
import { JsonataError } from "./error.ts";
import { isRecord, Sequence } from "./sequence.ts";
import type { Node } from "./syntax.ts";
import { textOf } from "./text.ts";
import { truth } from "./truth.ts";

const MOST_RANGE = 10_000_000;

type Evaluate = (node: Node) => unknown;

export function binary(node: Extract<Node, { kind: "binary" }>, evaluate: Evaluate): unknown {
  const { operator } = node;
  switch (operator) {
    case "and":
      return truth(evaluate(node.left)) && truth(evaluate(node.right));
    case "or":
      return truth(evaluate(node.left)) || truth(evaluate(node.right));
    case "?:": {
      const left = evaluate(node.left);
      return truth(left) ? left : evaluate(node.right);
    }
    case "??":
      return evaluate(node.left) ?? evaluate(node.right);
  }
  const left = evaluate(node.left);
  const right = evaluate(node.right);
  switch (operator) {
    case "&":
      return textOf(left) + textOf(right);
    case "=":
      return left !== undefined && right !== undefined && deepEqual(left, right);
    case "!=":
      return left !== undefined && right !== undefined && !deepEqual(left, right);
    case "in":
      return (
        left !== undefined &&
        right !== undefined &&
        (Array.isArray(right) ? right : [right]).some((item) => item === left)
      );
    case "..":
      return range(left, right);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compared(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function arithmetic(operator: string, left: unknown, right: unknown): number | undefined {
  for (const [value, code, side] of [
    [left, "T2001", "left"],
    [right, "T2002", "right"],
  ] as const) {
    if (value !== undefined && typeof value !== "number") {
      throw new JsonataError(
        code,
        `The ${side} side of the ${JSON.stringify(operator)} operator must evaluate to a number`,
      );
    }
  }
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [left as number, right as number];
  const result = { "+": a + b, "-": a - b, "*": a * b, "/": a / b, "%": a % b }[operator] as number;
  if (Number.isFinite(result)) return result;
  throw new JsonataError("D1001", `Number out of range: ${result}`);
}

function compared(operator: "<" | "<=" | ">" | ">=", left: unknown, right: unknown): boolean | undefined {
  for (const value of [left, right]) {
    if (value !== undefined && typeof value !== "string" && typeof value !== "number") {
      throw new JsonataError(
        "T2010",
        `The expressions either side of operator ${JSON.stringify(operator)} must evaluate to numeric or string values`,
      );
    }
  }
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== typeof right) {
    throw new JsonataError(
      "T2009",
      `The values ${JSON.stringify(left)} and ${JSON.stringify(right)} either side of operator ${JSON.stringify(operator)} must be of the same data type`,
    );
  }
  const [a, b] = [left as string, right as string];
  return { "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b }[operator];
}

function range(from: unknown, to: unknown): Sequence | undefined {
  if (from !== undefined && !Number.isInteger(from)) {
    throw new JsonataError("T2003", "The left side of the range operator (..) must evaluate to an integer");
  }
  if (to !== undefined && !Number.isInteger(to)) {
    throw new JsonataError("T2004", "The right side of the range operator (..) must evaluate to an integer");
  }
  if (from === undefined || to === undefined || (from as number) > (to as number)) return undefined;
  const size = (to as number) - (from as number) + 1;
  if (size > MOST_RANGE) {
    throw new JsonataError(
      "D2014",
      `The size of the sequence allocated by the range operator (..) must not exceed 1e7.  Attempted to allocate ${size}.`,
    );
  }
  const items = new Sequence();
  for (let i = 0; i < size; i++) items.push((from as number) + i);
  return items;
}

export function deepEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, i) => deepEqual(item, other[i]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && deepEqual(one[name], other[name]))
  );
}
