/** Evaluates conditions with messages: validations, pre- and postconditions, assertions of check blocks. */
import { type Diagnostic, errorAt, hasErrors, warningAt } from "../../hcl/diagnostic.ts";
import type { CheckRule } from "../config/module.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { evaluate } from "../lang/evaluate.ts";
import { Evaluation } from "../lang/evaluation.ts";
import { EPHEMERAL, SENSITIVE, unmarkDeep } from "../lang/marks.ts";
import type { Scope } from "../lang/scope.ts";
import { BOOL, STRING } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";
import type { CheckStatus } from "../state/state.ts";

export type RuleKind =
  | "Resource precondition"
  | "Resource postcondition"
  | "Module output value precondition"
  | "Check block assertion";

export interface RuleOutcome {
  readonly status: CheckStatus;
  readonly message?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const SUMMARY: Readonly<Record<RuleKind, string>> = {
  "Resource precondition": "Resource precondition failed",
  "Resource postcondition": "Resource postcondition failed",
  "Module output value precondition": "Module output value precondition failed",
  "Check block assertion": "Check block assertion failed",
};

/** `severity` is that of a condition which does not hold. */
export function evaluateRule(
  rule: CheckRule,
  kind: RuleKind,
  scope: Scope,
  severity: Diagnostic["severity"],
  address?: string,
): RuleOutcome {
  if (!rule.condition) return { status: "error", diagnostics: [] };
  const condition = evaluate(rule.condition, scope);
  const said = ruleMessage(rule, scope);
  const found = [...condition.diagnostics, ...said.diagnostics];
  const at = address === undefined ? {} : { address };
  const refuse = (...diagnostics: readonly Diagnostic[]): RuleOutcome => ({
    status: "error",
    diagnostics: [...found, ...diagnostics],
  });
  if (hasErrors(found)) return refuse();
  const problem = (summary: string, detail: string): Diagnostic => ({
    ...errorAt(rule.condition?.range ?? rule.range, summary, detail),
    ...(rule.condition ? { expression: rule.condition, evalContext: new Evaluation(scope).contextAt(undefined) } : {}),
  });
  const holds = conditionResult(condition.value);
  if (holds === undefined) {
    if (kind !== "Check block assertion") return { status: "unknown", diagnostics: found };
    const unknown = problem(
      "Check block assertion known after apply",
      "The condition could not be evaluated at this time, a result will be known when this plan is applied.",
    );
    return {
      status: "unknown",
      diagnostics: [...found, { ...unknown, severity: "warning", extra: { doNotConsolidate: true } }],
    };
  }
  if (holds === null) {
    return refuse(
      problem("Invalid condition result", "Condition expression must return either true or false, not null."),
    );
  }
  if (typeof holds === "string") {
    return refuse(problem("Invalid condition result", `Invalid condition result value: ${holds}.`));
  }
  if (holds) return { status: "pass", diagnostics: found };
  const failed: Diagnostic = { ...problem(SUMMARY[kind], said.text), severity, ...at };
  return {
    status: "fail",
    message: said.text,
    // Every assertion is heard of, however many fail.
    diagnostics: [
      ...found,
      { ...failed, extra: { checkRule: true, doNotConsolidate: kind === "Check block assertion" } },
    ],
  };
}

/** Whether a condition holds; null for null, undefined while unknown, or why it is no truth value. */
export function conditionResult(value: Value): boolean | null | undefined | string {
  const plain = value.withoutMarks();
  if (!plain.isKnown) return undefined;
  if (plain.isNull) return null;
  try {
    return convert(plain, BOOL).boolean;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return error.withPath;
  }
}

const NO_MESSAGE =
  "This check failed, but has an invalid error message as described in the other accompanying messages.";

/** The text to say, with what is wrong with it. */
export function ruleMessage(
  rule: CheckRule,
  scope: Scope,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const expression = rule.errorMessage;
  if (!expression) return { text: NO_MESSAGE, diagnostics: [] };
  const { value, diagnostics } = evaluate(expression, scope);
  const without = (diagnostic: Diagnostic): { text: string; diagnostics: readonly Diagnostic[] } => ({
    text: NO_MESSAGE,
    diagnostics: [
      ...diagnostics,
      { ...diagnostic, expression, evalContext: new Evaluation(scope).contextAt(undefined) },
    ],
  });
  if (hasErrors(diagnostics)) return { text: NO_MESSAGE, diagnostics };
  const { value: plain, marks } = unmarkDeep(value);
  const { range } = expression;
  const unsuitable = (why: string): Diagnostic =>
    errorAt(range, "Invalid error message", `Unsuitable value for error message: ${why}.`);
  let text: Value;
  try {
    text = convert(plain, STRING);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return without(unsuitable(error.message));
  }
  if (!text.isKnown) return { text: NO_MESSAGE, diagnostics };
  if (text.isNull) return without(unsuitable("must not be null"));
  for (const mark of [SENSITIVE, EPHEMERAL] as const) {
    if (!marks.has(mark)) continue;
    const repair =
      mark === SENSITIVE
        ? "carefully using the nonsensitive() function if the expression will not reveal the sensitive data"
        : "using the ephemeralasnull() function on the references to not reveal ephemeral data";
    return without(
      warningAt(
        range,
        `Error message refers to ${mark} values`,
        `The error expression used to explain this condition refers to ${mark} values, so Terraform will not display the resulting message.\n\nYou can correct this by removing references to ${mark} values, or by ${repair}.`,
      ),
    );
  }
  const trimmed = text.string.trim();
  return { text: trimmed === "" ? NO_MESSAGE : trimmed, diagnostics };
}
