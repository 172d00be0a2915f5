/** Performs one state and notes what the data was at every step, as TestState shows it. */
import type { InspectionData, TestStateConfiguration } from "@aws-sdk/client-sfn";
import { validationException } from "../fault.ts";
import { effectiveInput, effectiveOutput, placeResult, selectInput, workInput } from "../language/data-flow.ts";
import type { State } from "../language/definition.ts";
import { runtimeFailure, StateFailure } from "../language/failure.ts";
import type { Branch, Execution } from "../language/interpreter.ts";
import type { Json } from "../language/json.ts";
import { withFields } from "../language/jsonata-template.ts";
import { itemsOf, itemsOfMap } from "../language/map.ts";
import { mapConcurrency, toleratedFailures } from "../language/map-limits.ts";
import { fillTemplate } from "../language/payload-template.ts";
import type { Scope } from "../language/scope.ts";
import { type Performed, performState, settle } from "../language/states.ts";
import { performTask } from "../language/task.ts";
import type { Mocked } from "./mock.ts";

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

export class Inspection {
  readonly data: Writable<InspectionData> = {};
  readonly #scope: Scope;
  readonly #execution: Execution;
  readonly #branch: Branch;
  readonly #mocked: Mocked;
  readonly #configuration: TestStateConfiguration;

  constructor(
    { scope, execution, branch }: { readonly scope: Scope; readonly execution: Execution; readonly branch: Branch },
    mocked: Mocked,
    configuration: TestStateConfiguration,
  ) {
    this.#scope = scope;
    this.#execution = execution;
    this.#branch = branch;
    this.#mocked = mocked;
    this.#configuration = configuration;
    this.data.input = JSON.stringify(scope.input);
  }

  async perform(state: State): Promise<Performed> {
    return this.#scope.language === "JSONata"
      ? this.#performJsonata(await withFields(state, this.#scope))
      : this.#performPaths(state);
  }

  async #performJsonata(state: State): Promise<Performed> {
    const scope = this.#scope;
    switch (state.Type) {
      case "Task": {
        this.data.afterArguments = JSON.stringify(await workInput(state, scope));
        const result = await this.#workResult(state);
        this.data.result = JSON.stringify(result);
        return settle(state, result, scope);
      }
      case "Parallel":
        await workInput(state, scope);
        return settle(state, this.#mockedResult(), scope);
      case "Map":
        this.#noteLimits(state);
        this.#failOverThreshold(state, await itemsOfMap(state, scope));
        return settle(state, this.#mockedResult(), scope);
      default:
        return performState(state, scope, this.#execution, this.#branch);
    }
  }

  async #performPaths(state: State): Promise<Performed> {
    switch (state.Type) {
      case "Pass":
        if (state.Result === undefined) return this.#finish(state, this.#parameters(state));
        this.data.result = JSON.stringify(state.Result);
        return this.#finish(state, state.Result);
      case "Task": {
        this.#parameters(state);
        const result = await this.#workResult(state);
        this.data.result = JSON.stringify(result);
        return this.#finish(state, result);
      }
      case "Parallel":
        effectiveInput(state, this.#scope);
        return this.#finish(state, this.#mockedResult());
      case "Map": {
        const items = this.#items(state);
        this.#noteLimits(state);
        this.#failOverThreshold(state, items);
        return this.#finish(state, this.#mockedResult());
      }
      default:
        this.data.afterInputPath = JSON.stringify(selectInput(state, this.#scope));
        return performState(state, this.#scope, this.#execution, this.#branch);
    }
  }

  #parameters(state: State): Json {
    this.data.afterInputPath = JSON.stringify(selectInput(state, this.#scope));
    const parameters = effectiveInput(state, this.#scope);
    this.data.afterParameters = JSON.stringify(parameters);
    return parameters;
  }

  async #workResult(state: State): Promise<Json> {
    return this.#mocked ? this.#mockedResult() : performTask(state, this.#scope, this.#execution, this.#branch);
  }

  #mockedResult(): Json {
    if (this.#mocked && "result" in this.#mocked) return this.#mocked.result;
    throw this.#mocked?.failure ?? runtimeFailure("Nothing is mocked");
  }

  #items(state: State): readonly Json[] {
    const input = selectInput(state, this.#scope);
    this.data.afterInputPath = JSON.stringify(input);
    const items = itemsOf(state, { ...this.#scope, input });
    this.data.afterItemsPath = JSON.stringify(items);
    if (state.ItemSelector !== undefined) {
      const context = { ...this.#scope.context, Map: { Item: { Index: 0, Value: items[0] ?? null } } };
      this.data.afterItemSelector = JSON.stringify(
        fillTemplate(state.ItemSelector, { ...this.#scope, input, context }),
      );
    }
    return items;
  }

  #noteLimits(state: State): void {
    this.data.maxConcurrency = mapConcurrency(state, this.#scope);
    const { failureCount, failurePercentage } = toleratedFailures(state, this.#scope);
    if (state.ToleratedFailureCount !== undefined || state.ToleratedFailureCountPath !== undefined) {
      this.data.toleratedFailureCount = failureCount;
    }
    if (state.ToleratedFailurePercentage !== undefined || state.ToleratedFailurePercentagePath !== undefined) {
      this.data.toleratedFailurePercentage = failurePercentage;
    }
  }

  #failOverThreshold(state: State, items: readonly Json[]): void {
    const { mapIterationFailureCount: failed = 0 } = this.#configuration;
    if (failed > items.length) {
      throw validationException(
        "Map iteration failure count must be less than or equal to the number of Map iterations",
      );
    }
    if (this.#mocked && "failure" in this.#mocked) return;
    const { failureCount, failurePercentage } = toleratedFailures(state, this.#scope);
    if (failed <= Math.max(failureCount, (items.length * failurePercentage) / 100)) return;
    throw new StateFailure(
      "States.ExceedToleratedFailureThreshold",
      "The specified tolerated failure threshold was exceeded",
    );
  }

  #finish(state: State, result: Json): Performed {
    const scope = this.#scope;
    const selected =
      state.ResultSelector === undefined ? result : fillTemplate(state.ResultSelector, { ...scope, input: result });
    this.data.afterResultSelector = JSON.stringify(selected);
    this.data.afterResultPath = JSON.stringify(placeResult(state.ResultPath, selected, scope));
    return {
      output: effectiveOutput(state, result, scope),
      next: state.Next,
      assigned: state.Assign && fillTemplate(state.Assign, { ...scope, input: result }),
    };
  }
}
