/** TestState: one state performed by itself, with what its data was on the way. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { checkedInput } from "./executions.ts";
import { validationException } from "./fault.ts";
import { placeResult } from "./language/data-flow.ts";
import type { State } from "./language/definition.ts";
import { StateFailure } from "./language/failure.ts";
import type { Execution } from "./language/interpreter.ts";
import type { Json, JsonObject } from "./language/json.ts";
import { isObject } from "./language/json.ts";
import { catcherFor, delayBefore, retrierFor } from "./language/retry.ts";
import type { Scope } from "./language/scope.ts";
import { caught } from "./language/states.ts";
import { mapStorage } from "./tasks/map-storage.ts";
import { taskRunner } from "./tasks/task-runner.ts";
import { newToken } from "./tasks/tokens.ts";
import { givenContext, madeUpContext } from "./test-state/context-object.ts";
import { Inspection } from "./test-state/inspection.ts";
import { mockOf } from "./test-state/mock.ts";
import { testedState } from "./test-state/tested-state.ts";

export const testState: Operation<typeof Sfn, "TestState"> = async (input, context) => {
  const { name, state, language } = testedState(input.definition ?? "", input.stateName);
  const configuration = input.stateConfiguration ?? {};
  const mocked = mockOf(state, input.mock, input.stateConfiguration, input.roleArn);
  const data = JSON.parse(checkedInput(input.input)) as Json;
  const variables = variablesOf(input.variables);
  const contextObject =
    input.context === undefined
      ? madeUpContext(context, name, data, input.roleArn)
      : givenContext(input.context, state);
  const scope: Scope = {
    input: data,
    context: contextObject,
    variables,
    language,
    now: context.clock.now(),
    stateName: name,
    enteredEventId: 0,
  };
  const execution: Execution = {
    history: { add: () => 0 },
    clock: context.clock,
    signal: context.signal,
    context: contextObject,
    runTask: taskRunner(context),
    newToken,
    storage: mapStorage(context, ""),
    language,
  };
  const branch = { cursor: { previous: 0 }, variables, context: {}, place: {} };
  const inspection = new Inspection({ scope, execution, branch }, mocked, configuration);
  const shown = (answer: Sfn.TestStateOutput): Sfn.TestStateOutput =>
    input.inspectionLevel === "DEBUG" || input.inspectionLevel === "TRACE"
      ? { ...answer, inspectionData: inspection.data }
      : answer;
  try {
    const { output, next, assigned } = await inspection.perform(state);
    const all = { ...variables, ...(isObject(assigned) ? assigned : {}) };
    if (Object.keys(all).length > 0) inspection.data.variables = JSON.stringify(all);
    return shown({
      status: "SUCCEEDED",
      output: JSON.stringify(output),
      ...(next === undefined ? {} : { nextState: next }),
    });
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    return shown(await failed(state, error, scope, configuration.retrierRetryCount ?? 0, inspection));
  }
};

async function failed(
  state: State,
  failure: StateFailure,
  scope: Scope,
  retryCount: number,
  inspection: Inspection,
): Promise<Sfn.TestStateOutput> {
  const members = {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.failureCause === undefined ? {} : { cause: failure.failureCause }),
  };
  const details: { -readonly [Name in keyof Sfn.InspectionErrorDetails]: Sfn.InspectionErrorDetails[Name] } = {};
  const retryIndex = retrierFor(state, failure);
  const retrier = state.Retry?.[retryIndex];
  if (retrier) {
    inspection.data.errorDetails = details;
    details.retryIndex = retryIndex;
    const delay = delayBefore(retrier, retryCount + 1);
    if (delay !== undefined) {
      details.retryBackoffIntervalSeconds = delay / 1000;
      return { status: "RETRIABLE", ...members };
    }
  }
  const catcher = catcherFor(state, failure);
  if (!catcher) return { status: "FAILED", ...members };
  inspection.data.errorDetails = details;
  details.catchIndex = state.Catch?.indexOf(catcher);
  const report = { Error: failure.error ?? "", Cause: failure.failureCause ?? "" };
  const output =
    scope.language === "JSONata"
      ? (await caught(state, catcher, report, scope)).output
      : placeResult(catcher.ResultPath, report, scope);
  return { status: "CAUGHT_ERROR", ...members, nextState: catcher.Next, output: JSON.stringify(output) };
}

function variablesOf(text: string | undefined): Record<string, Json> {
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as Json;
    if (isObject(value)) return { ...(value as JsonObject) };
  } catch {
    // Told below, like a text that is JSON but no object.
  }
  throw validationException("Variables must be a valid JSON object");
}
