/** Which parameters of a request may stand beside one another: expressions and what came before them do not mix. */
import { refusal } from "../refusal.ts";

type Parameters = Readonly<Record<string, unknown>>;

export interface ParameterRules {
  readonly expressions: readonly string[];
  readonly legacy: readonly string[];
}

export function checkExpressionParameters(input: object, { expressions, legacy }: ParameterRules): void {
  const parameters = input as Parameters;
  const given = expressions.filter((name) => parameters[name] !== undefined);
  if (given.length > 0) {
    const mixed = legacy.filter((name) => parameters[name] !== undefined && !standsAside(name, parameters));
    if (mixed.length > 0) {
      throw refusal(
        `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${mixed.join(", ")}} Expression parameters: {${given.join(", ")}}`,
      );
    }
  }
  if (parameters.ExpressionAttributeNames !== undefined && given.length === 0) {
    throw refusal("ExpressionAttributeNames can only be specified when using expressions");
  }
  const withValues = expressions.filter((name) => name !== "ProjectionExpression");
  if (withValues.length === 0 || parameters.ExpressionAttributeValues === undefined) return;
  if (withValues.every((name) => parameters[name] === undefined)) {
    const verb = withValues.length > 1 ? "are" : "is";
    throw refusal(
      `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(" and ")} ${verb} null`,
    );
  }
}

// A query may still have its key condition in the old form and its filter in the new one.
function standsAside(name: string, parameters: Parameters): boolean {
  return name === "KeyConditions" && parameters.KeyConditionExpression === undefined;
}
