/** Whether one statement speaks of one request: action, resource, conditions; the principal is matched apart. */
import { conditionsHold } from "./conditions.ts";
import type { PolicyStatement } from "./document.ts";
import type { ContextValues } from "./glob.ts";
import { matchesGlob, matchesVariableGlob } from "./glob.ts";
import type { Caller } from "./principal-match.ts";

export interface AccessRequest {
  /** `service:Operation`. */
  readonly action: string;
  /** ARN of the resource, or `*` where the action knows none. */
  readonly resource: string;
  readonly caller: Caller;
  readonly context: ContextValues;
}

export function statementApplies(statement: PolicyStatement, request: AccessRequest): boolean {
  return (
    actionMatches(statement, request.action) &&
    resourceMatches(statement, request) &&
    conditionsHold(statement.conditions, request.context)
  );
}

export function actionMatches(statement: PolicyStatement, action: string): boolean {
  const names = (patterns: readonly string[]) => patterns.some((pattern) => matchesGlob(pattern, action, true));
  if (statement.actions) return names(statement.actions);
  return statement.notActions !== undefined && !names(statement.notActions);
}

// A statement without a resource element (trust policies) speaks of the resource it is attached to.
function resourceMatches(statement: PolicyStatement, { resource, context }: AccessRequest): boolean {
  const names = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesVariableGlob(pattern, resource, context));
  if (statement.resources) return names(statement.resources);
  return statement.notResources === undefined || !names(statement.notResources);
}
