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
      const unsuitable = (why: string): void =>
        void diagnostics.push({
          ...errorAt(errorMessage.range, "Invalid error message", `Unsuitable value for error message: ${why}.`),
          expression: errorMessage,
          evalContext: new Evaluation(scope).contextAt(undefined),
        });
      try {
        if (convert(message.value, STRING).isNull) unsuitable("must not be null");
      } catch (error) {
        if (!(error instanceof ConversionError)) throw error;
        unsuitable(error.message);
      }
    }
  }
  return diagnostics;
}
