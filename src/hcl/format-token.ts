import type { TokenType } from "./token.ts";

export interface FormatToken {
  readonly type: TokenType;
  readonly text: string;
  /** Where it was in the source; made-up tokens have none. */
  readonly start: number;
  spaces: number;
}

/** How a token changes the depth of brackets. */
export function bracketChange({ type }: Pick<FormatToken, "type">): number {
  switch (type) {
    case "{":
    case "[":
    case "(":
    case "template-control":
    case "template-interpolation":
      return 1;
    case "}":
    case "]":
    case ")":
    case "template-end":
      return -1;
    default:
      return 0;
  }
}
