/** A Task state: parameters filled, time limits read, the work handed to the runner. */

import { deadEnd, workInput } from "./data-flow.ts";
import type { State } from "./definition.ts";
import type { Branch, Execution } from "./interpreter.ts";
import type { Json } from "./json.ts";
import type { Scope } from "./scope.ts";
import { lookUp, pathFailure } from "./scope.ts";

export async function performTask(state: State, scope: Scope, execution: Execution, branch: Branch): Promise<Json> {
  const { Resource: resource = "" } = state;
  const taskToken = execution.newToken();
  const waits = resource.endsWith(".waitForTaskToken");
  const context = waits ? { ...scope.context, Task: { Token: taskToken } } : scope.context;
  const parameters = await workInput(state, { ...scope, context });
  return execution.runTask(
    {
      resource,
      parameters,
      timeoutSeconds: limit("TimeoutSeconds", state.TimeoutSeconds, state.TimeoutSecondsPath, scope),
      heartbeatSeconds: limit("HeartbeatSeconds", state.HeartbeatSeconds, state.HeartbeatSecondsPath, scope),
      taskToken,
      cursor: branch.cursor,
    },
    execution,
  );
}

function limit(field: string, literal: number | undefined, path: string | undefined, scope: Scope): number | undefined {
  if (path === undefined) return literal;
  const value = lookUp(path, scope);
  if (value === undefined) throw deadEnd(path, scope);
  if (typeof value === "number" && value > 0) return value;
  throw pathFailure(
    `The ${field}Path parameter does not reference an integer value: ${path} == ${JSON.stringify(value)}`,
    scope,
  );
}
