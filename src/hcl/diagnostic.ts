/**
 * What went wrong or deserves a warning, in Terraform's words. Functions return a value and diagnostics and go on;
 * an exception means a bug.
 */

import type { SourceRange } from "./source.ts";
import type { Expression } from "./syntax.ts";

export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** Short, no final period. */
  readonly summary: string;
  /** Full sentences. */
  readonly detail: string;
  /** The tight range that is highlighted. */
  readonly subject?: SourceRange;
  /** A wider range that explains the subject. */
  readonly context?: SourceRange;
  /** The expression that was evaluated; its references' values are shown beside the snippet. */
  readonly expression?: Expression;
  /** Where `expression` was evaluated; opaque here, `terraform/lang` knows it. */
  readonly evalContext?: unknown;
  /** Address of the resource instance it is about, as `with ADDRESS,` prints it. */
  readonly address?: string;
  /** Marks of special handling, such as `{ causedByUnknown: true }`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export type Diagnostics = readonly Diagnostic[];

export const hasErrors = (diagnostics: Diagnostics): boolean => diagnostics.some((d) => d.severity === "error");

/** An error about one place. */
export const errorAt = (subject: SourceRange, summary: string, detail: string, context?: SourceRange): Diagnostic => ({
  severity: "error",
  summary,
  detail,
  subject,
  ...(context ? { context } : {}),
});

export const warningAt = (subject: SourceRange, summary: string, detail: string): Diagnostic => ({
  severity: "warning",
  summary,
  detail,
  subject,
});
