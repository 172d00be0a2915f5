/** A distributed Map: each item, or batch of items, is an execution of its own; the parent's history tells of the run only. */
import { randomUUID } from "node:crypto";
import { StateFailure } from "./failure.ts";
import type { Execution } from "./interpreter.ts";
import { batchesOf } from "./item-batches.ts";
import type { Json } from "./json.ts";
import type { Work } from "./map-crew.ts";
import { Crew } from "./map-crew.ts";
import type { MapLimits } from "./map-limits.ts";
import type { MapRun } from "./map-run.ts";
import { inputOfItem } from "./map-run.ts";
import type { ItemOutcome, MapRunState } from "./map-storage.ts";
import { writeResults } from "./result-writer.ts";

/** `read` gives the items that are not known before: reading them is part of the run. */
export async function runDistributed(given: MapRun, read?: () => Promise<readonly Json[]>): Promise<Json> {
  const { started, scope, branch, execution, state, resume } = given;
  const { history, storage } = execution;
  const { cursor } = branch;
  let { limits } = given;
  const mapRunArn = resume?.mapRunArn ?? newRunArn(given);
  branch.place.mapRunArn = mapRunArn;
  const runStarted = resume?.mapRunArn
    ? history.add("MapRunRedriven", started, {
        mapRunRedrivenEventDetails: { mapRunArn, redriveCount: redriveCount(execution) },
      })
    : history.add("MapRunStarted", started, { mapRunStartedEventDetails: { mapRunArn } });
  cursor.previous = runStarted;
  let run = given;
  let work: readonly Work[] = [];
  const outcomes: ItemOutcome[] = [];
  const stateNow = (status: MapRunState["status"], written = 0): MapRunState => ({
    mapRunArn,
    status,
    maxConcurrency: limits.concurrency,
    toleratedFailureCount: limits.failureCount,
    toleratedFailurePercentage: limits.failurePercentage,
    items: counted(outcomes, (index) => work[index]?.size ?? 1, run.items.length, written),
    executions: counted(outcomes, () => 1, work.length, written),
  });
  const tell = (status: MapRunState["status"], written = 0): void => storage.tell(stateNow(status, written));
  const fails = (failure: unknown): void => {
    if (!(failure instanceof StateFailure)) return;
    tell("FAILED");
    const details = { error: failure.error, cause: failure.failureCause };
    cursor.previous = history.add("MapRunFailed", runStarted, { mapRunFailedEventDetails: details });
  };
  tell("RUNNING");
  try {
    if (read) run = { ...given, items: await read() };
    work = await workOf(run);
  } catch (error) {
    fails(error);
    throw error;
  }
  const { items } = run;
  tell("RUNNING");
  const tooMany = (): boolean =>
    counted(outcomes, (index) => work[index]?.size ?? 1, items.length, 0).failed > tolerated(limits, items.length);
  const crew = new Crew(run, work, outcomes, tooMany);
  const close = storage.open(mapRunArn, {
    change: (changes) => {
      limits = { ...limits, ...changes };
      crew.grow(limits.concurrency);
      tell("RUNNING");
    },
    state: () => stateNow("RUNNING"),
  });
  await crew.finish(limits.concurrency).finally(close);
  outcomes.sort((one, other) => one.index - other.index);
  if (tooMany()) {
    const failure = new StateFailure(
      "States.ExceedToleratedFailureThreshold",
      "The specified tolerated failure threshold was exceeded",
    );
    fails(failure);
    throw failure;
  }
  let result: Json = outcomes.flatMap(({ output }) => (output === undefined ? [] : [output]));
  if (state.ResultWriter) {
    try {
      result = await writeResults(state.ResultWriter, mapRunArn, outcomes, { ...scope, input: run.input }, storage);
    } catch (error) {
      fails(error);
      throw error;
    }
  }
  tell("SUCCEEDED", state.ResultWriter ? outcomes.length : 0);
  cursor.previous = history.add("MapRunSucceeded", runStarted);
  history.add("MapStateSucceeded", cursor.previous);
  return result;
}

/** Whichever limit is reached first, of those that are set. */
function tolerated({ failureCount, failurePercentage }: MapLimits, total: number): number {
  const share = (total * failurePercentage) / 100;
  return failureCount > 0 && failurePercentage > 0 ? Math.min(failureCount, share) : failureCount || share;
}

async function workOf(run: MapRun): Promise<Work[]> {
  const { state, items, scope, branch } = run;
  const each: Work[] = [];
  for (const index of items.keys()) {
    const { itemInput, context } = await inputOfItem(run, index);
    each.push({ input: itemInput, context, size: 1 });
  }
  if (!state.ItemBatcher) return each;
  const inputs = each.map(({ input }) => input);
  const batches = await batchesOf(inputs, state.ItemBatcher, { ...scope, input: run.input });
  return batches.map((batch) => ({ ...batch, context: branch.context }));
}

function newRunArn({ scope, state }: MapRun): string {
  const { Id: machineArn } = scope.context.StateMachine as { readonly Id: string };
  return `${machineArn.replace(":stateMachine:", ":mapRun:")}/${state.Label ?? randomUUID()}:${randomUUID()}`;
}

function redriveCount({ context }: Execution): number {
  return (context.Execution as { readonly RedriveCount: number }).RedriveCount;
}

function counted(
  outcomes: readonly ItemOutcome[],
  sizeOf: (index: number) => number,
  total: number,
  resultsWritten: number,
): MapRunState["items"] {
  const sum = (found: readonly ItemOutcome[]): number => found.reduce((size, { index }) => size + sizeOf(index), 0);
  return {
    total,
    succeeded: sum(outcomes.filter(({ output }) => output !== undefined)),
    failed: sum(outcomes.filter(({ output }) => output === undefined)),
    resultsWritten,
  };
}
