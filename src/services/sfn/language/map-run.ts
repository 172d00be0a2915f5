/** The iterations of a Map inside the execution's own history. */
import { type Checkpoint, childPlaces, type Place } from "./checkpoint.ts";
import type { ItemProcessor, State } from "./definition.ts";
import type { Cursor } from "./history.ts";
import type { Branch, Execution } from "./interpreter.ts";
import { asFailure, runMachine } from "./interpreter.ts";
import type { Json, JsonObject } from "./json.ts";
import { fillJsonata } from "./jsonata-template.ts";
import type { MapLimits } from "./map-limits.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";

export interface MapRun {
  readonly state: State;
  readonly machine: ItemProcessor;
  readonly input: Json;
  readonly items: readonly Json[];
  readonly limits: MapLimits;
  /** Id of MapStateStarted. */
  readonly started: number;
  readonly scope: Scope;
  readonly execution: Execution;
  readonly branch: Branch;
  readonly resume: Checkpoint | undefined;
}

export async function runInline(run: MapRun): Promise<Json> {
  const { items, started, scope, branch } = run;
  const { history } = run.execution;
  const { cursor } = branch;
  const abort = new AbortController();
  const execution: Execution = { ...run.execution, signal: AbortSignal.any([run.execution.signal, abort.signal]) };
  const results: Json[] = Array.from({ length: items.length }, () => null);
  const name = scope.stateName;
  const places = childPlaces(branch.place, items.length, run.resume);
  let next = 0;
  let lastEvent = started;
  let lastSuccess = started;
  const worker = async (): Promise<void> => {
    const own: Cursor = { previous: started };
    while (next < items.length) {
      const index = next++;
      const place = places[index] ?? {};
      if (place.resume?.output !== undefined) {
        results[index] = place.output = place.resume.output;
        continue;
      }
      own.previous = history.add("MapIterationStarted", own.previous, {
        mapIterationStartedEventDetails: { name, index },
      });
      try {
        results[index] = await runItem(run, index, execution, own, place);
        // What follows in this line of iterations hangs on the last state's event, not on the success.
        lastSuccess = history.add("MapIterationSucceeded", own.previous, {
          mapIterationSucceededEventDetails: { name, index },
        });
        lastEvent = own.previous;
      } catch (error) {
        history.add("MapIterationFailed", own.previous, { mapIterationFailedEventDetails: { name, index } });
        lastEvent = own.previous;
        throw error;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: workersFor(run) }, worker));
  } catch (error) {
    abort.abort(error);
    // A retry, a catcher or the failure of the state goes on from here.
    cursor.previous = lastEvent;
    throw asFailure(error);
  }
  history.add("MapStateSucceeded", lastSuccess);
  cursor.previous = lastSuccess;
  return results;
}

function workersFor({ limits, items }: MapRun): number {
  return Math.min(limits.concurrency || items.length, items.length);
}

async function runItem(run: MapRun, index: number, execution: Execution, cursor: Cursor, place: Place): Promise<Json> {
  const { machine, branch } = run;
  const { itemInput, context } = await inputOfItem(run, index);
  return runMachine(machine, itemInput, execution, { cursor, variables: { ...branch.variables }, context, place });
}

/** What the iteration of an item gets, and the context object it sees. */
export async function inputOfItem(
  { state, input, items, scope, branch }: MapRun,
  index: number,
): Promise<{ readonly itemInput: Json; readonly context: JsonObject }> {
  const value = items[index] ?? null;
  const context: JsonObject = { ...branch.context, Map: { Item: { Index: index, Value: value } } };
  const selector = state.ItemSelector ?? state.Parameters;
  const fill = scope.language === "JSONata" ? fillJsonata.bind(undefined, "ItemSelector") : fillTemplate;
  const itemScope = { ...scope, input, context: { ...scope.context, ...context } };
  const itemInput = selector === undefined ? value : await fill(selector, itemScope);
  return { itemInput, context };
}
