/** Runs a machine: state after state, with retries, catchers and the history's events. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { Clock } from "../../../cloud/clock.ts";
import type { Checkpoint, Place } from "./checkpoint.ts";
import { placeResult } from "./data-flow.ts";
import type { Catcher, Machine, State } from "./definition.ts";
import { refuseTooLarge, runtimeFailure, StateFailure } from "./failure.ts";
import type { Cursor, History } from "./history.ts";
import { dataDetails } from "./history.ts";
import type { Json, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import { EvaluationFailure } from "./jsonata-template.ts";
import type { MapStorage } from "./map-storage.ts";
import { fillTemplate } from "./payload-template.ts";
import { type QueryLanguage, queryLanguageOf } from "./query-language.ts";
import { catcherFor, delayBefore, retrierFor } from "./retry.ts";
import type { Scope } from "./scope.ts";
import { caught, performState } from "./states.ts";

export interface Execution {
  readonly history: History;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The context object; the interpreter adds State, Map and Task. */
  readonly context: JsonObject;
  readonly runTask: TaskRunner;
  readonly newToken: () => string;
  readonly storage: MapStorage;
  /** Of states that do not say. */
  readonly language: QueryLanguage;
}

/** What a Task state's work is given. */
export interface TaskRequest {
  readonly resource: string;
  readonly parameters: Json;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly taskToken: string;
  readonly cursor: Cursor;
}

export type TaskRunner = (request: TaskRequest, execution: Execution) => Promise<Json>;

export interface Branch {
  readonly cursor: Cursor;
  readonly variables: Record<string, Json>;
  /** Members of the context object that only this branch has: the Map item. */
  readonly context: JsonObject;
  readonly place: Place;
}

/** Runs from StartAt, or from where the branch's place resumes, to an end; throws StateFailure. */
export async function runMachine(machine: Machine, input: Json, execution: Execution, branch: Branch): Promise<Json> {
  const { place, variables } = branch;
  if (place.resume?.output !== undefined) return (place.output = place.resume.output);
  let resume = place.resume?.state === undefined ? undefined : place.resume;
  Object.assign(variables, resume?.variables);
  let name: string | undefined = resume?.state ?? machine.StartAt;
  let data = resume?.input ?? input;
  while (name !== undefined) {
    const state: State | undefined = machine.States[name];
    if (!state) throw runtimeFailure(`State '${name}' does not exist`);
    execution.signal.throwIfAborted();
    delete place.children;
    Object.assign(place, { state: name, input: data, variables: { ...variables } });
    const outcome = await runState(name, state, data, execution, branch, resume);
    data = outcome.output;
    name = outcome.next;
    resume = undefined;
  }
  place.output = data;
  return data;
}

interface Outcome {
  readonly output: Json;
  readonly next: string | undefined;
}

// Only states that can be retried tell how often they were.
const RETRYING = new Set(["Task", "Parallel", "Map"]);

async function runState(
  name: string,
  state: State,
  input: Json,
  execution: Execution,
  branch: Branch,
  resume: Checkpoint | undefined,
): Promise<Outcome> {
  const { history } = execution;
  const { cursor } = branch;
  const before = cursor.previous;
  // A state that a redrive goes on from is not entered again.
  const entered =
    resume?.entered ??
    history.add(`${state.Type}StateEntered` as Sfn.HistoryEventType, cursor.previous, {
      stateEnteredEventDetails: { name, input: JSON.stringify(input), inputDetails: dataDetails },
    });
  branch.place.entered = entered;
  if (resume?.entered === undefined) cursor.previous = entered;
  const enteredTime = new Date(execution.clock.now()).toISOString();
  const attempts = new Map<number, number>();
  for (let retryCount = 0; ; retryCount++) {
    const scope: Scope = {
      input,
      context: {
        ...execution.context,
        ...branch.context,
        State: {
          EnteredTime: enteredTime,
          Name: name,
          ...(RETRYING.has(state.Type) ? { RetryCount: retryCount } : {}),
        },
      },
      variables: branch.variables,
      language: queryLanguageOf(state, execution.language),
      now: execution.clock.now(),
      stateName: name,
      enteredEventId: entered,
    };
    try {
      const result = await performState(state, scope, execution, branch, retryCount === 0 ? resume : undefined);
      return exitState(name, state, result.output, result.next, result.assigned, execution, branch);
    } catch (error) {
      const failure = asFailure(error);
      if (failure instanceof EvaluationFailure) tellEvaluation(failure, name, { entered, before }, history, cursor);
      const delay = nextDelay(state, failure, attempts);
      if (delay !== undefined) {
        await execution.clock.sleep(delay, execution.signal);
        continue;
      }
      const catcher = catcherFor(state, failure);
      if (!catcher) {
        if (state.Type === "Map" && failure.error !== "States.Runtime") {
          cursor.previous = history.add("MapStateFailed", cursor.previous);
        }
        cursor.failedState = state.Type;
        throw failure;
      }
      if (state.Type === "Map" && failure.error !== "States.Runtime") {
        cursor.previous = history.add("MapStateFailed", cursor.previous);
      }
      return await catchFailure(name, state, failure, catcher, scope, execution, branch);
    }
  }
}

// Source: AWS, recorded: the event follows the one before the state's entry when nothing has happened since.
function tellEvaluation(
  { error, failureCause, location, behindEntry }: EvaluationFailure,
  state: string,
  { entered, before }: { readonly entered: number; readonly before: number },
  history: History,
  cursor: Cursor,
): void {
  const previous = cursor.previous === entered && !behindEntry ? before : cursor.previous;
  cursor.previous = history.add("EvaluationFailed", previous, {
    evaluationFailedEventDetails: {
      error,
      cause: failureCause,
      ...(location === undefined ? {} : { location }),
      state,
    },
  });
}

function nextDelay(state: State, failure: StateFailure, attempts: Map<number, number>): number | undefined {
  const index = retrierFor(state, failure);
  const retrier = state.Retry?.[index];
  if (!retrier) return undefined;
  const attempt = (attempts.get(index) ?? 0) + 1;
  attempts.set(index, attempt);
  return delayBefore(retrier, attempt);
}

async function catchFailure(
  name: string,
  state: State,
  failure: StateFailure,
  catcher: Catcher,
  scope: Scope,
  execution: Execution,
  branch: Branch,
): Promise<Outcome> {
  const report: Json = { Error: failure.error ?? "", Cause: failure.failureCause ?? "" };
  if (scope.language === "JSONata") {
    const { output, assigned } = await caught(state, catcher, report, scope);
    return exitState(name, state, output, catcher.Next, assigned, execution, branch);
  }
  const output = placeResult(catcher.ResultPath, report, scope);
  const assigned = catcher.Assign && fillTemplate(catcher.Assign, { ...scope, input: report });
  return exitState(name, state, output, catcher.Next, assigned, execution, branch);
}

function exitState(
  name: string,
  state: State,
  output: Json,
  next: string | undefined,
  assigned: Json | undefined,
  { history }: Execution,
  { cursor, variables }: Branch,
): Outcome {
  // A Fail state is never left.
  if (state.Type !== "Fail") {
    const text = JSON.stringify(output);
    refuseTooLarge(text, name);
    const values = isObject(assigned) ? Object.entries(assigned) : [];
    // Source: Step Functions' guide, "Limits": what one Assign holds is as large as what a state may hand on.
    if (values.length > 0) refuseTooLarge(JSON.stringify(assigned), name);
    for (const [variable, value] of values) variables[variable] = value;
    cursor.previous = history.add(`${state.Type}StateExited` as Sfn.HistoryEventType, cursor.previous, {
      stateExitedEventDetails: {
        name,
        output: text,
        outputDetails: dataDetails,
        ...(values.length === 0
          ? {}
          : {
              assignedVariables: Object.fromEntries(
                values.map(([variable, value]) => [variable, JSON.stringify(value)]),
              ),
              assignedVariablesDetails: dataDetails,
            }),
      },
    });
  }
  return { output, next };
}

/** What is no failure of the state language is a fault of this program or an abort. */
export function asFailure(error: unknown): StateFailure {
  if (error instanceof StateFailure) return error;
  throw error;
}
