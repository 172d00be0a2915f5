/** A distributed Map: each item, or batch of items, is an execution of its own; the parent's history tells of the run only. */
import { randomUUID } from "node:crypto";
import { StateFailure } from "./failure.ts";
import type { Execution } from "./interpreter.ts";
import { asFailure, runMachine } from "./interpreter.ts";
import { batchesOf } from "./item-batches.ts";
import type { Json, JsonObject } from "./json.ts";
import type { MapRun } from "./map-run.ts";
import { inputOfItem } from "./map-run.ts";
import type { ItemOutcome, MapRunState } from "./map-storage.ts";
import { writeResults } from "./result-writer.ts";

/** The work of one child execution. */
interface Work {
  readonly input: Json;
  readonly context: JsonObject;
  /** How many items it takes care of. */
  readonly size: number;
}

export async function runDistributed(run: MapRun): Promise<Json> {
  const { items, limits, started, scope, branch, execution, state } = run;
  const { history, storage } = execution;
  const { cursor } = branch;
  const { Id: machineArn } = scope.context.StateMachine as { readonly Id: string };
  const label = state.Label ?? randomUUID();
  const mapRunArn = `${machineArn.replace(":stateMachine:", ":mapRun:")}/${label}:${randomUUID()}`;
  const runStarted = history.add("MapRunStarted", started, { mapRunStartedEventDetails: { mapRunArn } });
  cursor.previous = runStarted;
  const work = await workOf(run);
  const outcomes: ItemOutcome[] = [];
  const tell = (status: MapRunState["status"], written = 0): void =>
    storage.tell({
      mapRunArn,
      status,
      maxConcurrency: limits.concurrency,
      toleratedFailureCount: limits.failureCount,
      toleratedFailurePercentage: limits.failurePercentage,
      items: counted(outcomes, (index) => work[index]?.size ?? 1, items.length, written),
      executions: counted(outcomes, () => 1, work.length, written),
    });
  tell("RUNNING");
  await performAll(run, work, outcomes);
  outcomes.sort((one, other) => one.index - other.index);
  const failed = counted(outcomes, (index) => work[index]?.size ?? 1, items.length, 0).failed;
  if (failed > Math.max(limits.failureCount, (items.length * limits.failurePercentage) / 100)) {
    tell("FAILED");
    const failure = new StateFailure(
      "States.ExceedToleratedFailureThreshold",
      "The specified tolerated failure threshold was exceeded",
    );
    const details = { error: failure.error, cause: failure.failureCause };
    cursor.previous = history.add("MapRunFailed", runStarted, { mapRunFailedEventDetails: details });
    throw failure;
  }
  const result = state.ResultWriter
    ? await writeResults(state.ResultWriter, mapRunArn, outcomes, { ...scope, input: run.input }, storage)
    : outcomes.flatMap(({ output }) => (output === undefined ? [] : [output]));
  tell("SUCCEEDED", state.ResultWriter ? outcomes.length : 0);
  cursor.previous = history.add("MapRunSucceeded", runStarted);
  history.add("MapStateSucceeded", cursor.previous);
  return result;
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

async function performAll(run: MapRun, work: readonly Work[], outcomes: ItemOutcome[]): Promise<void> {
  const { machine, branch, execution, limits } = run;
  const { clock } = execution;
  const silent: Execution = { ...execution, history: { add: () => 0 } };
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < work.length; index = next++) {
      const { input, context } = work[index] as Work;
      const from = { index, input, started: clock.now() };
      const own = { cursor: { previous: 0 }, variables: { ...branch.variables }, context };
      try {
        const output = await runMachine(machine, input, silent, own);
        outcomes.push({ ...from, output, stopped: clock.now() });
      } catch (error) {
        const { error: name, failureCause: cause } = asFailure(error);
        outcomes.push({ ...from, stopped: clock.now(), error: name, cause });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limits.concurrency || work.length, work.length) }, worker));
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
