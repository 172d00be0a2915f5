/** Where an expression begins: the part of it that messages about the whole point at. */
import { rangeBetween, type SourceRange } from "./source.ts";
import type { Expression } from "./syntax.ts";

export function startRange(expression: Expression): SourceRange {
  switch (expression.kind) {
    case "function-call":
      return rangeBetween(expression.nameRange, expression.openParenRange);
    case "tuple":
    case "object":
    case "for":
    case "index":
      return expression.openRange;
    case "template":
      return expression.parts[0] ? startRange(expression.parts[0]) : expression.range;
    case "template-join":
      return startRange(expression.tuple);
    case "conditional":
      return startRange(expression.condition);
    case "binary":
      return startRange(expression.left);
    case "unary":
      return expression.symbolRange;
    case "splat":
      return expression.markerRange;
    case "parentheses":
      return startRange(expression.inner);
    case "json":
      return "openRange" in expression.json ? expression.json.openRange : expression.range;
    default:
      return expression.range;
  }
}
