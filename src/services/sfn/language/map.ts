/** Map: one run of the item processor for each item, a number of them at a time. */
import { selectInput } from "./data-flow.ts";
import type { State } from "./definition.ts";
import type { Cursor } from "./history.ts";
import type { Branch, Execution } from "./interpreter.ts";
import { asFailure, runMachine } from "./interpreter.ts";
import type { Json, JsonObject } from "./json.ts";
import { isList } from "./json.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";
import { lookUpFor, pathFailure } from "./scope.ts";

export async function performMap(state: State, scope: Scope, execution: Execution, branch: Branch): Promise<Json> {
  const { history } = execution;
  const { cursor } = branch;
  const machine = state.ItemProcessor ?? state.Iterator;
  if (!machine) throw pathFailure("The Map state has no item processor.", scope);
  const input = selectInput(state, scope);
  const items = itemsOf(state, { ...scope, input });
  const started = history.add("MapStateStarted", cursor.previous, {
    mapStateStartedEventDetails: { length: items.length },
  });
  cursor.previous = started;
  const abort = new AbortController();
  const inner: Execution = { ...execution, signal: AbortSignal.any([execution.signal, abort.signal]) };
  const results: Json[] = new Array<Json>(items.length).fill(null);
  const name = scope.stateName;
  let next = 0;
  let lastEvent = started;
  let lastSuccess = started;

  const worker = async (): Promise<void> => {
    const own: Cursor = { previous: started };
    while (next < items.length) {
      const index = next++;
      const value = items[index] ?? null;
      const context: JsonObject = { ...branch.context, Map: { Item: { Index: index, Value: value } } };
      own.previous = history.add("MapIterationStarted", own.previous, {
        mapIterationStartedEventDetails: { name, index },
      });
      try {
        const itemScope = { ...scope, input, context: { ...scope.context, ...context } };
        const selector = state.ItemSelector ?? (state.ItemProcessor ? undefined : state.Parameters);
        const itemInput = selector === undefined ? value : fillTemplate(selector, itemScope);
        results[index] = await runMachine(machine, itemInput, inner, {
          cursor: own,
          variables: { ...branch.variables },
          context,
        });
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

  const workers = Math.min(concurrencyOf(state, scope) || items.length, items.length);
  try {
    await Promise.all(Array.from({ length: workers }, worker));
  } catch (error) {
    abort.abort(error);
    const failure = asFailure(error);
    cursor.previous = history.add("MapStateFailed", lastEvent);
    throw failure;
  }
  history.add("MapStateSucceeded", lastSuccess);
  cursor.previous = lastSuccess;
  return results;
}

function itemsOf(state: State, scope: Scope): readonly Json[] {
  const items = state.ItemsPath === undefined ? scope.input : lookUpFor("ItemsPath", state.ItemsPath, scope);
  if (isList(items)) return items;
  throw pathFailure(`Reference path "${state.ItemsPath ?? "$"}" must point to array.`, scope);
}

function concurrencyOf(state: State, scope: Scope): number {
  if (state.MaxConcurrencyPath === undefined) return state.MaxConcurrency ?? 0;
  const value = lookUpFor("MaxConcurrencyPath", state.MaxConcurrencyPath, scope);
  if (typeof value === "number" && value >= 0) return value;
  throw pathFailure(`The MaxConcurrencyPath parameter does not reference a non-negative integer.`, scope);
}
