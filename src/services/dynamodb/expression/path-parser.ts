/** Document paths: names and placeholders with .name and [index] behind them. */
import { isReserved } from "./reserved-words.ts";
import type { Path } from "./syntax.ts";
import { ExpressionFault, type TokenStream } from "./tokens.ts";

const mostLevels = 32;
const highestIndex = 2 ** 31 - 1;

/** `onReserved` is told the first name that would need a placeholder. */
export function parsePath(tokens: TokenStream, onReserved: (name: string) => void): Path {
  const path: (string | number)[] = [parseName(tokens, onReserved)];
  for (;;) {
    if (tokens.takeSymbol(".")) {
      path.push(parseName(tokens, onReserved));
    } else if (tokens.takeSymbol("[")) {
      if (tokens.current.kind !== "number") throw tokens.syntaxError();
      path.push(readIndex(tokens.next().text));
      tokens.expectSymbol("]");
    } else {
      if (path.length > mostLevels) {
        throw new ExpressionFault(`The document path has too many nesting levels; nesting levels: ${path.length}`);
      }
      return path;
    }
  }
}

export function readIndex(digits: string): number {
  const index = Number(digits);
  if (index <= highestIndex) return index;
  throw new ExpressionFault(`List index is not within the allowable range; index: [${digits}]`);
}

function parseName(tokens: TokenStream, onReserved: (name: string) => void): string {
  const { kind, text } = tokens.current;
  if (kind !== "name" && kind !== "alias") throw tokens.syntaxError();
  tokens.next();
  if (kind === "name" && isReserved(text)) onReserved(text);
  return text;
}

export function reservedFault(name: string): string {
  return `Attribute name is a reserved keyword; reserved keyword: ${name}`;
}
