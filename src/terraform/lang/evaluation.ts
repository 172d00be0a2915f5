/**
 * One evaluation in progress: the scope with the values it has given so far, the names that `for` and splats add, and
 * the diagnostics.
 */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import type { AnonymousSymbolExpression, Expression, Traversal } from "../../hcl/syntax.ts";
import { followStep } from "./access.ts";
import { parseReference, type Reference } from "./reference.ts";
import type { EvaluationContext, Scope } from "./scope.ts";
import { unknownValue, type Value } from "./value.ts";

/** Names added on the way down, innermost first. */
export interface Frame {
  readonly name: string | AnonymousSymbolExpression;
  readonly value: Value;
  readonly up: Frame | undefined;
}

/** What makes a diagnostic more than a sentence. */
export interface Details {
  readonly context?: SourceRange | undefined;
  readonly expression?: Expression;
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class Evaluation {
  readonly scope: Scope;
  readonly diagnostics: Diagnostic[] = [];
  readonly #values = new Map<string, Value>();
  readonly #failed = new Set<string>();

  constructor(scope: Scope) {
    this.scope = scope;
  }

  mark(): number {
    return this.diagnostics.length;
  }

  failedSince(mark: number): boolean {
    for (let i = mark; i < this.diagnostics.length; i++) if (this.diagnostics[i]?.severity === "error") return true;
    return false;
  }

  /** Reports an error at a place in an expression. */
  error(summary: string, detail: string, subject: SourceRange, frame: Frame | undefined, details: Details = {}): void {
    const { context, expression, extra } = details;
    this.diagnostics.push({
      severity: "error",
      summary,
      detail,
      subject,
      ...(context && { context }),
      ...(expression && { expression, evalContext: this.contextAt(frame) }),
      ...(extra && { extra }),
    });
  }

  contextAt(frame: Frame | undefined): EvaluationContext {
    return { valueOf: (traversal) => this.#quietly(traversal, frame) };
  }

  /** Reports what access.ts found wrong, with the values around it. */
  report(diagnostic: Diagnostic, expression: Expression, frame: Frame | undefined): void {
    this.diagnostics.push({ ...diagnostic, expression, evalContext: this.contextAt(frame) });
  }

  /** The value of a reference's object; problems of getting it are reported once. */
  resolve(reference: Reference): Value {
    const key = subjectKey(reference);
    const known = this.#values.get(key);
    if (known) return known;
    const { value, diagnostics } = this.scope.resolve(reference);
    this.#values.set(key, value);
    if (diagnostics && diagnostics.length > 0) {
      this.diagnostics.push(...diagnostics);
      if (diagnostics.some(({ severity }) => severity === "error")) this.#failed.add(key);
    }
    return value;
  }

  /** The value of a name that a `for` or a splat added; undefined when there is none of that name. */
  local(name: string | AnonymousSymbolExpression, frame: Frame | undefined): Value | undefined {
    for (let at = frame; at; at = at.up) if (at.name === name) return at.value;
    return undefined;
  }

  #quietly(traversal: Traversal, frame: Frame | undefined): Value | undefined {
    let value = this.local(traversal.root, frame);
    let { steps } = traversal;
    if (!value) {
      const { reference } = parseReference(traversal, this.scope.testing);
      if (!reference || this.#failed.has(subjectKey(reference))) return undefined;
      value = this.#values.get(subjectKey(reference)) ?? this.scope.resolve(reference).value;
      steps = stepsAfter(reference);
    }
    for (const step of steps) {
      const next = followStep(value, step);
      if (!("value" in next)) return undefined;
      value = next.value;
    }
    return value;
  }
}

/** The steps that lead on from the value that a scope gives for the reference. */
export function stepsAfter({ subject, traversal, remaining }: Reference): Traversal["steps"] {
  switch (subject.kind) {
    case "resource-instance":
      return traversal.steps.slice(subject.resource.mode === "managed" && traversal.root !== "resource" ? 1 : 2);
    case "module-instance":
    case "module-output":
      return traversal.steps.slice(1);
    default:
      return remaining;
  }
}

/** The same for all references that a scope gives the same value. */
export function subjectKey({ subject }: Reference): string {
  switch (subject.kind) {
    case "resource":
    case "resource-instance":
      return `${subject.resource.mode}.${subject.resource.type}.${subject.resource.name}`;
    case "module":
    case "module-instance":
    case "module-output":
      return `module ${subject.name}`;
    case "self":
      return "self";
    default:
      return `${subject.kind} ${subject.name}`;
  }
}

/** What stands for the value of an expression that failed. */
export const NO_VALUE: Value = unknownValue();
