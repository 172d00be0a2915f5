/** Conditions and their messages: they must evaluate, to a truth value and to text. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import type { CheckRule } from "../config/module.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { evaluate, evaluateAs } from "../lang/evaluate.ts";
import { Evaluation } from "../lang/evaluation.ts";
import type { Scope } from "../lang/scope.ts";
import { BOOL, STRING } from "../lang/type.ts";

export function validateRule({ condition, errorMessage }: CheckRule, scope: Scope): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (condition) diagnostics.push(...evaluateAs(condition, scope, BOOL).diagnostics);
  if (errorMessage) {
    const message = evaluate(errorMessage, scope);
    diagnostics.push(...message.diagnostics);
    if (!hasErrors(message.diagnostics)) {
      try {
        convert(message.value, STRING);
      } catch (error) {
        if (!(error instanceof ConversionError)) throw error;
        const detail = `Unsuitable value for error message: ${error.message}.`;
        diagnostics.push({
          ...errorAt(errorMessage.range, "Invalid error message", detail),
          expression: errorMessage,
          evalContext: new Evaluation(scope).contextAt(undefined),
        });
      }
    }
  }
  return diagnostics;
}
