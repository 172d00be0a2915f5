/** Whether a space stands between two tokens of a line in formatted source. */
import { bracketChange, type FormatToken } from "./format-token.ts";
import type { TokenType } from "./token.ts";

const INSIDE_TEMPLATE_LEFT = new Set<TokenType>(["quoted-literal", "string-literal", "open-quote", "open-heredoc"]);
const INSIDE_TEMPLATE_RIGHT = new Set<TokenType>(["quoted-literal", "string-literal", "close-quote", "close-heredoc"]);

/** After these a minus is a sign and not a subtraction. */
const BEFORE_SIGN = new Set("( { [ = : , ? + * / % - == != > >= < <= && || !".split(" ") as TokenType[]);

const opensTemplate = ({ type }: FormatToken): boolean =>
  type === "template-interpolation" || type === "template-control";

export function spaceBetween(left: FormatToken, right: FormatToken, before: FormatToken | undefined): boolean {
  const l = left.type;
  const r = right.type;
  if (r === "newline") return false;
  if (l === "identifier" && (r === "(" || r === "::")) return false;
  if (l === "::" && r === "identifier") return false;
  if (l === "." || r === "." || r === "," || r === "...") return false;
  if (l === ",") return true;
  if (INSIDE_TEMPLATE_LEFT.has(l) || INSIDE_TEMPLATE_RIGHT.has(r)) return false;
  // `for x in [a]`: here "in" is no name that is indexed.
  if (l === "identifier" && left.text === "in" && before?.type === "identifier") return true;
  if (r === "[" && (l === "identifier" || l === "number" || bracketChange(left) < 0)) return false;
  if (l === "!") return false;
  if (l === "-") return before !== undefined && !BEFORE_SIGN.has(before.type);
  if (l === "{" || r === "}") return !(l === "{" && r === "}");
  if (opensTemplate(left) && r === "{") return true;
  if (l === "}" && r === "template-end") return true;
  if (l === "template-end" && opensTemplate(right)) return false;
  return bracketChange(left) <= 0 && bracketChange(right) >= 0;
}
