/** Filters of JSONPath: `@.price < 10 && @.name == 'x'`. */

import type { Json } from "./json.ts";
import { equalJson } from "./json.ts";
import { parsePath, selectAll } from "./json-path.ts";

export type FilterTest = (item: Json) => boolean;

/** Undefined when the text is no filter. */
export function parseFilter(text: string): FilterTest | undefined {
  const either = split(text, "||");
  if (either.length > 1) {
    const tests = either.map(parseFilter);
    return tests.every((test) => test !== undefined) ? (item) => tests.some((test) => test(item)) : undefined;
  }
  const both = split(text, "&&");
  if (both.length > 1) {
    const tests = both.map(parseFilter);
    return tests.every((test) => test !== undefined) ? (item) => tests.every((test) => test(item)) : undefined;
  }
  return parseTerm(text.trim());
}

function split(text: string, operator: string): string[] {
  const parts: string[] = [];
  let quote: string | undefined;
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quote !== undefined) {
      if (sign === quote) quote = undefined;
    } else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (depth === 0 && text.startsWith(operator, at)) {
      parts.push(text.slice(start, at));
      start = at + operator.length;
      at = start - 1;
    }
  }
  return [...parts, text.slice(start)];
}

function parseTerm(text: string): FilterTest | undefined {
  const grouped = /^\((.*)\)$/s.exec(text);
  if (grouped) return parseFilter(grouped[1] ?? "");
  if (text.startsWith("!")) {
    const test = parseTerm(text.slice(1).trim());
    return test && ((item) => !test(item));
  }
  const match = /^(.+?)\s*(==|!=|<=|>=|<|>|=~)\s*(.+)$/s.exec(text);
  if (!match) {
    const operand = parseOperand(text);
    return operand && ((item) => operand(item) !== undefined);
  }
  const [, left = "", operator = "", right = ""] = match;
  const [one, other] = [parseOperand(left.trim()), parseOperand(right.trim())];
  if (!one || !other) return undefined;
  return (item) => compare(one(item), operator, other(item));
}

type Operand = (item: Json) => Json | undefined;

function parseOperand(text: string): Operand | undefined {
  if (text.startsWith("@")) {
    const path = parsePath(`$${text.slice(1)}`);
    return path && ((item) => selectAll(path, item)[0]);
  }
  const quoted = /^'(.*)'$|^"(.*)"$/s.exec(text);
  if (quoted) return () => quoted[1] ?? quoted[2] ?? "";
  if (text === "true" || text === "false") return () => text === "true";
  if (text === "null") return () => null;
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? () => Number(text) : undefined;
}

function compare(one: Json | undefined, operator: string, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return operator === "!=";
  if (operator === "==") return equalJson(one, other);
  if (operator === "!=") return !equalJson(one, other);
  const comparable =
    (typeof one === "number" && typeof other === "number") || (typeof one === "string" && typeof other === "string");
  if (!comparable) return false;
  if (operator === "<") return one < other;
  if (operator === "<=") return one <= other;
  return operator === ">" ? one > other : one >= other;
}
