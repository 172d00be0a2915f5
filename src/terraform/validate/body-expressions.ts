/** All expressions of a body, nested blocks included. */
import type { Body, Expression } from "../../hcl/syntax.ts";

export function* bodyExpressions(body: Body): Iterable<Expression> {
  for (const { expression } of body.attributes.values()) yield expression;
  for (const block of body.blocks) yield* bodyExpressions(block.body);
  for (const { value } of body.json?.members ?? []) yield { kind: "json", json: value, range: value.range };
}
