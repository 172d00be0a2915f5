/** Parses expressions: the conditional, binary operators by precedence, and terms. */

import { parseFunctionCall } from "./parse-call.ts";
import { parseObject, parseTuple } from "./parse-collection.ts";
import { parseSteps } from "./parse-steps.ts";
import { parseQuotedTemplate } from "./parse-template.ts";
import { rangeBetween, type SourceRange } from "./source.ts";
import type { BinaryExpression, Expression, InvalidExpression } from "./syntax.ts";
import { type TokenType } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

/** What stands for an expression that could not be read. */
export const invalidExpression = (range: SourceRange): InvalidExpression => ({ kind: "invalid", range });

export function parseExpression(reader: TokenReader): Expression {
  const start = reader.nextRange;
  let mark = reader.mark();
  const condition = parseBinary(reader, 0);
  if (reader.failedSince(mark) || reader.peek().type !== "?") return condition;
  reader.read();
  mark = reader.mark();
  const whenTrue = parseExpression(reader);
  if (reader.failedSince(mark)) return condition;
  const colon = reader.peek();
  if (colon.type !== ":") {
    reader.error(
      "Missing false expression in conditional",
      "The conditional operator (...?...:...) requires a false expression, delimited by a colon.",
      colon.range,
      rangeBetween(start, colon.range),
    );
    return condition;
  }
  reader.read();
  mark = reader.mark();
  const whenFalse = parseExpression(reader);
  if (reader.failedSince(mark)) return condition;
  return { kind: "conditional", condition, whenTrue, whenFalse, range: rangeBetween(start, whenFalse.range) };
}

/** Loosest first. */
const PRECEDENCE: readonly ReadonlySet<TokenType>[] = [
  new Set<TokenType>(["||"]),
  new Set<TokenType>(["&&"]),
  new Set<TokenType>(["==", "!="]),
  new Set<TokenType>([">", ">=", "<", "<="]),
  new Set<TokenType>(["+", "-"]),
  new Set<TokenType>(["*", "/", "%"]),
];

function parseBinary(reader: TokenReader, level: number): Expression {
  const operators = PRECEDENCE[level];
  if (!operators) return parseTermWithSteps(reader);
  let mark = reader.mark();
  let left = parseBinary(reader, level + 1);
  if (reader.failedSince(mark)) return left;
  while (operators.has(reader.peek().type)) {
    const operator = reader.read().type as BinaryExpression["operator"];
    mark = reader.mark();
    const right = parseBinary(reader, level + 1);
    if (reader.failedSince(mark)) return left;
    left = { kind: "binary", operator, left, right, range: rangeBetween(left.range, right.range) };
  }
  return left;
}

export function parseTermWithSteps(reader: TokenReader): Expression {
  return parseSteps(reader, parseTerm(reader));
}

function parseTerm(reader: TokenReader): Expression {
  const start = reader.peek();
  switch (start.type) {
    case "(":
      return parseParentheses(reader);
    case "number":
      reader.read();
      return {
        kind: "literal",
        value: { type: "number", text: checkedNumber(reader, start.text, start.range) },
        range: start.range,
      };
    case "identifier":
      return parseName(reader);
    case "open-quote":
    case "open-heredoc":
      return parseQuotedTemplate(reader);
    case "-":
    case "!": {
      reader.read();
      // Only a term: -46+5 is (-46)+5.
      const operand = parseTermWithSteps(reader);
      return {
        kind: "unary",
        operator: start.type,
        operand,
        symbolRange: start.range,
        range: rangeBetween(start.range, operand.range),
      };
    }
    case "[":
      return parseTuple(reader);
    case "{":
      return parseObject(reader);
    case "end-of-file":
      reader.errorUnlessRecovering(
        "Missing expression",
        "Expected the start of an expression, but found the end of the file.",
        start.range,
      );
      break;
    default:
      reader.errorUnlessRecovering(
        "Invalid expression",
        "Expected the start of an expression, but found an invalid expression token.",
        start.range,
      );
  }
  reader.setRecovering();
  return invalidExpression(start.range);
}

/** The scanner lets `1..2` through. */
export function checkedNumber(reader: TokenReader, text: string, range: SourceRange): string {
  if (/^\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/.test(text)) return text;
  reader.error("Invalid number literal", "Failed to recognize the value of this number literal.", range);
  return "0";
}

function parseParentheses(reader: TokenReader): Expression {
  const open = reader.read();
  const mark = reader.mark();
  reader.pushNewlines(false);
  const inner = parseExpression(reader);
  if (reader.mark() > mark) {
    // The next parser has a chance only after the closing parenthesis.
    reader.recover(")");
    reader.popNewlines();
    return inner;
  }
  const next = reader.peek();
  if (next.type !== ")") {
    reader.error(
      "Unbalanced parentheses",
      "Expected a closing parenthesis to terminate the expression.",
      next.range,
      rangeBetween(open.range, next.range),
    );
    reader.setRecovering();
  }
  const close = reader.read();
  reader.popNewlines();
  return { kind: "parentheses", inner, range: rangeBetween(open.range, close.range) };
}

function parseName(reader: TokenReader): Expression {
  const name = reader.read();
  const { range, text } = name;
  const next = reader.peek().type;
  if (next === "(" || next === "::") return parseFunctionCall(reader, name);
  if (text === "true" || text === "false")
    return { kind: "literal", value: { type: "bool", bool: text === "true" }, range };
  if (text === "null") return { kind: "literal", value: { type: "null" }, range };
  return { kind: "scope-traversal", traversal: { root: text, rootRange: range, steps: [], range }, range };
}
