/** The assertions of a run. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { tryConvert } from "../config/constant.ts";
import type { CheckRule } from "../config/module.ts";
import { evaluate } from "../lang/evaluate.ts";
import { Evaluation } from "../lang/evaluation.ts";
import { containsMarked, withoutDeepMarks } from "../lang/marks.ts";
import type { Scope } from "../lang/scope.ts";
import { BOOL, STRING } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";

export interface AssertionOutcome {
  readonly status: "pass" | "fail" | "error";
  readonly diagnostics: readonly Diagnostic[];
}

const UNKNOWN =
  "Condition expression could not be evaluated at this time. This means you have executed a `run` block with `command = plan` and one of the values your condition depended on is not known until after the plan has been applied. Either remove this value from your condition, or execute an `apply` command from this `run` block. Alternatively, if there is an override for this value, you can make it available during the plan phase by setting `override_during = plan` in the `override_` block.";

export function checkAssertion({ condition, errorMessage }: CheckRule, scope: Scope): AssertionOutcome {
  if (!condition || !errorMessage) return { status: "error", diagnostics: [] };
  const evaluated = evaluate(condition, scope);
  const message = evaluate(errorMessage, scope);
  const found = [...evaluated.diagnostics, ...message.diagnostics];
  // The message is made, and what is wrong with it told, whether the condition holds or not.
  const text = hasErrors(message.diagnostics) ? undefined : messageText(errorMessage, message.value, found);
  if (hasErrors(found)) return { status: "error", diagnostics: found };
  const at = (expression: Expression, summary: string, detail: string, extra = {}): Diagnostic => ({
    ...errorAt(expression.range, summary, detail),
    expression,
    evalContext: new Evaluation(scope).contextAt(undefined),
    extra,
  });
  const error = (diagnostic: Diagnostic): AssertionOutcome => ({
    status: "error",
    diagnostics: [...found, diagnostic],
  });
  const plain = withoutDeepMarks(evaluated.value);
  if (!plain.isKnown) return error(at(condition, "Unknown condition value", UNKNOWN));
  if (plain.isNull) {
    return error(
      at(condition, "Invalid condition run", "Condition expression must return either true or false, not null."),
    );
  }
  const holds = tryConvert(plain, BOOL);
  if (typeof holds === "string") {
    return error(at(condition, "Invalid condition run", `Invalid condition result value: ${holds}.`));
  }
  if (holds.content === true) return { status: "pass", diagnostics: found };
  const failed = at(condition, "Test assertion failed", text ?? "", { causedByEphemeral: true, hideUnknown: true });
  return { status: "fail", diagnostics: [...found, failed] };
}

/** Undefined, and an error, when it is no text. */
function messageText(expression: Expression, value: Value, diagnostics: Diagnostic[]): string | undefined {
  const plain = withoutDeepMarks(value);
  const text = tryConvert(plain, STRING);
  const problem = typeof text === "string" ? text : text.isNull ? "must not be null" : undefined;
  if (problem !== undefined) {
    const detail = `Unsuitable value for error message: ${problem}.`;
    diagnostics.push({ ...errorAt(expression.range, "Invalid error message", detail), expression });
    return undefined;
  }
  if (containsMarked(value, "sensitive")) {
    diagnostics.push({
      severity: "warning",
      summary: "Error message refers to sensitive values",
      detail:
        "The error expression used to explain this condition refers to sensitive values, so Terraform will not display the resulting message.\n\nYou can correct this by removing references to sensitive values, or by carefully using the nonsensitive() function if the expression will not reveal the sensitive data.",
      subject: expression.range,
    });
    return "";
  }
  if (typeof text === "string" || !text.isKnown) return "";
  return (text.content as string).trim();
}
