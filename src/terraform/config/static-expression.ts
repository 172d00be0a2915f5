/**
 * Expressions that are not evaluated but taken apart: keywords, references, lists and maps written out in the
 * configuration itself. HCL calls this static analysis; the words of its errors are HCL's.
 */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { parseExpression, parseTraversal } from "../../hcl/parse.ts";
import type { SourceRange } from "../../hcl/source.ts";
import type { Expression, Traversal } from "../../hcl/syntax.ts";

/** The name when the expression is nothing but a name, else empty. */
export function asKeyword(expression: Expression): string {
  const traversal = tryTraversal(expression);
  return traversal && traversal.steps.length === 0 ? traversal.root : "";
}

/** The reference that the expression is. */
export function asTraversal(expression: Expression, diagnostics: Diagnostic[]): Traversal | undefined {
  const traversal = tryTraversal(expression);
  if (!traversal) {
    const detail =
      "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.";
    diagnostics.push(errorAt(expression.range, "Invalid expression", detail));
  }
  return traversal;
}

export function tryTraversal(expression: Expression): Traversal | undefined {
  switch (expression.kind) {
    case "scope-traversal":
      return expression.traversal;
    case "literal": {
      const { value } = expression;
      // Where a reference is wanted, the words true, false and null are names like any other.
      const root = value.type === "bool" ? String(value.bool) : value.type === "null" ? "null" : undefined;
      if (root === undefined) return undefined;
      return { root, rootRange: expression.range, steps: [], range: expression.range };
    }
    case "json": {
      const { json } = expression;
      if (json.kind !== "string") return undefined;
      const { result, diagnostics } = parseTraversal(json.text, json.range.filename, json.range.start);
      return diagnostics.length > 0 ? undefined : result;
    }
    default:
      return undefined;
  }
}

/** The elements of a list that is written out. */
export function asList(expression: Expression, diagnostics: Diagnostic[]): readonly Expression[] | undefined {
  if (expression.kind === "tuple") return expression.items;
  if (expression.kind === "json" && expression.json.kind === "array") {
    return expression.json.items.map((json) => ({ kind: "json", json, range: json.range }) as const);
  }
  diagnostics.push(errorAt(startRange(expression), "Invalid expression", "A static list expression is required."));
  return undefined;
}

export interface StaticPair {
  readonly key: Expression;
  readonly value: Expression;
}

/** The entries of a map that is written out. */
export function asMap(expression: Expression, diagnostics: Diagnostic[]): readonly StaticPair[] | undefined {
  if (expression.kind === "object") return expression.items;
  if (expression.kind === "json" && expression.json.kind === "object") {
    return expression.json.members.map(({ name, nameRange, value }) => ({
      key: { kind: "json", json: { kind: "string", text: name, range: nameRange }, range: nameRange },
      value: { kind: "json", json: value, range: value.range },
    }));
  }
  diagnostics.push(errorAt(startRange(expression), "Invalid expression", "A static map expression is required."));
  return undefined;
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
  diagnostics.push(errorAt(expression.range, "Invalid expression", "A single reference string is required."));
  return expression;
}

/** Where an expression begins, as messages about its kind point at it. */
export function startRange(expression: Expression): SourceRange {
  switch (expression.kind) {
    case "function-call":
      return { ...expression.nameRange, end: expression.openParenRange.end };
    case "tuple":
    case "object":
    case "for":
      return expression.openRange;
    case "template":
      return expression.parts[0] ? startRange(expression.parts[0]) : expression.range;
    case "template-wrap":
      return startRange(expression.wrapped);
    case "conditional":
      return startRange(expression.condition);
    case "binary":
      return startRange(expression.left);
    case "unary":
      return expression.symbolRange;
    case "index":
      return startRange(expression.collection);
    case "splat":
    case "relative-traversal":
      return startRange(expression.source);
    case "scope-traversal":
      return expression.traversal.rootRange;
    case "json":
      return expression.json.kind === "object" || expression.json.kind === "array"
        ? expression.json.openRange
        : expression.range;
    default:
      return expression.range;
  }
}
