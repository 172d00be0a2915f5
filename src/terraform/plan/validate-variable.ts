/** The validation rules of a variable, once its value and all they refer to are there. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { printModuleInstance, printModulePath } from "../addresses/module.ts";
import type { CheckRule, ModuleTree, Variable } from "../config/module.ts";
import { ConversionError, convert } from "../lang/convert.ts";
import { evaluate } from "../lang/evaluate.ts";
import { Evaluation as ExpressionEvaluation } from "../lang/evaluation.ts";
import { EPHEMERAL, SENSITIVE, unmarkDeep } from "../lang/marks.ts";
import type { Reference } from "../lang/reference.ts";
import type { Resolved, Scope } from "../lang/scope.ts";
import { STRING } from "../lang/type.ts";
import type { Value } from "../lang/value.ts";
import { conditionResult, type RuleOutcome } from "./check-rules.ts";
import type { ModuleValues } from "./evaluation.ts";
import { ModuleScope } from "./module-scope.ts";
import type { Run } from "./run.ts";

export function validateVariable(run: Run, tree: ModuleTree, variable: Variable): boolean {
  const name = `var.${variable.name}`;
  const configAddress = tree.path.length === 0 ? name : `${printModulePath(tree.path)}.${name}`;
  run.checks.expand("var", configAddress);
  let ok = true;
  for (const instance of run.evaluation.instancesOf(tree.path)) {
    const address = instance.path.length === 0 ? name : `${printModuleInstance(instance.path)}.${name}`;
    run.checks.declareObject("var", configAddress, address);
    const scope = validationScope(run, instance, variable);
    for (const rule of variable.validations) {
      const { status, message, diagnostics } = validate(rule, variable, scope, tree);
      run.checks.record("var", configAddress, address, status, message);
      ok = run.diagnostics.report(diagnostics) && ok;
    }
  }
  return ok;
}

function validate(rule: CheckRule, variable: Variable, scope: Scope, tree: ModuleTree): RuleOutcome {
  const { condition, errorMessage } = rule;
  if (!condition) return { status: "error", diagnostics: [] };
  const { value, diagnostics } = evaluate(condition, scope);
  if (hasErrors(diagnostics)) return { status: "error", diagnostics };
  const evalContext = new ExpressionEvaluation(scope).contextAt(undefined);
  const refuse = (detail: string): RuleOutcome => ({
    status: "error",
    diagnostics: [
      { ...errorAt(condition.range, "Invalid variable validation result", detail), expression: condition, evalContext },
    ],
  });
  const holds = conditionResult(value);
  if (holds === undefined) return { status: "unknown", diagnostics: [] };
  if (holds === null) {
    return refuse("Validation condition expression must return either true or false, not null.");
  }
  if (typeof holds === "string") return refuse(`Invalid validation condition result value: ${holds}.`);
  if (holds) return { status: "pass", diagnostics: [] };
  const message = errorMessage ? messageOf(errorMessage, scope) : { diagnostics: [] };
  if (message.unusable) return { status: "error", diagnostics: message.diagnostics };
  const text = message.text ?? "Failed to evaluate condition error message.";
  const given = tree.parent && tree.call?.body.attributes.get(variable.name)?.expression;
  const failed: Diagnostic = {
    ...errorAt(
      given ? given.range : variable.range,
      "Invalid value for variable",
      `${text}\n\nThis was checked by the validation rule at ${printRange(rule.range)}.`,
    ),
    expression: condition,
    evalContext,
  };
  return { status: "fail", message: text, diagnostics: [...message.diagnostics, failed] };
}

/** What a validation says when it fails, if that can be said at all. */
function messageOf(
  expression: Expression,
  scope: Scope,
): { readonly text?: string; readonly unusable?: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const { value, diagnostics } = evaluate(expression, scope);
  const { value: plain, marks } = unmarkDeep(value);
  if (plain.isNull) return { diagnostics };
  const problem = (summary: string, detail: string): Diagnostic => ({
    ...errorAt(expression.range, summary, detail),
    expression,
    evalContext: new ExpressionEvaluation(scope).contextAt(undefined),
  });
  const unsuitable = (why: string): Diagnostic =>
    problem("Invalid error message", `Unsuitable value for error message: ${why}.`);
  if (hasErrors(diagnostics) || !plain.isKnown) {
    const why = "expression refers to values that won't be known until the apply phase";
    const unknown = { ...unsuitable(why), extra: { causedByUnknown: true } };
    return { diagnostics: [...diagnostics, unknown], unusable: true };
  }
  let text: Value;
  try {
    text = convert(plain, STRING);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return { diagnostics: [unsuitable(error.message)] };
  }
  for (const mark of [SENSITIVE, EPHEMERAL] as const) {
    if (!marks.has(mark)) continue;
    const repair =
      mark === SENSITIVE
        ? "nonsensitive() function if the expression will not reveal the sensitive"
        : "ephemeralasnull() function if the expression will not reveal the ephemeral";
    const detail = `The error expression used to explain this condition refers to ${mark} values. Terraform will not display the resulting message.\n\nYou can correct this by removing references to ${mark} values, or by carefully using the ${repair} data.`;
    return {
      // Terraform says "sensitive" of ephemeral values too.
      text: "The error message included a sensitive value, so it will not be displayed.",
      diagnostics: [problem(`Error message refers to ${mark} values`, detail)],
    };
  }
  const trimmed = text.string.trim();
  return trimmed === "" ? { diagnostics } : { text: trimmed, diagnostics };
}

function validationScope(run: Run, instance: ModuleValues, variable: Variable): Scope {
  return !variable.sensitive || instance.sensitiveArguments.has(variable.name)
    ? new ModuleScope(run.environment, instance.path)
    : new ValidationScope(run, instance, variable.name);
}

/** A variable that is sensitive only by its own declaration is not hidden from its own validation. */
class ValidationScope extends ModuleScope {
  readonly #name: string;

  constructor(run: Run, instance: ModuleValues, name: string) {
    super(run.environment, instance.path);
    this.#name = name;
  }

  override resolve(reference: Reference): Resolved {
    const resolved = super.resolve(reference);
    const { subject } = reference;
    if (subject.kind !== "variable" || subject.name !== this.#name) return resolved;
    const marks = [...resolved.value.marks].filter((mark) => mark !== SENSITIVE);
    return { ...resolved, value: resolved.value.withoutMarks().withMarks(marks) };
  }
}
