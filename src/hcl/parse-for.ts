/** Parses `[for v in c : …]` and `{for k, v in c : … => …}`, and the names that `%{for}` shares with them. */
import { invalidExpression, parseExpression } from "./parse-expression.ts";
import { rangeBetween } from "./source.ts";
import type { Expression } from "./syntax.ts";
import { type Token } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

export interface ForNames {
  readonly keyName?: string;
  readonly valueName: string;
}

/** What to say when a part of the introduction is missing. */
export interface ForWords {
  readonly summary: string;
  readonly afterFor: string;
  readonly afterComma: string;
  readonly afterNames: string;
}

const WORDS: ForWords = {
  summary: "Invalid 'for' expression",
  afterFor: "For expression requires variable name after 'for'.",
  afterComma: "For expression requires value variable name after comma.",
  afterNames: "For expression requires the 'in' keyword after its name declarations.",
};

/** `k, v in`, after the word for; undefined when it is not that, which has been reported. */
export function parseForNames(reader: TokenReader, words: ForWords, open?: Token): ForNames | undefined {
  const fail = (detail: string): undefined => {
    const { range } = reader.peek();
    reader.errorUnlessRecovering(words.summary, detail, range, open && rangeBetween(open.range, range));
    return undefined;
  };
  if (reader.peek().type !== "identifier") return fail(words.afterFor);
  const first = reader.read().text;
  let names: ForNames = { valueName: first };
  if (reader.peek().type === ",") {
    reader.read();
    if (reader.peek().type !== "identifier") return fail(words.afterComma);
    names = { keyName: first, valueName: reader.read().text };
  }
  const word = reader.peek();
  if (word.type !== "identifier" || word.text !== "in") return fail(words.afterNames);
  reader.read();
  return names;
}

export function parseFor(reader: TokenReader, open: Token): Expression {
  reader.pushNewlines(false);
  const result = finishFor(reader, open);
  reader.popNewlines();
  return result;
}

function finishFor(reader: TokenReader, open: Token): Expression {
  const closeType = open.type === "{" ? "}" : "]";
  const giveUp = (): Expression => invalidExpression(rangeBetween(open.range, reader.recover(closeType).range));
  const complain = (detail: string): void => {
    const { range } = reader.peek();
    reader.errorUnlessRecovering(WORDS.summary, detail, range, rangeBetween(open.range, range));
  };
  reader.read();
  const names = parseForNames(reader, WORDS, open);
  if (!names) return giveUp();
  let mark = reader.mark();
  const collection = parseExpression(reader);
  if (reader.failedSince(mark)) return giveUp();
  if (reader.peek().type !== ":") {
    complain("For expression requires a colon after the collection expression.");
    return giveUp();
  }
  reader.read();

  mark = reader.mark();
  let key: Expression | undefined;
  let value = parseExpression(reader);
  if (reader.peek().type === "=>") {
    reader.read();
    key = value;
    value = parseExpression(reader);
  }
  if (reader.failedSince(mark)) return giveUp();
  const ellipsis = reader.peek().type === "..." ? reader.read() : undefined;
  let condition: Expression | undefined;
  const word = reader.peek();
  if (word.type === "identifier" && word.text === "if") {
    reader.read();
    mark = reader.mark();
    condition = parseExpression(reader);
    if (reader.failedSince(mark)) return giveUp();
  }
  let close: Token;
  if (reader.peek().type === closeType) close = reader.read();
  else {
    complain("Extra characters after the end of the 'for' expression.");
    close = reader.recover(closeType);
  }
  const range = rangeBetween(open.range, close.range);
  checkKind(reader, open, { key, value, ellipsis, range });
  return {
    kind: "for",
    ...names,
    collection,
    ...(key && { key }),
    value,
    ...(condition && { condition }),
    grouped: ellipsis !== undefined,
    openRange: open.range,
    closeRange: close.range,
    range,
  };
}

interface ForParts {
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly ellipsis: Token | undefined;
  readonly range: Expression["range"];
}

/** A tuple has no keys, an object needs them. */
function checkKind(reader: TokenReader, open: Token, { key, value, ellipsis, range }: ForParts): void {
  if (open.type === "{") {
    if (!key) reader.error(WORDS.summary, "Key expression is required when building an object.", value.range, range);
    return;
  }
  if (key) reader.error(WORDS.summary, "Key expression is not valid when building a tuple.", key.range, range);
  if (ellipsis) {
    reader.error(WORDS.summary, "Grouping ellipsis (...) cannot be used when building a tuple.", ellipsis.range, range);
  }
}
