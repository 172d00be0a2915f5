/** A distributed Map: each item, or batch of items, is an execution of its own; the parent's history tells of the run only. */
import { randomUUID } from "node:crypto";
import { childPlaces, type Place } from "./checkpoint.ts";
import { StateFailure } from "./failure.ts";
import type { Execution } from "./interpreter.ts";
import { runMachine } from "./interpreter.ts";
import { batchesOf } from "./item-batches.ts";
import type { Json, JsonObject } from "./json.ts";
import type { MapLimits } from "./map-limits.ts";
import type { MapRun } from "./map-run.ts";
import { inputOfItem } from "./map-run.ts";
import type { ChildExecution, ItemOutcome, MapRunState } from "./map-storage.ts";
import { writeResults } from "./result-writer.ts";

/** The work of one child execution. */
interface Work {
  readonly input: Json;
  readonly context: JsonObject;
  /** How many items it takes care of. */
  readonly size: number;
}

export async function runDistributed(run: MapRun): Promise<Json> {
  const { items, started, scope, branch, execution, state, resume } = run;
  const { history, storage } = execution;
  const { cursor } = branch;
  let { limits } = run;
  const mapRunArn = resume?.mapRunArn ?? newRunArn(run);
  branch.place.mapRunArn = mapRunArn;
  const runStarted = resume?.mapRunArn
    ? history.add("MapRunRedriven", started, {
        mapRunRedrivenEventDetails: { mapRunArn, redriveCount: redriveCount(execution) },
      })
    : history.add("MapRunStarted", started, { mapRunStartedEventDetails: { mapRunArn } });
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
  const tooMany = (): boolean =>
    counted(outcomes, (index) => work[index]?.size ?? 1, items.length, 0).failed > tolerated(limits, items.length);
  const crew = new Crew(run, work, outcomes, tooMany);
  const close = storage.open(mapRunArn, (changes) => {
    limits = { ...limits, ...changes };
    crew.grow(limits.concurrency);
    tell("RUNNING");
  });
  await crew.finish(limits.concurrency).finally(close);
  outcomes.sort((one, other) => one.index - other.index);
  if (tooMany()) {
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

/** Those who do the work, each one piece after another; there can be more of them later. */
class Crew {
  readonly #run: MapRun;
  readonly #work: readonly Work[];
  readonly #outcomes: ItemOutcome[];
  readonly #places: readonly Place[];
  readonly #tooMany: () => boolean;
  readonly #end = new AbortController();
  readonly #workers: Promise<void>[] = [];
  /** What ended the work that is no failure of an item: the execution's own end. */
  #fault: { readonly error: unknown } | undefined;
  #next = 0;
  #wanted = 0;
  #active = 0;

  /** `tooMany`: whether more items have failed than may. */
  constructor(run: MapRun, work: readonly Work[], outcomes: ItemOutcome[], tooMany: () => boolean) {
    this.#run = run;
    this.#tooMany = tooMany;
    this.#work = work;
    this.#outcomes = outcomes;
    this.#places = childPlaces(run.branch.place, work.length, run.resume);
  }

  grow(concurrency: number): void {
    this.#wanted = concurrency || this.#work.length;
    while (this.#active < this.#wanted && this.#next < this.#work.length && !this.#end.signal.aborted) {
      this.#active++;
      this.#workers.push(this.#perform());
    }
  }

  async finish(concurrency: number): Promise<void> {
    this.grow(concurrency);
    for (let at = 0; at < this.#workers.length; at++) await this.#workers[at];
    if (this.#fault) throw this.#fault.error;
  }

  async #perform(): Promise<void> {
    while (this.#next < this.#work.length && this.#active <= this.#wanted && !this.#end.signal.aborted)
      await this.#performOne(this.#next++);
    this.#active--;
  }

  /** Express executions leave no record; what succeeded before a redrive is not done again. */
  #begin({ input, size }: Work, place: Place): ChildExecution | undefined {
    const { machine, branch, execution } = this.#run;
    const { mapRunArn } = branch.place;
    const again = place.resume?.executionArn;
    place.executionArn = again;
    if (mapRunArn === undefined || machine.ProcessorConfig?.ExecutionType === "EXPRESS") return undefined;
    if (place.resume?.output !== undefined) return undefined;
    const child = execution.storage.begin({ mapRunArn, input, size, again });
    place.executionArn = child?.arn;
    return child;
  }

  async #performOne(index: number): Promise<void> {
    const { machine, branch, execution } = this.#run;
    const { clock } = execution;
    const work = this.#work[index] as Work;
    const place = this.#places[index] ?? {};
    const child = this.#begin(work, place);
    const from = { index, name: place.executionArn?.split(":").at(-1), input: work.input, started: clock.now() };
    const ends = AbortSignal.any([execution.signal, this.#end.signal]);
    const own = {
      cursor: child?.cursor ?? { previous: 0 },
      variables: { ...branch.variables },
      context: work.context,
      place,
    };
    const around = {
      history: child?.history ?? { add: () => 0 },
      context: { ...execution.context, ...child?.context },
      signal: child ? AbortSignal.any([ends, child.signal]) : ends,
    };
    try {
      const output = await runMachine(machine, work.input, { ...execution, ...around }, own);
      child?.succeed(output);
      this.#outcomes.push({ ...from, output, stopped: clock.now() });
    } catch (error) {
      if (ends.aborted) child?.abort();
      else child?.fail(error);
      // Those that are stopped because too many others failed have neither succeeded nor failed.
      if (this.#end.signal.aborted) return;
      const failure = error instanceof StateFailure ? { error: error.error, cause: error.failureCause } : undefined;
      if (failure || (child?.signal.aborted && !ends.aborted)) {
        this.#outcomes.push({ ...from, stopped: clock.now(), ...failure });
        if (!this.#tooMany()) return;
      } else this.#fault = { error };
      this.#end.abort(error);
    }
  }
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
