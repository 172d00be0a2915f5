/** Puts diagnostics into Terraform's order and folds repeated warnings into one. */
import type { Diagnostic, Diagnostics } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { compareUtf8 } from "../lang/type.ts";
import { isAdvice } from "./json.ts";

/** A diagnostic, or several warnings of one summary shown as the first of them. */
export interface DiagnosticGroup {
  readonly diagnostic: Diagnostic;
  readonly subjects: readonly SourceRange[];
}

/** Warnings before errors; without a place first; then by place. Those of the same place stay as they came. */
export function sortDiagnostics(diagnostics: Diagnostics): Diagnostic[] {
  return [...diagnostics].sort((a, b) => severityOrder(a) - severityOrder(b) || comparePlaces(a.subject, b.subject));
}

const severityOrder = ({ severity }: Diagnostic): number => (severity === "warning" ? 0 : 1);

function comparePlaces(a: SourceRange | undefined, b: SourceRange | undefined): number {
  if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
  const depth = (range: SourceRange): number => range.filename.split("/").length;
  return (
    depth(a) - depth(b) || compareUtf8(a.filename, b.filename) || a.start.byte - b.start.byte || a.end.byte - b.end.byte
  );
}

/** Warnings that have a place and the summary of an earlier one are only counted there. */
export function consolidateWarnings(diagnostics: Diagnostics): DiagnosticGroup[] {
  const groups: { diagnostic: Diagnostic; subjects: SourceRange[] }[] = [];
  const bySummary = new Map<string, (typeof groups)[number]>();
  for (const diagnostic of diagnostics) {
    const { severity, summary, subject } = diagnostic;
    const consolidates = severity === "warning" && subject && diagnostic.extra?.["doNotConsolidate"] !== true;
    const group = consolidates ? bySummary.get(summary) : undefined;
    if (group && subject) {
      // Terraform counts what planning and applying both say; our own advice is given once.
      const isRepeated = isAdvice(diagnostic) && group.subjects.some((told) => comparePlaces(told, subject) === 0);
      if (!isRepeated) group.subjects.push(subject);
      continue;
    }
    const created = { diagnostic, subjects: subject ? [subject] : [] };
    groups.push(created);
    if (consolidates) bySummary.set(summary, created);
  }
  return groups.map(({ diagnostic, subjects }) => ({
    diagnostic: withCount(diagnostic, subjects.length - 1),
    subjects,
  }));
}

function withCount(diagnostic: Diagnostic, others: number): Diagnostic {
  if (others < 1) return diagnostic;
  const note =
    others === 1 ? "(and one more similar warning elsewhere)" : `(and ${others} more similar warnings elsewhere)`;
  return { ...diagnostic, detail: diagnostic.detail ? `${diagnostic.detail}\n\n${note}` : note };
}
