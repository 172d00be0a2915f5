/** What can be known of an expression without evaluating it: references in it, or that it is a list, a call, a name. */

import { parseExpression, parseTemplate, parseTraversal } from "./parse.ts";
import { keywordOf } from "./parse-collection.ts";
import { stringLiteral } from "./parse-steps.ts";
import { quoteGo } from "./quote.ts";
import type { Expression, FunctionCallExpression, JsonValue, Traversal, TraversalStep } from "./syntax.ts";

/** The traversal that the whole expression is; undefined when it is anything else. */
export function staticTraversal(expression: Expression): Traversal | undefined {
  switch (expression.kind) {
    case "scope-traversal":
      return expression.traversal;
    case "literal": {
      const root = keywordOf(expression);
      return root === undefined ? undefined : { root, rootRange: expression.range, steps: [], range: expression.range };
    }
    case "relative-traversal": {
      const source = staticTraversal(expression.source);
      return source && { ...source, steps: [...source.steps, ...expression.traversal], range: expression.range };
    }
    case "json": {
      if (expression.json.kind !== "string") return undefined;
      const { text, range } = expression.json;
      const { result, diagnostics } = parseTraversal(text, range.filename, range.start);
      return diagnostics.length === 0 ? result : undefined;
    }
    default:
      return undefined;
  }
}

/** A single name, as `managed` in `dependency = managed`. */
export function staticKeyword(expression: Expression): string | undefined {
  const traversal = staticTraversal(expression);
  return traversal && traversal.steps.length === 0 ? traversal.root : undefined;
}

/** The elements of a written-out list. */
export function staticList(expression: Expression): readonly Expression[] | undefined {
  if (expression.kind === "tuple") return expression.items;
  if (expression.kind === "json" && expression.json.kind === "array") return expression.json.items.map(jsonExpression);
  return undefined;
}

/** The entries of a written-out object. */
export function staticMap(
  expression: Expression,
): readonly { readonly key: Expression; readonly value: Expression }[] | undefined {
  if (expression.kind === "object") return expression.items;
  if (expression.kind !== "json" || expression.json.kind !== "object") return undefined;
  return expression.json.members.map(({ name, nameRange, value }) => ({
    key: jsonExpression({ kind: "string", text: name, range: nameRange }),
    value: jsonExpression(value),
  }));
}

/** The function call that the whole expression is. */
export function staticCall(expression: Expression): FunctionCallExpression | undefined {
  if (expression.kind === "function-call") return expression;
  if (expression.kind !== "json" || expression.json.kind !== "string") return undefined;
  const { text, range } = expression.json;
  const { result, diagnostics } = parseExpression(text, range.filename, range.start);
  return diagnostics.length === 0 && result.kind === "function-call" ? result : undefined;
}

/** The text of a literal string, in quotes or in JSON. */
export function staticString(expression: Expression): string | undefined {
  if (expression.kind === "json") return expression.json.kind === "string" ? expression.json.text : undefined;
  return stringLiteral(expression);
}

const jsonExpression = (json: JsonValue): Expression => ({ kind: "json", json, range: json.range });

const jsonTemplates = new WeakMap<JsonValue, ReturnType<typeof parseTemplate>>();

/** A JSON string as the template that it is. */
export function jsonTemplate(json: Extract<JsonValue, { kind: "string" }>): ReturnType<typeof parseTemplate> {
  const known = jsonTemplates.get(json);
  if (known) return known;
  const { start } = json.range;
  // Escapes of the JSON string are gone, so what follows one is pointed at a little too far left.
  const inside = { line: start.line, column: start.column + 1, byte: start.byte + 1 };
  const parsed = parseTemplate(json.text, json.range.filename, inside);
  jsonTemplates.set(json, parsed);
  return parsed;
}

/** All references in an expression to names that it does not define itself, in source order, repetitions included. */
export function references(expression: Expression): readonly Traversal[] {
  const found: Traversal[] = [];
  collect(expression, new Set(), found);
  return found;
}

function collect(expression: Expression, local: ReadonlySet<string>, found: Traversal[]): void {
  const visit = (inner: Expression): void => collect(inner, local, found);
  switch (expression.kind) {
    case "scope-traversal":
      if (!local.has(expression.traversal.root)) found.push(expression.traversal);
      break;
    case "relative-traversal":
      visit(expression.source);
      break;
    case "function-call":
      expression.arguments.forEach(visit);
      break;
    case "conditional":
      visit(expression.condition);
      visit(expression.whenTrue);
      visit(expression.whenFalse);
      break;
    case "index":
      visit(expression.collection);
      visit(expression.key);
      break;
    case "tuple":
      expression.items.forEach(visit);
      break;
    case "object":
      for (const { key, keyword, value } of expression.items) {
        if (keyword === undefined) visit(key);
        visit(value);
      }
      break;
    case "for": {
      visit(expression.collection);
      const names = new Set([...local, expression.valueName]);
      if (expression.keyName !== undefined) names.add(expression.keyName);
      for (const inner of [expression.key, expression.value, expression.condition]) {
        if (inner) collect(inner, names, found);
      }
      break;
    }
    case "splat":
      visit(expression.source);
      visit(expression.each);
      break;
    case "unary":
      visit(expression.operand);
      break;
    case "binary":
      visit(expression.left);
      visit(expression.right);
      break;
    case "parentheses":
      visit(expression.inner);
      break;
    case "template":
      expression.parts.forEach(visit);
      break;
    case "template-wrap":
      visit(expression.wrapped);
      break;
    case "template-join":
      visit(expression.tuple);
      break;
    case "json":
      collectJson(expression.json, local, found);
      break;
    default:
  }
}

function collectJson(json: JsonValue, local: ReadonlySet<string>, found: Traversal[]): void {
  if (json.kind === "string") {
    const { result, diagnostics } = jsonTemplate(json);
    if (diagnostics.length === 0) collect(result, local, found);
  } else if (json.kind === "array") for (const item of json.items) collectJson(item, local, found);
  else if (json.kind === "object") {
    for (const { name, nameRange, value } of json.members) {
      collectJson({ kind: "string", text: name, range: nameRange }, local, found);
      collectJson(value, local, found);
    }
  }
}

/** `a.b[0]["k"]`, as a traversal is written. */
export function traversalText({ root, steps }: Pick<Traversal, "root" | "steps">): string {
  return root + stepsText(steps);
}

export const stepsText = (steps: readonly TraversalStep[]): string =>
  steps
    .map((step) => {
      if (step.kind === "attribute") return `.${step.name}`;
      return `[${step.key.type === "string" ? quoteGo(step.key.text) : step.key.text}]`;
    })
    .join("");
