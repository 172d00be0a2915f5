/**
 * Expressions that are not evaluated but taken apart: keywords, references, lists and maps written out in the
 * configuration itself. HCL calls this static analysis; the words of its errors are HCL's.
 */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { parseExpression } from "../../hcl/parse.ts";
import { startRange } from "../../hcl/start-range.ts";
import { staticKeyword, staticList, staticMap, staticTraversal } from "../../hcl/static.ts";
import type { Expression, Traversal } from "../../hcl/syntax.ts";

/** The name when the expression is nothing but a name, else empty. */
export const asKeyword = (expression: Expression): string => staticKeyword(expression) ?? "";

/** The reference that the expression is. */
export function asTraversal(expression: Expression, diagnostics: Diagnostic[]): Traversal | undefined {
  const traversal = staticTraversal(expression);
  if (!traversal) {
    const detail =
      "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.";
    diagnostics.push(errorAt(expression.range, "Invalid expression", detail));
  }
  return traversal;
}

/** The elements of a list that is written out. */
export function asList(expression: Expression, diagnostics: Diagnostic[]): readonly Expression[] | undefined {
  const list = staticList(expression);
  if (!list) {
    diagnostics.push(errorAt(startRange(expression), "Invalid expression", "A static list expression is required."));
  }
  return list;
}

export interface StaticPair {
  /** The key where it was written as a bare name. */
  readonly keyword?: string;
  readonly key: Expression;
  readonly value: Expression;
}

/** The entries of a map that is written out. */
export function asMap(expression: Expression, diagnostics: Diagnostic[]): readonly StaticPair[] | undefined {
  const pairs = staticMap(expression);
  if (!pairs) {
    diagnostics.push(errorAt(startRange(expression), "Invalid expression", "A static map expression is required."));
  }
  return pairs;
}

/** In JSON a reference stands in a string; elsewhere it is the expression itself. */
export function unwrapJsonReference(expression: Expression, diagnostics: Diagnostic[]): Expression {
  if (expression.kind !== "json") return expression;
  const { json } = expression;
  if (json.kind === "string") {
    const parsed = parseExpression(json.text, json.range.filename, json.range.start);
    diagnostics.push(...parsed.diagnostics);
    return parsed.result;
  }
  diagnostics.push(errorAt(expression.range, "Invalid reference expression", "A single reference string is required."));
  return expression;
}
