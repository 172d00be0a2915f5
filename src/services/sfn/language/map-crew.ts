/** Those who run the child executions of a distributed Map, as many at a time as may. */
import { childPlaces, type Place } from "./checkpoint.ts";
import { StateFailure } from "./failure.ts";
import { runMachine } from "./interpreter.ts";
import type { Json, JsonObject } from "./json.ts";
import type { MapRun } from "./map-run.ts";
import type { ChildExecution, ItemOutcome } from "./map-storage.ts";

/** The work of one child execution. */
export interface Work {
  readonly input: Json;
  readonly context: JsonObject;
  /** How many items it takes care of. */
  readonly size: number;
}

/** Those who do the work, each one piece after another; there can be more of them later. */
export class Crew {
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
  #begin({ input, size }: Work, index: number, place: Place): ChildExecution | undefined {
    const { machine, branch, execution } = this.#run;
    const { mapRunArn } = branch.place;
    const again = place.resume?.executionArn;
    place.executionArn = again;
    if (mapRunArn === undefined || machine.ProcessorConfig?.ExecutionType === "EXPRESS") return undefined;
    if (place.resume?.output !== undefined) return undefined;
    const child = execution.storage.begin({ mapRunArn, index, input, size, again });
    place.executionArn = child?.arn;
    return child;
  }

  async #performOne(index: number): Promise<void> {
    const { machine, branch, execution } = this.#run;
    const { clock } = execution;
    const work = this.#work[index] as Work;
    const place = this.#places[index] ?? {};
    const child = this.#begin(work, index, place);
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
