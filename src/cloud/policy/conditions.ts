/** The Condition block of a statement: every operator and key must hold. */
import { conditionOperator } from "./condition-operators.ts";
import type { Condition } from "./document.ts";
import type { ContextValues } from "./glob.ts";

export function conditionsHold(conditions: readonly Condition[], context: ContextValues): boolean {
  return conditions.every((condition) => conditionHolds(condition, context));
}

function conditionHolds({ operator, key, values }: Condition, context: ContextValues): boolean {
  const parsed = conditionOperator(operator);
  if (!parsed) return false;
  const present = context.get(key.toLowerCase());
  const { compare, negated, set, ifExists } = parsed;
  if (!compare) return values.some((value) => (value.toLowerCase() === "true") === (present === undefined));
  if (present === undefined || present.length === 0) {
    if (ifExists || set === "ForAllValues") return true;
    return set === undefined && negated;
  }
  // Several values of the policy are alternatives; under a negated operator none of them may match.
  const holds = (requestValue: string) => values.some((value) => compare(value, requestValue, context)) !== negated;
  if (set === "ForAnyValue") return present.some(holds);
  if (set === "ForAllValues") return present.every(holds);
  return negated ? present.every(holds) : present.some(holds);
}
