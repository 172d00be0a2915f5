/** `try`, `can` and `templatestring`, which are given expressions instead of values. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import { staticTraversal } from "../../hcl/static.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Evaluation, type Frame, NO_VALUE } from "./evaluation.ts";
import { ArgumentError, FunctionError } from "./functions/definition.ts";
import { renderTemplate } from "./functions/template.ts";
import { isWhollyKnown } from "./known.ts";
import { BOOL, STRING } from "./type.ts";
import { FALSE, TRUE, unknownValue, type Value } from "./value.ts";

type Arguments = readonly Expression[];

/** Evaluates and keeps the diagnostics apart. */
function attempt(
  expression: Expression,
  evaluation: Evaluation,
  frame: Frame | undefined,
): { readonly value: Value; readonly diagnostics: readonly Diagnostic[] } {
  const mark = evaluation.mark();
  const value = evaluateExpression(expression, evaluation, frame);
  return { value, diagnostics: evaluation.diagnostics.splice(mark) };
}

export function evaluateTry(args: Arguments, evaluation: Evaluation, frame: Frame | undefined): Value {
  if (args.length === 0) throw new FunctionError("at least one argument is required");
  const failures: Diagnostic[] = [];
  for (const expression of args) {
    const { value, diagnostics } = attempt(expression, evaluation, frame);
    // What is not wholly known may still turn out to fail.
    if (!hasErrors(diagnostics)) return isWhollyKnown(value) ? value : NO_VALUE;
    failures.push(...diagnostics);
  }
  const list = failures.map(({ summary, detail, subject }) => {
    const where = subject ? ` (at ${printRange(subject)})` : "";
    return `- ${summary}${where}\n  ${detail}\n`;
  });
  throw new FunctionError(
    `no expression succeeded:\n${list.join("")}\nAt least one expression must produce a successful result`,
  );
}

export function evaluateCan(args: Arguments, evaluation: Evaluation, frame: Frame | undefined): Value {
  const [expression] = args as [Expression];
  const { value, diagnostics } = attempt(expression, evaluation, frame);
  if (hasErrors(diagnostics)) return FALSE;
  return isWhollyKnown(value) ? TRUE : unknownValue(BOOL, { notNull: true });
}

/** `templatestring` wants a reference; most others of these are misunderstandings about templates. */
function whyNoReference(template: Expression): string {
  const elsewhere = "templatestring is only for rendering templates retrieved dynamically from elsewhere";
  if (template.kind === "template-wrap") {
    return `${elsewhere}; to treat the inner expression as template syntax, write the reference expression directly without any template interpolation syntax`;
  }
  if (template.kind !== "template") {
    return "must be a direct reference to a single string from elsewhere, containing valid Terraform template syntax";
  }
  return template.parts.every((part) => part.kind === "literal")
    ? `${elsewhere}, and so does not support providing a literal template; consider using a template string expression instead`
    : `${elsewhere}; to render an inline template, consider using a plain template string expression`;
}

export function evaluateTemplateString(args: Arguments, evaluation: Evaluation, frame: Frame | undefined): Value {
  const [template, variables] = args as [Expression, Expression];
  const mark = evaluation.mark();
  const given = evaluateExpression(variables, evaluation, frame);
  if (evaluation.failedSince(mark)) return NO_VALUE;
  if (given.isNull) throw new ArgumentError(1, "argument must not be null");
  // With unknown variables nothing is looked at yet.
  if (!given.isKnown) return NO_VALUE;
  if (template.kind === "literal" || !staticTraversal(template))
    throw new ArgumentError(0, `invalid template expression: ${whyNoReference(template)}`);
  const source = evaluateExpression(template, evaluation, frame);
  if (source.isNull) throw new ArgumentError(0, "invalid template value: a string is required");
  let text: Value;
  try {
    text = convert(source, STRING);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    throw new ArgumentError(0, "invalid template value: a string is required");
  }
  if (!text.isKnown) return unknownValue(STRING).withMarks(text.marks);
  return renderTemplate(text.string, "<templatestring argument>", given, evaluation.scope, 1, false).withMarks(
    text.marks,
  );
}
