/** Blocks of a condition and an error message: validations, pre- and postconditions, assertions. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Block } from "../../hcl/syntax.ts";
import { printResource, type ResourceAddress } from "../addresses/resource.ts";
import { parseReference } from "../lang/reference.ts";
import { expressionVariables } from "../lang/variables.ts";
import { bodyContent } from "./content.ts";
import type { CheckRule } from "./module.ts";

const RULE = { attributes: { condition: { required: true }, error_message: { required: true } } } as const;

export function decodeCheckRule(block: Block, override: boolean, diagnostics: Diagnostic[]): CheckRule {
  const range = block.headerRange;
  if (override) {
    const detail = `Override files cannot override "${block.type}" blocks.`;
    diagnostics.push(errorAt(range, `Can't override ${block.type} blocks`, detail));
    return { condition: undefined, errorMessage: undefined, range };
  }
  const { attributes } = bodyContent(block.body, RULE, diagnostics);
  const condition = attributes.get("condition")?.expression;
  if (condition && expressionVariables(condition).length === 0) {
    const detail =
      "The condition expression must refer to at least one object from elsewhere in the configuration, or else its result would not be checking anything.";
    diagnostics.push(errorAt(condition.range, `Invalid ${block.type} expression`, detail));
  }
  return { condition, errorMessage: attributes.get("error_message")?.expression, range };
}

/** A precondition or postcondition may speak of its own resource only as `self`. */
export function refuseSelfReferences(
  rule: CheckRule,
  ruleType: string,
  self: ResourceAddress,
  diagnostics: Diagnostic[],
): void {
  for (const expression of [rule.condition, rule.errorMessage]) {
    if (!expression) continue;
    const refersToSelf = expressionVariables(expression).some((traversal) => {
      const subject = parseReference(traversal).reference?.subject;
      const isResource = subject?.kind === "resource" || subject?.kind === "resource-instance";
      return isResource && printResource(subject.resource) === printResource(self);
    });
    if (!refersToSelf) continue;
    const detail = `Configuration for ${printResource(self)} may not refer to itself.`;
    diagnostics.push(errorAt(expression.range, `Invalid reference in ${ruleType}`, detail));
  }
}
