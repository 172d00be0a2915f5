/** References and keywords that older configurations put in quotes: still read, with a warning. */
import { type Diagnostic, warningAt } from "../../hcl/diagnostic.ts";
import { parseTraversal } from "../../hcl/parse.ts";
import type { Expression } from "../../hcl/syntax.ts";

/** The text when the expression is a string in quotes, in native syntax, without templates. */
export function quotedText(expression: Expression): string | undefined {
  if (expression.kind === "literal" && expression.value.type === "string") return expression.value.text;
  if (expression.kind !== "template" || expression.heredoc) return undefined;
  const texts = expression.parts.map((part) =>
    part.kind === "literal" && part.value.type === "string" ? part.value.text : undefined,
  );
  return texts.some((text) => text === undefined) ? undefined : texts.join("");
}

/** Whether a string literal in quotes was written, with or without templates inside. */
export const isQuoted = (expression: Expression): boolean =>
  (expression.kind === "template" && !expression.heredoc) ||
  (expression.kind === "literal" && expression.value.type === "string");

/** The expression, or the reference that its quotes hold. */
export function unquoteReference(
  expression: Expression,
  what: "keyword" | "reference",
  diagnostics: Diagnostic[],
): Expression {
  const text = quotedText(expression);
  if (text === undefined) return expression;
  const { filename, start } = expression.range;
  // The place is that of the text after the opening quote; escapes in it are not counted, nor does Terraform.
  const inside = { ...start, column: start.column + 1, byte: start.byte + 1 };
  const { result: traversal, diagnostics: problems } = parseTraversal(text, filename, inside);
  diagnostics.push(...problems);
  const plural = `${what}s`;
  const detail = `In this context, ${plural} are expected literally rather than in quotes. Terraform 0.11 and earlier required quotes, but quoted ${plural} are now deprecated and will be removed in a future version of Terraform. Remove the quotes surrounding this ${what} to silence this warning.`;
  diagnostics.push(warningAt(expression.range, `Quoted ${plural} are deprecated`, detail));
  return traversal
    ? { kind: "scope-traversal", traversal, range: expression.range }
    : { kind: "invalid", range: expression.range };
}
