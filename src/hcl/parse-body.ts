/** Parses bodies: arguments and blocks, with recovery after each item that is wrong. */

import { parseExpression } from "./parse-expression.ts";
import { quoteGo } from "./quote.ts";
import { printRange, rangeBetween, type SourceRange } from "./source.ts";
import { literalText } from "./string-literal.ts";
import type { Attribute, Block, Body } from "./syntax.ts";
import { type Token, type TokenType } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

const REQUIRED = "Argument or block definition required";
const REQUIRED_HERE = "An argument or block definition is required here.";
const USE_EQUALS = `${REQUIRED_HERE} To set an argument, use the equals sign "=" to introduce the argument value.`;
const UNCLOSED_BLOCK =
  "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";

/** Terraform points at the opening brace, and at the start of a file, when something is missing. */
const emptyAt = (range: SourceRange): SourceRange => ({ ...range, end: range.start });

/** Reads items up to the token that ends the body, and that token. */
export function parseBody(reader: TokenReader, end: TokenType): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  const startRange = reader.previousRange;
  let endRange: SourceRange;
  for (;;) {
    const next = reader.peek();
    if (next.type === end) {
      endRange = next.range;
      reader.read();
      break;
    }
    if (next.type === "newline") reader.read();
    else if (next.type === "identifier") parseItem(reader, attributes, blocks);
    else {
      reader.read();
      reportBadItem(reader, next, end, startRange);
      endRange = reader.previousRange;
      reader.recover(end);
      break;
    }
  }
  const range = rangeBetween(startRange, endRange);
  return { kind: "body", attributes, blocks, range, endRange: emptyAt(range) };
}

function parseItem(reader: TokenReader, attributes: Map<string, Attribute>, blocks: Block[]): void {
  const name = reader.read();
  switch (reader.peek().type) {
    case "=": {
      const attribute = parseAttribute(reader, name, false);
      const existing = attributes.get(attribute.name);
      if (existing) {
        reader.error(
          "Attribute redefined",
          `The argument ${quoteGo(attribute.name)} was already set at ${printRange(existing.nameRange)}. Each argument may be set only once.`,
          attribute.nameRange,
        );
      } else attributes.set(attribute.name, attribute);
      break;
    }
    case "open-quote":
    case "{":
    case "identifier":
      blocks.push(parseBlock(reader, name));
      break;
    default:
      reader.recoverAfterItem();
      reader.error(REQUIRED, USE_EQUALS, name.range);
  }
}

function reportBadItem(reader: TokenReader, bad: Token, end: TokenType, startRange: SourceRange): void {
  if (bad.type === "open-quote") {
    reader.errorUnlessRecovering("Invalid argument name", "Argument names must not be quoted.", bad.range);
  } else if (bad.type === "end-of-file" && end === "}") {
    reader.errorUnlessRecovering("Unclosed configuration block", UNCLOSED_BLOCK, startRange);
  } else reader.errorUnlessRecovering(REQUIRED, REQUIRED_HERE, bad.range);
}

function parseAttribute(reader: TokenReader, name: Token, singleLine: boolean): Attribute {
  reader.read();
  const mark = reader.mark();
  const expression = parseExpression(reader);
  const endRange = reader.previousRange;
  if (reader.failedSince(mark)) reader.recoverAfterItem();
  else if (!singleLine) finishLine(reader, name);
  return {
    name: name.text,
    nameRange: name.range,
    expression,
    range: rangeBetween(name.range, endRange),
  };
}

function finishLine(reader: TokenReader, name: Token): void {
  const end = reader.peek();
  if (end.type === "newline" || end.type === "end-of-file") {
    reader.read();
    return;
  }
  const rule = "An argument definition must end with a newline.";
  const comma = end.type === ",";
  reader.errorUnlessRecovering(
    comma ? "Unexpected comma after argument" : "Missing newline after argument",
    comma ? `Argument definitions must be separated by newlines, not commas. ${rule}` : rule,
    end.range,
    rangeBetween(name.range, end.range),
  );
  reader.recoverAfterItem();
}

function parseBlock(reader: TokenReader, type: Token): Block {
  const labels: string[] = [];
  const labelRanges: SourceRange[] = [];
  const header = (): SourceRange => rangeBetween(type.range, labelRanges.at(-1) ?? type.range);
  for (;;) {
    const token = reader.peek();
    if (token.type === "{") break;
    if (token.type === "open-quote") {
      const { text, range } = parseQuotedLiteral(reader);
      labels.push(text);
      labelRanges.push(range);
    } else if (token.type === "identifier") {
      reader.read();
      labels.push(token.text);
      labelRanges.push(token.range);
    } else {
      reportBadHeader(reader, type, token);
      reader.recoverAfterItem();
      return {
        type: type.text,
        typeRange: type.range,
        labels,
        labelRanges,
        openBraceRange: type.range,
        closeBraceRange: type.range,
        headerRange: header(),
        body: { kind: "body", attributes: new Map(), blocks: [], range: type.range, endRange: emptyAt(type.range) },
      };
    }
  }
  const open = reader.read();
  const body = parseBlockBody(reader, type, open);
  const closeBraceRange = reader.previousRange;
  finishBlock(reader, type);
  return {
    type: type.text,
    typeRange: type.range,
    labels,
    labelRanges,
    openBraceRange: open.range,
    closeBraceRange,
    headerRange: header(),
    body: body ?? {
      kind: "body",
      attributes: new Map(),
      blocks: [],
      range: rangeBetween(open.range, closeBraceRange),
      endRange: emptyAt(open.range),
    },
  };
}

function reportBadHeader(reader: TokenReader, type: Token, token: Token): void {
  const summary = "Invalid block definition";
  const context = rangeBetween(type.range, token.range);
  if (token.type === "=") {
    reader.error(
      summary,
      'The equals sign "=" indicates an argument definition, and must not be used when defining a block.',
      token.range,
      context,
    );
  } else if (token.type === "newline") {
    reader.error(
      summary,
      'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.',
      token.range,
      context,
    );
  } else {
    reader.errorUnlessRecovering(
      summary,
      'Either a quoted string block label or an opening brace ("{") is expected here.',
      token.range,
      context,
    );
  }
}

function finishBlock(reader: TokenReader, type: Token): void {
  const end = reader.peek();
  if (end.type === "newline" || end.type === "end-of-file") {
    reader.read();
    return;
  }
  reader.errorUnlessRecovering(
    "Missing newline after block definition",
    "A block definition must end with a newline.",
    end.range,
    rangeBetween(type.range, end.range),
  );
  reader.recoverAfterItem();
}

function parseBlockBody(reader: TokenReader, type: Token, open: Token): Body | undefined {
  const { type: next } = reader.peek();
  if (next === "newline" || next === "end-of-file" || next === "}") return parseBody(reader, "}");
  const mark = reader.mark();
  const body = parseSingleArgument(reader);
  if (reader.peek().type === "}") {
    reader.read();
    return body;
  }
  // Terraform tells about the end of the line before it tells about the argument in it.
  const ofArgument = reader.diagnostics.splice(mark);
  reportSingleLineEnd(reader, type, open);
  reader.diagnostics.push(...ofArgument);
  reader.recover("}");
  return body;
}

function reportSingleLineEnd(reader: TokenReader, type: Token, open: Token): void {
  const summary = "Invalid single-argument block definition";
  const next = reader.peek();
  if (next.type === ",") {
    reader.error(
      summary,
      "Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.",
      next.range,
    );
  } else if (next.type === "newline") {
    reader.error(
      summary,
      "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition.",
      next.range,
    );
  } else if (next.type === "end-of-file") {
    reader.errorUnlessRecovering(
      "Unclosed configuration block",
      UNCLOSED_BLOCK,
      open.range,
      rangeBetween(type.range, open.range),
    );
  } else {
    reader.errorUnlessRecovering(
      summary,
      "A single-line block definition must end with a closing brace immediately after its single argument definition.",
      next.range,
    );
  }
}

/** `name { argument = value }` on one line. */
function parseSingleArgument(reader: TokenReader): Body | undefined {
  const name = reader.read();
  const next = reader.peek();
  if (name.type !== "identifier") {
    reader.recoverAfterItem();
    reader.error(REQUIRED, REQUIRED_HERE, name.range);
    return undefined;
  }
  if (next.type === "=") {
    const attribute = parseAttribute(reader, name, true);
    return {
      kind: "body",
      attributes: new Map([[attribute.name, attribute]]),
      blocks: [],
      range: attribute.range,
      endRange: emptyAt(attribute.range),
    };
  }
  reader.recoverAfterItem();
  if (next.type === "open-quote" || next.type === "{" || next.type === "identifier") {
    reader.error(
      "Argument definition required",
      `A single-line block definition can contain only a single argument. If you meant to define argument ${quoteGo(name.text)}, use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.`,
      rangeBetween(name.range, next.range),
    );
  } else reader.error(REQUIRED, USE_EQUALS, name.range);
  return undefined;
}

/** A quoted string without template sequences: a block label, or a key in a traversal. */
export function parseQuotedLiteral(reader: TokenReader): { readonly text: string; readonly range: SourceRange } {
  const open = reader.read();
  let text = "";
  for (;;) {
    const token = reader.read();
    const context = rangeBetween(open.range, token.range);
    switch (token.type) {
      case "close-quote":
        return { text, range: context };
      case "quoted-literal":
        text += literalText(token, reader);
        break;
      case "template-control":
      case "template-interpolation": {
        const sign = token.type === "template-control" ? "%" : "$";
        reader.error(
          "Invalid string literal",
          `Template sequences are not allowed in this string. To include a literal ${quoteGo(sign)}, double it (as "${sign}${sign}") to escape it.`,
          token.range,
          context,
        );
        text += `${sign}{ ... }`;
        reader.recover("template-end");
        break;
      }
      case "end-of-file":
        reader.error(
          "Unterminated string literal",
          "Unable to find the closing quote mark before the end of the file.",
          token.range,
          context,
        );
        return { text, range: context };
      default:
        reader.error("Invalid string literal", "This item is not valid in a string literal.", token.range, context);
        reader.recover("close-quote");
        return { text, range: context };
    }
  }
}
