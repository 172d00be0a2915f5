/** The grammar of projections: document paths with commas between. */
import { Faults } from "./faults.ts";
import { parsePath, reservedFault } from "./path-parser.ts";
import type { Path } from "./syntax.ts";
import { TokenStream } from "./tokens.ts";

export function parseProjection(text: string): readonly Path[] {
  const tokens = new TokenStream(text);
  const faults = new Faults<"reserved">(["reserved"]);
  const paths: Path[] = [];
  const onReserved = (name: string): void => faults.note("reserved", reservedFault(name));
  do paths.push(parsePath(tokens, { keywords: new Set(), onReserved }));
  while (tokens.takeSymbol(","));
  tokens.expectEnd();
  faults.throwFirst();
  return paths;
}
