/**
 * Evaluates expressions as Terraform 1.11 does: both sides of every operator and both results of a conditional, with
 * unknown values and marks carried along, and all that is wrong reported at its place.
 */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { jsonTemplate } from "../../hcl/static.ts";
import type { Expression, JsonValue } from "../../hcl/syntax.ts";
import { elementOf, followStep } from "./access.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateCall } from "./evaluate-call.ts";
import { evaluateConditional } from "./evaluate-conditional.ts";
import { evaluateFor } from "./evaluate-for.ts";
import { evaluateObject } from "./evaluate-object.ts";
import { evaluateSplat } from "./evaluate-splat.ts";
import { evaluateJoin, evaluateTemplate } from "./evaluate-template.ts";
import { Evaluation, type Frame, NO_VALUE, stepsAfter } from "./evaluation.ts";
import { BigFloat } from "./number.ts";
import { evaluateBinary, evaluateUnary } from "./operators.ts";
import { parseReference, type Reference } from "./reference.ts";
import type { Scope } from "./scope.ts";
import { STRING, type Type } from "./type.ts";
import {
  boolValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
  type Value,
} from "./value.ts";
import { expressionVariables } from "./variables.ts";

export interface Evaluated {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** Evaluates an expression; references are checked first, and nothing is evaluated when one of them is wrong. */
export function evaluate(expression: Expression, scope: Scope): Evaluated {
  const evaluation = new Evaluation(scope);
  if (!resolveReferences(expression, evaluation)) return { value: NO_VALUE, diagnostics: evaluation.diagnostics };
  const value = evaluateExpression(expression, evaluation, undefined);
  return { value, diagnostics: evaluation.diagnostics };
}

/** What is wrong with the references of an expression, which is not evaluated. */
export function referenceProblems(expression: Expression, scope: Scope): readonly Diagnostic[] {
  const evaluation = new Evaluation(scope);
  resolveReferences(expression, evaluation);
  return evaluation.diagnostics;
}

function resolveReferences(expression: Expression, evaluation: Evaluation): boolean {
  const { scope, diagnostics: found } = evaluation;
  const { references, diagnostics } = referencesOf(expression, scope);
  const problems = scope.validate?.(references) ?? [];
  found.push(...diagnostics, ...problems);
  if (hasErrors(problems)) return false;
  for (const reference of references) evaluation.resolve(reference);
  return !hasErrors(found);
}

/** Evaluates and converts; `Incorrect value type` when the result is of another type. */
export function evaluateAs(expression: Expression, scope: Scope, type: Type): Evaluated {
  const { value, diagnostics } = evaluate(expression, scope);
  if (hasErrors(diagnostics)) return { value: unknownValue(type), diagnostics };
  try {
    return { value: convert(value, type), diagnostics };
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const wrong: Diagnostic = {
      severity: "error",
      summary: "Incorrect value type",
      detail: `Invalid expression value: ${error.withPath}.`,
      subject: expression.range,
      expression,
    };
    return { value: unknownValue(type), diagnostics: [...diagnostics, wrong] };
  }
}

/** The value of an expression that may refer to nothing and call nothing. */
export function evaluateConstant(expression: Expression, diagnostics: Diagnostic[]): Value {
  const evaluation = new Evaluation(CONSTANT_SCOPE);
  const value = evaluateExpression(expression, evaluation, undefined);
  diagnostics.push(...evaluation.diagnostics);
  return value;
}

const CONSTANT_SCOPE: Scope = { resolve: () => ({ value: NO_VALUE }), noFunctions: true, noVariables: true };

interface References {
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

const referenceCache = new WeakMap<Expression, References>();

function referencesOf(expression: Expression, { testing = false }: Scope): References {
  const cached = testing ? undefined : referenceCache.get(expression);
  if (cached) return cached;
  const references: Reference[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const traversal of expressionVariables(expression)) {
    const parsed = parseReference(traversal, testing);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.reference) references.push(parsed.reference);
  }
  const result = { references, diagnostics };
  if (!testing) referenceCache.set(expression, result);
  return result;
}

/** The recursive step; parts of expressions call it with the names they add. */
export function evaluateExpression(expression: Expression, evaluation: Evaluation, frame: Frame | undefined): Value {
  switch (expression.kind) {
    case "literal":
      return literalValue(expression);
    case "scope-traversal":
      return evaluateTraversal(expression, evaluation, frame);
    case "relative-traversal": {
      const source = evaluateExpression(expression.source, evaluation, frame);
      return follow(source, expression.traversal, expression, evaluation, frame);
    }
    case "index": {
      const mark = evaluation.mark();
      const collection = evaluateExpression(expression.collection, evaluation, frame);
      // A key that is written out belongs to the traversal before it, which ends where it fails.
      if (expression.key.kind === "literal" && isTraversal(expression.collection) && evaluation.failedSince(mark))
        return NO_VALUE;
      const key = evaluateExpression(expression.key, evaluation, frame);
      const found = elementOf(collection, key, expression.bracketRange);
      if ("value" in found) return found.value;
      evaluation.report(found.error, expression, frame);
      return NO_VALUE;
    }
    case "tuple":
      return tupleValue(expression.items.map((item) => evaluateExpression(item, evaluation, frame)));
    case "object":
      return evaluateObject(expression, evaluation, frame);
    case "template":
      return evaluateTemplate(expression, evaluation, frame);
    case "template-wrap":
      return evaluateExpression(expression.wrapped, evaluation, frame);
    case "template-join":
      return evaluateJoin(expression, evaluation, frame);
    case "function-call":
      return evaluateCall(expression, evaluation, frame);
    case "conditional":
      return evaluateConditional(expression, evaluation, frame);
    case "for":
      return evaluateFor(expression, evaluation, frame);
    case "splat":
      return evaluateSplat(expression, evaluation, frame);
    case "anonymous-symbol":
      return evaluation.local(expression, frame) ?? NO_VALUE;
    case "unary":
      return evaluateUnary(expression, evaluation, frame);
    case "binary":
      return evaluateBinary(expression, evaluation, frame);
    case "parentheses":
      return evaluateExpression(expression.inner, evaluation, frame);
    case "json":
      return evaluateJson(expression.json, expression, evaluation, frame);
    case "invalid":
      return NO_VALUE;
  }
}

const isTraversal = (expression: Expression): boolean =>
  expression.kind === "scope-traversal" ||
  expression.kind === "relative-traversal" ||
  (expression.kind === "index" && expression.key.kind === "literal");

const literals = new WeakMap<Expression, Value>();

function literalValue(expression: Extract<Expression, { kind: "literal" }>): Value {
  const { value } = expression;
  switch (value.type) {
    case "bool":
      return boolValue(value.bool);
    case "null":
      return NULL;
    default: {
      let known = literals.get(expression);
      if (!known) {
        known =
          value.type === "string"
            ? stringValue(value.text)
            : numberValue(BigFloat.parse(value.text) ?? BigFloat.from(0));
        literals.set(expression, known);
      }
      return known;
    }
  }
}

const NULL = nullValue();

function evaluateTraversal(
  expression: Extract<Expression, { kind: "scope-traversal" }>,
  evaluation: Evaluation,
  frame: Frame | undefined,
): Value {
  const { traversal } = expression;
  const local = frame && evaluation.local(traversal.root, frame);
  if (local) return follow(local, traversal.steps, expression, evaluation, frame);
  if (evaluation.scope.noVariables) {
    const detail = "Variables may not be used here.";
    evaluation.error("Variables not allowed", detail, traversal.rootRange, frame, { expression });
    return NO_VALUE;
  }
  const { reference, diagnostics } = parseReference(traversal, evaluation.scope.testing);
  if (!reference) {
    evaluation.diagnostics.push(...diagnostics);
    return NO_VALUE;
  }
  return follow(evaluation.resolve(reference), stepsAfter(reference), expression, evaluation, frame);
}

function follow(
  from: Value,
  steps: Extract<Expression, { kind: "relative-traversal" }>["traversal"],
  expression: Expression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): Value {
  let value = from;
  for (const step of steps) {
    const next = followStep(value, step);
    if (!("value" in next)) {
      evaluation.report(next.error, expression, frame);
      return NO_VALUE;
    }
    value = next.value;
  }
  return value;
}

/** A value of the JSON syntax: strings are templates, and so are the names in objects. */
function evaluateJson(json: JsonValue, whole: Expression, evaluation: Evaluation, frame: Frame | undefined): Value {
  switch (json.kind) {
    case "invalid":
      return NO_VALUE;
    case "null":
      return NULL;
    case "bool":
      return boolValue(json.bool);
    case "number":
      return numberValue(BigFloat.parse(json.text) ?? BigFloat.from(0));
    case "string": {
      const { result, diagnostics } = jsonTemplate(json);
      if (diagnostics.length === 0) return evaluateExpression(result, evaluation, frame);
      evaluation.diagnostics.push(...diagnostics);
      return NO_VALUE;
    }
    case "array":
      return tupleValue(json.items.map((item) => evaluateJson(item, whole, evaluation, frame)));
    case "object": {
      const attributes = new Map<string, Value>();
      let known = true;
      for (const { name, nameRange, value } of json.members) {
        const key = evaluateJson({ kind: "string", text: name, range: nameRange }, whole, evaluation, frame);
        const item = evaluateJson(value, whole, evaluation, frame);
        const text = jsonKey(key, nameRange, whole, evaluation, frame);
        if (text === undefined) known &&= key.isKnown;
        else attributes.set(text, item);
      }
      return known ? objectValue(attributes) : NO_VALUE;
    }
  }
}

function jsonKey(
  key: Value,
  range: JsonValue["range"],
  expression: Expression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): string | undefined {
  const summary = "Invalid object key expression";
  if (key.isNull) {
    evaluation.error(summary, "Cannot use null value as an object key.", range, frame, { expression });
    return undefined;
  }
  try {
    const text = convert(key, STRING);
    return text.isKnown ? text.string : undefined;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const detail = `Cannot use this expression as an object key: ${error.message}.`;
    evaluation.error(summary, detail, range, frame, { expression });
    return undefined;
  }
}
