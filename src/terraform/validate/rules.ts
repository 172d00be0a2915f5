/** Conditions and their messages, without the values that would decide them. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { CheckRule } from "../config/module.ts";
import { evaluate, evaluateAs, referenceProblems } from "../lang/evaluate.ts";
import type { Scope } from "../lang/scope.ts";
import { BOOL } from "../lang/type.ts";
import { undefinedNames } from "../lang/undefined-names.ts";
import { evaluateRule, ruleMessage } from "../plan/check-rules.ts";

/** Of a variable: whether the message is text shows only when it is needed. */
export const validateVariableRule = ({ condition, errorMessage }: CheckRule, scope: Scope): Diagnostic[] => [
  ...(condition ? evaluateAs(condition, scope, BOOL).diagnostics : []),
  ...(errorMessage ? evaluate(errorMessage, scope).diagnostics : []),
];

/** Of a resource. */
export const validateCondition = (rule: CheckRule, scope: Scope): Diagnostic[] => [
  ...validateVariableRule(rule, scope),
  ...undefinedNames([rule.condition], scope),
  ...undefinedNames([rule.errorMessage], scope),
];

/** Of a check block: the condition's references alone are looked at. */
export function validateAssertion(rule: CheckRule, scope: Scope): Diagnostic[] {
  const { condition, errorMessage } = rule;
  const inCondition = condition ? referenceProblems(condition, scope) : [];
  return [...inCondition, ...ruleMessage(rule, scope).diagnostics, ...undefinedNames([errorMessage], scope)];
}

/** Of an output: decided as far as it can be. */
export const validatePrecondition = (rule: CheckRule, scope: Scope): Diagnostic[] => [
  ...evaluateRule(rule, "Module output value precondition", scope, "error").diagnostics,
  ...undefinedNames([rule.condition, rule.errorMessage], scope),
];
