/** Parses `[…]` and `{…}` as values. */
import { parseExpression } from "./parse-expression.ts";
import { parseFor } from "./parse-for.ts";
import { rangeBetween } from "./source.ts";
import type { Expression, ObjectItem } from "./syntax.ts";
import { type Token } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

const isKeyword = (token: Token, word: string): boolean => token.type === "identifier" && token.text === word;

export function parseTuple(reader: TokenReader): Expression {
  const open = reader.read();
  reader.pushNewlines(false);
  const result = isKeyword(reader.peek(), "for") ? parseFor(reader, open) : finishTuple(reader, open);
  reader.popNewlines();
  return result;
}

function finishTuple(reader: TokenReader, open: Token): Expression {
  const items: Expression[] = [];
  const finish = (close: Token): Expression => ({
    kind: "tuple",
    items,
    openRange: open.range,
    range: rangeBetween(open.range, close.range),
  });
  for (;;) {
    if (reader.peek().type === "]") return finish(reader.read());
    const mark = reader.mark();
    items.push(parseExpression(reader));
    if (reader.failedSince(mark)) return finish(reader.recover("]"));
    const next = reader.peek();
    if (next.type === "]") return finish(reader.read());
    if (next.type !== ",") {
      if (next.type === "end-of-file") {
        reader.errorUnlessRecovering(
          "Unterminated tuple constructor expression",
          "There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.",
          open.range,
        );
      } else {
        reader.errorUnlessRecovering(
          "Missing item separator",
          "Expected a comma to mark the beginning of the next item.",
          next.range,
          rangeBetween(open.range, next.range),
        );
      }
      return finish(reader.recover("]"));
    }
    reader.read();
  }
}

export function parseObject(reader: TokenReader): Expression {
  const open = reader.read();
  // A for expression does not care about newlines, other objects do.
  reader.pushNewlines(false);
  const isFor = isKeyword(reader.peek(), "for");
  reader.popNewlines();
  if (isFor) return parseFor(reader, open);
  reader.pushNewlines(true);
  const result = finishObject(reader, open);
  reader.popNewlines();
  return result;
}

function finishObject(reader: TokenReader, open: Token): Expression {
  const items: ObjectItem[] = [];
  const finish = (close: Token): Expression => ({
    kind: "object",
    items,
    openRange: open.range,
    range: rangeBetween(open.range, close.range),
  });
  for (;;) {
    const next = reader.peek();
    if (next.type === "newline") {
      reader.read();
      continue;
    }
    if (next.type === "}") return finish(reader.read());
    const item = parseItem(reader, open);
    if (!item) return finish(reader.recover("}"));
    items.push(item);
    const separator = reader.peek();
    if (separator.type === "}") return finish(reader.read());
    if (separator.type !== "," && separator.type !== "newline") {
      reportSeparator(reader, open, separator);
      return finish(reader.recover("}"));
    }
    reader.read();
  }
}

/** One `key = value`; undefined when either of them could not be read. */
function parseItem(reader: TokenReader, open: Token): ObjectItem | undefined {
  let mark = reader.mark();
  const key = parseExpression(reader);
  if (reader.failedSince(mark)) return undefined;
  const next = reader.peek();
  if (next.type !== "=" && next.type !== ":") {
    reportMissingValue(reader, open, next);
    return undefined;
  }
  reader.read();
  mark = reader.mark();
  const value = parseExpression(reader);
  if (reader.failedSince(mark)) return undefined;
  const keyword = keywordOf(key);
  return { key, value, ...(keyword !== undefined && { keyword }) };
}

/** The single name that an expression consists of; `true`, `false` and `null` are names here too. */
export function keywordOf(expression: Expression): string | undefined {
  if (expression.kind === "scope-traversal") {
    return expression.traversal.steps.length === 0 ? expression.traversal.root : undefined;
  }
  if (expression.kind !== "literal") return undefined;
  if (expression.value.type === "null") return "null";
  return expression.value.type === "bool" ? String(expression.value.bool) : undefined;
}

const UNTERMINATED =
  "There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";

function reportMissingValue(reader: TokenReader, open: Token, next: Token): void {
  const context = rangeBetween(open.range, next.range);
  const expected = 'Expected an equals sign ("=") to mark the beginning of the attribute value.';
  switch (next.type) {
    case "newline":
    case ",":
      reader.errorUnlessRecovering(
        "Missing attribute value",
        'Expected an attribute value, introduced by an equals sign ("=").',
        next.range,
        context,
      );
      break;
    case "identifier":
      reader.errorUnlessRecovering(
        "Missing key/value separator",
        `${expected} If you intended to given an attribute name containing periods or spaces, write the name in quotes to create a string literal.`,
        next.range,
        context,
      );
      break;
    case "end-of-file":
      reader.errorUnlessRecovering("Unterminated object constructor expression", UNTERMINATED, open.range);
      break;
    default:
      reader.errorUnlessRecovering("Missing key/value separator", expected, next.range, context);
  }
}

function reportSeparator(reader: TokenReader, open: Token, next: Token): void {
  if (next.type === "end-of-file") {
    reader.errorUnlessRecovering("Unterminated object constructor expression", UNTERMINATED, open.range);
  } else {
    reader.errorUnlessRecovering(
      "Missing attribute separator",
      "Expected a newline or comma to mark the beginning of the next attribute.",
      next.range,
      rangeBetween(open.range, next.range),
    );
  }
}
