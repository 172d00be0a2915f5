/** The validation rules of a variable, once its value and all they refer to are there. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange } from "../../hcl/source.ts";
import { printModuleInstance, printModulePath } from "../addresses/module.ts";
import type { CheckRule, ModuleTree, Variable } from "../config/module.ts";
import { Evaluation } from "../lang/evaluation.ts";
import { evaluateRule } from "./check-rules.ts";
import { ModuleScope } from "./module-scope.ts";
import type { Run } from "./run.ts";

export function validateVariable(run: Run, tree: ModuleTree, variable: Variable): boolean {
  const name = `var.${variable.name}`;
  const configAddress = tree.path.length === 0 ? name : `${printModulePath(tree.path)}.${name}`;
  run.checks.declare("var", configAddress);
  let ok = true;
  for (const instance of run.evaluation.instancesOf(tree.path)) {
    const address = instance.path.length === 0 ? name : `${printModuleInstance(instance.path)}.${name}`;
    run.checks.declareObject("var", configAddress, address);
    const scope = new ModuleScope(run.environment, instance.path);
    for (const rule of variable.validations) {
      const { status, message, diagnostics } = validate(rule, variable, scope, tree);
      run.checks.record("var", configAddress, address, status, message);
      ok = run.diagnostics.report(diagnostics) && ok;
    }
  }
  return ok;
}

function validate(rule: CheckRule, variable: Variable, scope: ModuleScope, tree: ModuleTree) {
  const outcome = evaluateRule(rule, "Check block assertion", scope, "error");
  if (outcome.status === "unknown") return { ...outcome, diagnostics: [] };
  if (outcome.status !== "fail") return outcome;
  const others = outcome.diagnostics.filter(({ extra }) => extra?.["checkRule"] !== true);
  const given = tree.parent && tree.call?.body.attributes.get(variable.name)?.expression;
  const failed: Diagnostic = {
    ...errorAt(
      given ? given.range : variable.range,
      "Invalid value for variable",
      `${outcome.message ?? ""}\n\nThis was checked by the validation rule at ${printRange(rule.range)}.`,
    ),
    ...(rule.condition ? { expression: rule.condition, evalContext: new Evaluation(scope).contextAt(undefined) } : {}),
  };
  return { ...outcome, diagnostics: [...others, failed] };
}
