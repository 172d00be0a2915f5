/** What each type of state does between its entry and its exit. */
import { ruleHolds } from "./choice.ts";
import { effectiveInput, effectiveOutput, selectInput } from "./data-flow.ts";
import type { State } from "./definition.ts";
import { StateFailure } from "./failure.ts";
import type { Branch, Execution } from "./interpreter.ts";
import { evaluateIntrinsic } from "./intrinsics.ts";
import type { Json } from "./json.ts";
import { performMap } from "./map.ts";
import { performParallel } from "./parallel.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";
import { lookUpFor } from "./scope.ts";
import { performTask } from "./task.ts";
import { waitFor } from "./wait.ts";

export interface Performed {
  readonly output: Json;
  readonly next: string | undefined;
  readonly assigned?: Json | undefined;
}

export async function performState(
  state: State,
  scope: Scope,
  execution: Execution,
  branch: Branch,
): Promise<Performed> {
  switch (state.Type) {
    case "Pass":
      return settle(state, state.Result ?? effectiveInput(state, scope), scope);
    case "Succeed": {
      const selected = selectInput(state, scope);
      return { ...settle({ ...state, ResultPath: "$" }, selected, scope), next: undefined };
    }
    case "Fail":
      throw new StateFailure(
        failText(state.Error, state.ErrorPath, scope),
        failText(state.Cause, state.CausePath, scope),
      );
    case "Wait":
      await waitFor(state, scope, execution);
      return settle({ ...state, ResultPath: "$" }, selectInput(state, scope), scope);
    case "Choice":
      return choose(state, scope);
    case "Task":
      return settle(state, await performTask(state, scope, execution, branch), scope);
    case "Parallel":
      return settle(state, await performParallel(state, scope, execution, branch), scope);
    case "Map":
      return settle(state, await performMap(state, scope, execution, branch), scope);
  }
}

function settle(state: State, result: Json, scope: Scope): Performed {
  return {
    output: effectiveOutput(state, result, scope),
    next: state.Next,
    assigned: state.Assign && fillTemplate(state.Assign, { ...scope, input: result }),
  };
}

function failText(literal: string | undefined, path: string | undefined, scope: Scope): string | undefined {
  if (path === undefined) return literal;
  const value = path.startsWith("States.") ? evaluateIntrinsic(path, scope) : lookUpFor("ErrorPath", path, scope);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function choose(state: State, scope: Scope): Performed {
  const input = selectInput(state, scope);
  const inner = { ...scope, input };
  const rule = state.Choices?.find((one) => ruleHolds(one, inner));
  const next = rule?.Next ?? state.Default;
  if (next === undefined) {
    throw new StateFailure(
      "States.NoChoiceMatched",
      `An error occurred while executing the state '${scope.stateName}' (entered at the event id #${scope.enteredEventId}). Failed to transition out of the state. The state does not point to a next state.`,
    );
  }
  const { Assign = rule ? undefined : state.Assign } = rule ?? {};
  return {
    output: effectiveOutput({ ...state, ResultPath: "$" }, input, scope),
    next,
    assigned: Assign && fillTemplate(Assign, inner),
  };
}
