/** Document paths: names and placeholders with .name and [index] behind them. */
import { isReserved } from "./reserved-words.ts";
import type { Path } from "./syntax.ts";
import { ExpressionFault, type TokenStream } from "./tokens.ts";

const mostLevels = 32;
const highestIndex = 2 ** 31 - 1;

export interface NameRules {
  /** Words of the grammar, in capitals, which cannot be names. */
  readonly keywords: ReadonlySet<string>;
  /** Is told the names that would need a placeholder. */
  readonly onReserved: (name: string) => void;
}

export function parsePath(tokens: TokenStream, rules: NameRules): Path {
  const path: (string | number)[] = [parseName(tokens, rules)];
  for (;;) {
    if (tokens.takeSymbol(".")) {
      path.push(parseName(tokens, rules));
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

function parseName(tokens: TokenStream, { keywords, onReserved }: NameRules): string {
  const { kind, text } = tokens.current;
  if (kind !== "name" && kind !== "alias") throw tokens.syntaxError();
  if (kind === "name" && keywords.has(text.toUpperCase())) throw tokens.syntaxError();
  tokens.next();
  if (kind === "name" && isReserved(text)) onReserved(text);
  return text;
}

export function reservedFault(name: string): string {
  return `Attribute name is a reserved keyword; reserved keyword: ${name}`;
}
