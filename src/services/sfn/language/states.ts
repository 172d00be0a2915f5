/** What each type of state does between its entry and its exit. */

import type { Checkpoint } from "./checkpoint.ts";
import { ruleHolds } from "./choice.ts";
import { effectiveInput, effectiveOutput, selectInput } from "./data-flow.ts";
import type { Catcher, ChoiceRule, State } from "./definition.ts";
import { StateFailure } from "./failure.ts";
import type { Branch, Execution } from "./interpreter.ts";
import { evaluateIntrinsic } from "./intrinsics.ts";
import type { Json } from "./json.ts";
import { fillJsonata, fillOfKind, type Reserved, withFields } from "./jsonata-template.ts";
import { performMap } from "./map.ts";
import { performParallel } from "./parallel.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";
import { inState, lookUpFor } from "./scope.ts";
import { performTask } from "./task.ts";
import { waitFor } from "./wait.ts";

export interface Performed {
  readonly output: Json;
  readonly next: string | undefined;
  readonly assigned?: Json | undefined;
}

export async function performState(
  given: State,
  scope: Scope,
  execution: Execution,
  branch: Branch,
  resume?: Checkpoint,
): Promise<Performed> {
  const state = scope.language === "JSONata" ? await withFields(given, scope) : given;
  switch (state.Type) {
    case "Pass":
      if (scope.language === "JSONata") return settle(state, undefined, scope);
      return settlePaths(state, state.Result ?? effectiveInput(state, scope), scope);
    case "Succeed": {
      if (scope.language === "JSONata") return { ...(await settle(state, undefined, scope)), next: undefined };
      const selected = selectInput(state, scope);
      return { ...settlePaths({ ...state, ResultPath: "$" }, selected, scope), next: undefined };
    }
    case "Fail":
      throw new StateFailure(
        failText("ErrorPath", state.Error, state.ErrorPath, scope),
        failText("CausePath", state.Cause, state.CausePath, scope),
      );
    case "Wait":
      await waitFor(state, scope, execution);
      if (scope.language === "JSONata") return settle(state, undefined, scope);
      return settlePaths({ ...state, ResultPath: "$" }, selectInput(state, scope), scope);
    case "Choice":
      return scope.language === "JSONata" ? chooseByCondition(state, scope) : choose(state, scope);
    case "Task":
      return settle(state, await performTask(state, scope, execution, branch), scope);
    case "Parallel":
      return settle(state, await performParallel(state, scope, execution, branch, resume), scope);
    case "Map":
      return settle(state, await performMap(state, scope, execution, branch, resume), scope);
  }
}

/** A state without a result of its own goes on with its input. */
export async function settle(state: State, result: Json | undefined, scope: Scope): Promise<Performed> {
  if (scope.language === "JSONata") {
    return {
      ...(await settleJsonata(state, result ?? scope.input, scope, result === undefined ? {} : { result })),
      next: state.Next,
    };
  }
  return settlePaths(state, result ?? null, scope);
}

/** `within` is where the fields are: those of a rule or a catcher are told by its place. Source: AWS, measured. */
async function settleJsonata(
  { Output, Assign }: Pick<State, "Output" | "Assign">,
  otherwise: Json,
  scope: Scope,
  reserved: Reserved = {},
  within = "",
): Promise<Omit<Performed, "next">> {
  return {
    assigned: Assign && (await fillJsonata(`${within}Assign`, Assign, scope, reserved)),
    output: Output === undefined ? otherwise : await fillJsonata(`${within}Output`, Output, scope, reserved),
  };
}

/** What a catcher makes of a failure in a JSONata state. */
export function caught(
  { Catch = [] }: State,
  catcher: Catcher,
  errorOutput: Json,
  scope: Scope,
): Promise<Omit<Performed, "next">> {
  return settleJsonata(catcher, errorOutput, scope, { errorOutput }, `Catch[${Catch.indexOf(catcher)}]/`);
}

async function chooseByCondition(state: State, scope: Scope): Promise<Performed> {
  let rule: ChoiceRule | undefined;
  let within = "";
  for (const [i, one] of (state.Choices ?? []).entries()) {
    const holds = await fillOfKind(`Choices[${i}]/Condition`, "boolean", one.Condition ?? null, scope);
    if (holds !== true) continue;
    rule = one;
    within = `Choices[${i}]/`;
    break;
  }
  const next = rule?.Next ?? state.Default;
  if (next === undefined) throw noChoice(scope);
  return { ...(await settleJsonata(rule ?? state, scope.input, scope, {}, within)), next };
}

function noChoice(scope: Scope): StateFailure {
  return new StateFailure(
    "States.NoChoiceMatched",
    inState("Failed to transition out of the state. The state does not point to a next state.", scope),
  );
}

function settlePaths(state: State, result: Json, scope: Scope): Performed {
  return {
    output: effectiveOutput(state, result, scope),
    next: state.Next,
    assigned: state.Assign && fillTemplate(state.Assign, { ...scope, input: result }),
  };
}

function failText(
  field: string,
  literal: string | undefined,
  path: string | undefined,
  scope: Scope,
): string | undefined {
  if (path === undefined) return literal;
  const value = path.startsWith("States.") ? evaluateIntrinsic(path, scope) : lookUpFor(field, path, scope);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function choose(state: State, scope: Scope): Performed {
  const input = selectInput(state, scope);
  const inner = { ...scope, input };
  const rule = state.Choices?.find((one) => ruleHolds(one, inner));
  const next = rule?.Next ?? state.Default;
  if (next === undefined) {
    throw noChoice(scope);
  }
  const { Assign = rule ? undefined : state.Assign } = rule ?? {};
  return {
    output: effectiveOutput({ ...state, ResultPath: "$" }, input, scope),
    next,
    assigned: Assign && fillTemplate(Assign, inner),
  };
}
