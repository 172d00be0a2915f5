/** Parses a function call after its name: `f(a, b...)`, `core::f()`, `provider::name::f()`. */
import { invalidExpression, parseExpression } from "./parse-expression.ts";
import { rangeBetween, type SourceRange } from "./source.ts";
import type { Expression } from "./syntax.ts";
import { type Token } from "./token.ts";
import type { TokenReader } from "./token-reader.ts";

export function parseFunctionCall(reader: TokenReader, first: Token): Expression {
  let name = first.text;
  let nameRange = first.range;
  let open = reader.read();
  while (open.type === "::") {
    const next = reader.read();
    if (next.type !== "identifier") {
      return broken(
        reader,
        first,
        next,
        "Missing function name",
        "Function scope resolution symbol :: must be followed by a function name in this scope.",
      );
    }
    name += `::${next.text}`;
    nameRange = rangeBetween(first.range, next.range);
    open = reader.read();
  }
  if (open.type !== "(") {
    return broken(
      reader,
      first,
      open,
      "Missing open parenthesis",
      "Function selector must be followed by an open parenthesis to begin the function call.",
    );
  }
  reader.pushNewlines(false);
  const { arguments: args, expandFinal, close } = parseArguments(reader, first, open);
  reader.popNewlines();
  return {
    kind: "function-call",
    name,
    nameRange,
    openParenRange: open.range,
    closeParenRange: close,
    arguments: args,
    expandFinal,
    range: rangeBetween(nameRange, close),
  };
}

function broken(reader: TokenReader, first: Token, at: Token, summary: string, detail: string): Expression {
  const range = rangeBetween(first.range, at.range);
  reader.error(summary, detail, at.range, range);
  reader.recoverOver("(");
  return invalidExpression(range);
}

interface Arguments {
  readonly arguments: readonly Expression[];
  readonly expandFinal: boolean;
  readonly close: SourceRange;
}

function parseArguments(reader: TokenReader, name: Token, open: Token): Arguments {
  const args: Expression[] = [];
  const finish = (close: Token, expandFinal = false): Arguments => ({
    arguments: args,
    expandFinal,
    close: close.range,
  });
  for (;;) {
    if (reader.peek().type === ")") return finish(reader.read());
    const mark = reader.mark();
    args.push(parseExpression(reader));
    if (reader.failedSince(mark)) return finish(reader.recover(")"));
    const separator = reader.read();
    if (separator.type === ")") return finish(separator);
    if (separator.type === "...") return finish(closeAfterEllipsis(reader, name, separator), true);
    if (separator.type !== ",") {
      reportSeparator(reader, name, open, separator);
      return finish(reader.recover(")"));
    }
  }
}

function closeAfterEllipsis(reader: TokenReader, name: Token, ellipsis: Token): Token {
  if (reader.peek().type === ")") return reader.read();
  reader.errorUnlessRecovering(
    "Missing closing parenthesis",
    "An expanded function argument (with ...) must be immediately followed by closing parentheses.",
    ellipsis.range,
    rangeBetween(name.range, ellipsis.range),
  );
  return reader.recover(")");
}

function reportSeparator(reader: TokenReader, name: Token, open: Token, separator: Token): void {
  if (separator.type === "end-of-file") {
    reader.error(
      "Unterminated function call",
      "There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.",
      rangeBetween(name.range, open.range),
    );
  } else {
    reader.error(
      "Missing argument separator",
      "A comma is required to separate each function argument from the next.",
      separator.range,
      rangeBetween(name.range, separator.range),
    );
  }
}
