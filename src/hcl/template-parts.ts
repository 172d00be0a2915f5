/**
 * The first half of template parsing: a flat row of literals, interpolations and directives, white space trimmed where
 * `~` asks for it. `parse-template.ts` makes a tree of it.
 */

import { didYouMean } from "./did-you-mean.ts";
import { parseExpression } from "./parse-expression.ts";
import { type ForNames, type ForWords, parseForNames } from "./parse-for.ts";
import { quoteGo } from "./quote.ts";
import { rangeBetween, type SourceRange } from "./source.ts";
import { literalText } from "./string-literal.ts";
import type { Expression } from "./syntax.ts";
import { type Token, type TokenType } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

export type TemplatePart =
  | LiteralPart
  | { readonly kind: "interpolation"; readonly expression: Expression; readonly range: SourceRange }
  | { readonly kind: "if"; readonly condition: Expression; readonly range: SourceRange }
  | { readonly kind: "for"; readonly names: ForNames; readonly collection: Expression; readonly range: SourceRange }
  | { readonly kind: "else" | "endif" | "endfor" | "end"; readonly range: SourceRange };

export interface LiteralPart {
  readonly kind: "literal";
  text: string;
  range: SourceRange;
}

export interface TemplateParts {
  readonly parts: TemplatePart[];
  readonly range: SourceRange;
}

const FOR_WORDS: ForWords = {
  summary: "Invalid 'for' directive",
  afterFor: "For directive requires variable name after 'for'.",
  afterComma: "For directive requires value variable name after comma.",
  afterNames: "For directive requires 'in' keyword after names.",
};

/** Reads up to the token that closes the template; the last part is always `end`. */
export function readTemplateParts(reader: TokenReader, end: TokenType): TemplateParts {
  const parts: TemplatePart[] = [];
  const startRange = reader.nextRange;
  let trimNext = false;
  let endRange: SourceRange;
  for (;;) {
    const next = reader.read();
    if (next.type === end) {
      endRange = next.range;
      break;
    }
    const trim = trimNext;
    trimNext = false;
    if (next.type === "string-literal" || next.type === "quoted-literal") {
      const text = literalText(next, reader);
      parts.push({ kind: "literal", text: trim ? text.replace(LEADING_SPACE, "") : text, range: next.range });
    } else if (next.type === "template-interpolation" || next.type === "template-control") {
      trimBefore(parts, next);
      reader.pushNewlines(false);
      const read = next.type === "template-control" ? readDirective : readInterpolation;
      trimNext = read(reader, next, parts, startRange, end);
      reader.popNewlines();
    } else {
      reader.errorUnlessRecovering(
        "Unterminated template string",
        "No closing marker was found for the string.",
        next.range,
        rangeBetween(startRange, next.range),
      );
      endRange = reader.recover(end).range;
      break;
    }
  }
  if (parts.length === 0) {
    const range = { filename: startRange.filename, start: startRange.end, end: startRange.end };
    parts.push({ kind: "literal", text: "", range });
  }
  parts.push({ kind: "end", range: endRange });
  return { parts, range: rangeBetween(startRange, endRange) };
}

// Go's unicode.IsSpace, which knows no U+FEFF but U+0085.
const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const LEADING_SPACE = new RegExp(`^${SPACE}+`);
const TRAILING_SPACE = new RegExp(`${SPACE}+$`);

/** `${~` and `%{~` eat the white space in front of them. */
function trimBefore(parts: readonly TemplatePart[], { text }: Token): void {
  const last = parts.at(-1);
  if (text.endsWith("~") && last?.kind === "literal") last.text = last.text.replace(TRAILING_SPACE, "");
}

/** Reads the closing brace; true when it is `~}`. */
const readClose = (reader: TokenReader): boolean => reader.read().text.startsWith("~");

function readInterpolation(
  reader: TokenReader,
  open: Token,
  parts: TemplatePart[],
  startRange: SourceRange,
  end: TokenType,
): boolean {
  const expression = parseExpression(reader);
  const close = reader.peek();
  let trim = false;
  if (close.type === "template-end") trim = readClose(reader);
  else {
    if (!reader.recovering) reportUnclosed(reader, close, startRange, end);
    reader.recover("template-end");
  }
  parts.push({ kind: "interpolation", expression, range: rangeBetween(open.range, close.range) });
  return trim;
}

function reportUnclosed(reader: TokenReader, close: Token, startRange: SourceRange, end: TokenType): void {
  const nesting = "This might be caused by incorrect nesting inside the given expression.";
  const extra = "Extra characters after interpolation expression";
  if (close.type === "end-of-file") {
    reader.error(
      "Unclosed template interpolation sequence",
      `There is no closing brace for this interpolation sequence before the end of the file. ${nesting}`,
      startRange,
    );
  } else if (close.type === ":") {
    reader.error(
      extra,
      'Template interpolation doesn\'t expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with "$${" instead of just "${".',
      close.range,
      rangeBetween(startRange, close.range),
    );
  } else if ((close.type === "close-quote" || close.type === "open-quote") && end === "close-quote") {
    reader.error(
      "Unclosed template interpolation sequence",
      `There is no closing brace for this interpolation sequence before the end of the quoted template. ${nesting}`,
      startRange,
    );
  } else {
    reader.error(
      extra,
      'Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is an embedded sequence for another language, escape it by starting with "$${" instead of just "${".',
      close.range,
      rangeBetween(startRange, close.range),
    );
  }
}

function readDirective(reader: TokenReader, open: Token, parts: TemplatePart[], startRange: SourceRange): boolean {
  const giveUp = (): false => {
    reader.recover("template-end");
    return false;
  };
  const keyword = reader.peek();
  if (keyword.type !== "identifier") {
    reader.errorUnlessRecovering(
      "Invalid template directive",
      'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.',
      keyword.range,
      rangeBetween(open.range, keyword.range),
    );
    return giveUp();
  }
  reader.read();
  const upToNext = (): SourceRange => rangeBetween(open.range, reader.nextRange);
  switch (keyword.text) {
    case "if": {
      const condition = parseExpression(reader);
      parts.push({ kind: "if", condition, range: upToNext() });
      break;
    }
    case "for": {
      const names = parseForNames(reader, FOR_WORDS);
      if (!names) return giveUp();
      const collection = parseExpression(reader);
      parts.push({ kind: "for", names, collection, range: upToNext() });
      break;
    }
    case "else":
    case "endif":
    case "endfor":
      parts.push({ kind: keyword.text, range: upToNext() });
      break;
    default:
      reader.errorUnlessRecovering(
        "Invalid template control keyword",
        `${quoteGo(keyword.text)} is not a valid template control keyword.${didYouMean(keyword.text, ["if", "for", "else", "endif", "endfor"])}`,
        keyword.range,
        rangeBetween(open.range, keyword.range),
      );
      return giveUp();
  }
  const close = reader.peek();
  if (close.type === "template-end") return readClose(reader);
  reader.errorUnlessRecovering(
    `Extra characters in ${keyword.text} marker`,
    "Expected a closing brace to end the sequence, but found extra characters.",
    close.range,
    rangeBetween(startRange, close.range),
  );
  return giveUp();
}
