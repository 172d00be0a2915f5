/** Parallel: every branch gets the same input; the first failure ends them all. */
import { type Checkpoint, childPlaces } from "./checkpoint.ts";
import { workInput } from "./data-flow.ts";
import type { State } from "./definition.ts";
import type { Cursor } from "./history.ts";
import type { Branch, Execution } from "./interpreter.ts";
import { asFailure, runMachine } from "./interpreter.ts";
import type { Json } from "./json.ts";
import type { Scope } from "./scope.ts";

export async function performParallel(
  state: State,
  scope: Scope,
  execution: Execution,
  branch: Branch,
  resume: Checkpoint | undefined,
): Promise<Json> {
  const { history } = execution;
  const { cursor } = branch;
  const input = await workInput(state, scope);
  const started = resume?.children ? cursor.previous : history.add("ParallelStateStarted", cursor.previous);
  cursor.previous = started;
  const places = childPlaces(branch.place, state.Branches?.length ?? 0, resume);
  const abort = new AbortController();
  const signal = AbortSignal.any([execution.signal, abort.signal]);
  const cursors = (state.Branches ?? []).map((): Cursor => ({ previous: started }));
  try {
    const results = await Promise.all(
      (state.Branches ?? []).map((machine, at) =>
        runMachine(
          machine,
          input,
          { ...execution, signal },
          {
            cursor: cursors[at] ?? { previous: started },
            variables: { ...branch.variables },
            context: branch.context,
            place: places[at] ?? {},
          },
        ),
      ),
    );
    const last = Math.max(started, ...cursors.map(({ previous }) => previous));
    history.add("ParallelStateSucceeded", last);
    cursor.previous = last;
    return results;
  } catch (error) {
    abort.abort(error);
    const failure = asFailure(error);
    // Source: AWS, recorded: a task whose failure ends the branches is told as aborted too.
    for (const cursor of cursors) {
      if (cursor.failedState === "Task") cursor.previous = history.add("TaskStateAborted", cursor.previous);
    }
    cursor.previous = history.add("ParallelStateFailed", Math.max(...cursors.map(({ previous }) => previous)));
    throw failure;
  }
}
