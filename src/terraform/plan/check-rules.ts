/** Evaluates conditions with messages: validations, pre- and postconditions, assertions of check blocks. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
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
  const at = address === undefined ? {} : { address };
  const fail = (diagnostics: readonly Diagnostic[]): RuleOutcome => ({ status: "error", diagnostics });
  if (hasErrors(condition.diagnostics)) return fail(condition.diagnostics);
  const evalContext = new Evaluation(scope).contextAt(undefined);
  const problem = (summary: string, detail: string): Diagnostic => ({
    ...errorAt(rule.condition?.range ?? rule.range, summary, detail),
    ...(rule.condition ? { expression: rule.condition, evalContext } : {}),
  });
  const plain = condition.value.withoutMarks();
  if (!plain.isKnown) {
    if (kind !== "Check block assertion") return { status: "unknown", diagnostics: [] };
    const unknown: Diagnostic = {
      ...problem(
        "Check block assertion known after apply",
        "The condition could not be evaluated at this time, a result will be known when this plan is applied.",
      ),
      severity: "warning",
    };
    return { status: "unknown", diagnostics: [unknown] };
  }
  if (plain.isNull) {
    return fail([
      problem("Invalid condition result", "Condition expression must return either true or false, not null."),
    ]);
  }
  let holds: Value;
  try {
    holds = convert(plain, BOOL);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return fail([problem("Invalid condition result", `Invalid condition result value: ${error.message}.`)]);
  }
  if (holds.boolean) return { status: "pass", diagnostics: [] };
  const said = errorMessage(rule, scope);
  if (said.text === undefined) return fail(said.diagnostics);
  const failed: Diagnostic = { ...problem(SUMMARY[kind], said.text), severity, ...at };
  return {
    status: "fail",
    message: said.text,
    diagnostics: [...said.diagnostics, { ...failed, extra: { checkRule: true } }],
  };
}

/** The text to say, or why there is none. */
function errorMessage(
  rule: CheckRule,
  scope: Scope,
): { readonly text: string | undefined; readonly diagnostics: readonly Diagnostic[] } {
  if (!rule.errorMessage) return { text: "This check failed.", diagnostics: [] };
  const { value, diagnostics } = evaluate(rule.errorMessage, scope);
  if (hasErrors(diagnostics)) return { text: undefined, diagnostics };
  const { value: plain, marks } = unmarkDeep(value);
  const range = rule.errorMessage.range;
  if (marks.has(SENSITIVE)) {
    const detail =
      "The error expression used to explain this condition refers to sensitive values, so Terraform will not display the resulting message.\n\nYou can correct this by removing references to sensitive values, or by carefully using the nonsensitive() function if the expression will not reveal the sensitive data.";
    const warning: Diagnostic = {
      ...errorAt(range, "Error message refers to sensitive values", detail),
      severity: "warning",
    };
    return {
      text: "The error message included a sensitive value, so it will not be displayed.",
      diagnostics: [warning],
    };
  }
  if (marks.has(EPHEMERAL)) {
    const detail =
      "The error expression used to explain this condition refers to ephemeral values, so Terraform will not display the resulting message.\n\nYou can correct this by removing references to ephemeral values, or by carefully using the ephemeralasnull() function if the expression will not reveal the ephemeral data.";
    const warning: Diagnostic = {
      ...errorAt(range, "Error message refers to ephemeral values", detail),
      severity: "warning",
    };
    return {
      text: "The error message included an ephemeral value, so it will not be displayed.",
      diagnostics: [warning],
    };
  }
  if (!plain.isKnown) {
    const detail =
      "Unsuitable value for error message: expression refers to values that won't be known until the apply phase.";
    return { text: undefined, diagnostics: [errorAt(range, "Invalid error message", detail)] };
  }
  try {
    const text = convert(plain, STRING);
    if (text.isNull) throw new ConversionError("must not be null", []);
    return { text: text.string.trim(), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return {
      text: undefined,
      diagnostics: [errorAt(range, "Invalid error message", `Unsuitable value for error message: ${error.message}.`)],
    };
  }
}
