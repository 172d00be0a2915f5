/** Expressions of directives and arguments, and references wherever they stand. */
import type { Reader } from "./reader.ts";
import type { Expression, Node, Operator, Reference, Step } from "./syntax.ts";

const NAME = /[A-Za-z_][\w-]*/y;
/** From weak to strong; the words are Velocity's other spelling. */
const LEVELS: readonly Readonly<Record<string, Operator>>[] = [
  { "||": "||", or: "||" },
  { "&&": "&&", and: "&&" },
  { "==": "==", eq: "==", "!=": "!=", ne: "!=" },
  { "<=": "<=", le: "<=", ">=": ">=", ge: ">=", "<": "<", lt: "<", ">": ">", gt: ">" },
  { "+": "+", "-": "-" },
  { "*": "*", "/": "/", "%": "%" },
];

/** Reads the text of a double-quoted literal, which may hold references and directives itself. */
export type ParseText = (text: string) => readonly Node[];

export function parseExpression(reader: Reader, parseText: ParseText, level = 0): Expression {
  const operators = LEVELS[level];
  if (!operators) return parseUnary(reader, parseText);
  let left = parseExpression(reader, parseText, level + 1);
  for (;;) {
    reader.skipBlanks();
    const operator = takeOperator(reader, operators);
    if (!operator) return left;
    left = { type: "binary", operator, left, right: parseExpression(reader, parseText, level + 1) };
  }
}

function takeOperator(reader: Reader, operators: Readonly<Record<string, Operator>>): Operator | undefined {
  for (const [spelling, operator] of Object.entries(operators)) {
    const word = /^\w/.test(spelling);
    if (!reader.peek(spelling)) continue;
    if (word && /\w/.test(reader.text[reader.at + spelling.length] ?? "")) continue;
    reader.take(spelling);
    return operator;
  }
  return undefined;
}

function parseUnary(reader: Reader, parseText: ParseText): Expression {
  reader.skipBlanks();
  if (reader.take("!")) return { type: "not", operand: parseUnary(reader, parseText) };
  if (reader.match(/not\b/y)) return { type: "not", operand: parseUnary(reader, parseText) };
  if (reader.take("-")) return { type: "negative", operand: parseUnary(reader, parseText) };
  return parsePrimary(reader, parseText);
}

function parsePrimary(reader: Reader, parseText: ParseText): Expression {
  if (reader.take("(")) {
    const inner = parseExpression(reader, parseText);
    reader.expect(")");
    return inner;
  }
  if (reader.peek("'")) return { type: "literal", value: quoted(reader, "'") };
  if (reader.peek('"')) return { type: "text", nodes: parseText(quoted(reader, '"')) };
  if (reader.take("[")) return parseListOrRange(reader, parseText);
  if (reader.take("{")) return parseMap(reader, parseText);
  if (reader.peek("$")) {
    const reference = parseReference(reader, parseText);
    if (!reference) throw reader.fault("expected a reference");
    return { type: "reference", reference: reference.reference };
  }
  const number = reader.match(/\d+(\.\d+)?([eE][+-]?\d+)?/y);
  if (number !== undefined) return { type: "literal", value: Number(number) };
  const word = reader.match(/(true|false|null)\b/y);
  if (word !== undefined) return { type: "literal", value: word === "null" ? null : word === "true" };
  throw reader.fault("expected an expression");
}

/** A quote is written twice inside its own quotes; backslashes mean themselves. */
function quoted(reader: Reader, quote: string): string {
  reader.take(quote);
  let text = "";
  for (;;) {
    const end = reader.text.indexOf(quote, reader.at);
    if (end < 0) throw reader.fault("unclosed text");
    text += reader.text.slice(reader.at, end);
    reader.at = end + 1;
    if (!reader.take(quote)) return text;
    text += quote;
  }
}

function parseListOrRange(reader: Reader, parseText: ParseText): Expression {
  reader.skipBlanks();
  if (reader.take("]")) return { type: "list", items: [] };
  const first = parseExpression(reader, parseText);
  reader.skipBlanks();
  if (reader.take("..")) {
    const to = parseExpression(reader, parseText);
    reader.expect("]");
    return { type: "range", from: first, to };
  }
  return { type: "list", items: [first, ...parseRest(reader, parseText, "]")] };
}

function parseRest(reader: Reader, parseText: ParseText, end: string): Expression[] {
  const items: Expression[] = [];
  for (;;) {
    reader.skipBlanks();
    if (reader.take(end)) return items;
    reader.expect(",");
    items.push(parseExpression(reader, parseText));
  }
}

function parseMap(reader: Reader, parseText: ParseText): Expression {
  const entries: [Expression, Expression][] = [];
  for (;;) {
    reader.skipBlanks();
    if (reader.take("}")) return { type: "map", entries };
    if (entries.length > 0) reader.expect(",");
    const key = parseExpression(reader, parseText);
    reader.expect(":");
    entries.push([key, parseExpression(reader, parseText)]);
  }
}

export interface ParsedReference {
  readonly reference: Reference;
  readonly quiet: boolean;
}

/** Undefined, with the reader where it was, when the dollar sign begins no reference. */
export function parseReference(reader: Reader, parseText: ParseText): ParsedReference | undefined {
  const start = reader.at;
  reader.take("$");
  const quiet = reader.take("!");
  const formal = reader.take("{");
  const name = reader.match(NAME);
  const steps = name === undefined ? undefined : parseSteps(reader, parseText);
  if (name === undefined || !steps || (formal && !reader.take("}"))) {
    reader.at = start;
    return undefined;
  }
  return { reference: { name, steps }, quiet };
}

function parseSteps(reader: Reader, parseText: ParseText): Step[] {
  const steps: Step[] = [];
  for (;;) {
    const start = reader.at;
    if (reader.take("[")) {
      try {
        const index = parseExpression(reader, parseText);
        reader.expect("]");
        steps.push({ type: "index", index });
        continue;
      } catch {
        // A bracket of the text behind the reference.
        reader.at = start;
        return steps;
      }
    }
    const name = reader.take(".") ? reader.match(NAME) : undefined;
    if (name === undefined) {
      reader.at = start;
      return steps;
    }
    if (!reader.take("(")) {
      steps.push({ type: "property", name });
      continue;
    }
    reader.skipBlanks();
    if (reader.take(")")) steps.push({ type: "method", name, args: [] });
    else {
      const first = parseExpression(reader, parseText);
      steps.push({ type: "method", name, args: [first, ...parseRest(reader, parseText, ")")] });
    }
  }
}
