/**
 * Tumbling windows: invocations of one window hand a state on to each other, and the window ends with an invocation
 * that says so. Windows follow the records' own times.
 */
import type { Key } from "../../../store/store.ts";
import type { MappingRecord } from "../entities.ts";
import { windowPrefix } from "../keys.ts";
import type { RunningLambda } from "../running.ts";
import { type BatchOutcome, batchPayload, failedIds, invokeWithBatch } from "./batch-invocation.ts";
import { type BatchPlace, deliverBatch, shortTime } from "./stream-batch.ts";
import type { StreamRecord } from "./stream-source.ts";

interface OpenWindow {
  readonly start: number;
  readonly end: number;
  state: unknown;
}

const PAUSE = 1000;
/** A state that grows beyond this ends its window early. */
const LARGEST_STATE = 1024 * 1024;

export class TumblingWindows {
  readonly #lambda: RunningLambda;
  readonly #mapping: MappingRecord;
  readonly #place: BatchPlace;
  readonly #length: number;
  readonly #key: Key;
  /** Kept in the store too, so that the window goes on after a restart. */
  #open: OpenWindow | undefined;

  constructor(lambda: RunningLambda, mapping: MappingRecord, place: BatchPlace) {
    this.#lambda = lambda;
    this.#mapping = mapping;
    this.#place = place;
    this.#length = (mapping.configuration.TumblingWindowInSeconds ?? 0) * 1000;
    this.#key = [...windowPrefix(mapping.configuration.UUID ?? ""), place.shard];
    if (this.enabled) this.#open = lambda.cloud.store.get<OpenWindow>(this.#key);
  }

  get enabled(): boolean {
    return this.#length > 0;
  }

  /** False when `signal` stopped it; `progress` tells how far delivery has come for good. */
  async deliver(
    batch: readonly StreamRecord[],
    signal: AbortSignal,
    progress: (sequenceNumber: string) => void,
  ): Promise<boolean> {
    for (let rest = batch; rest.length > 0; ) {
      const start = Math.floor((rest[0]?.arrivedAt ?? 0) / this.#length) * this.#length;
      if (this.#open && this.#open.start !== start && !(await this.#close(signal))) return false;
      this.#open ??= { start, end: start + this.#length, state: {} };
      const window = this.#open;
      const own = rest.filter(({ arrivedAt }) => arrivedAt < start + this.#length);
      const done = await deliverBatch(this.#lambda, this.#mapping, this.#place, own, signal, {
        progress,
        makeEvent: (records) => this.#event(window, records, {}),
        succeeded: (outcome) => {
          window.state = stateOf(outcome);
          this.#lambda.cloud.store.put(this.#key, window);
        },
      });
      if (!done) return false;
      if (JSON.stringify(window.state).length > LARGEST_STATE && !(await this.#close(signal, true))) return false;
      rest = rest.slice(own.length);
    }
    return true;
  }

  /** Ends the window whose time is over, though no later record has come. */
  async closeOverdue(signal: AbortSignal): Promise<void> {
    if (this.#open && this.#lambda.cloud.clock.now() >= this.#open.end) await this.#close(signal);
  }

  /** The last invocation of a window, tried as often as the mapping allows. */
  async #close(signal: AbortSignal, early = false): Promise<boolean> {
    const window = this.#open;
    const { MaximumRetryAttempts = -1 } = this.#mapping.configuration;
    const most = MaximumRetryAttempts < 0 ? Number.POSITIVE_INFINITY : MaximumRetryAttempts + 1;
    for (let attempt = 1; window && attempt <= most; attempt++) {
      if (signal.aborted) return false;
      const event = this.#event(window, [], { isFinalInvokeForWindow: true, isWindowTerminatedEarly: early });
      const outcome = await invokeWithBatch(this.#lambda, this.#mapping, batchPayload(event));
      if (failedIds(this.#mapping, outcome).length === 0) break;
      await this.#lambda.cloud.clock.sleep(PAUSE, signal).catch(() => undefined);
    }
    this.#open = undefined;
    this.#lambda.cloud.store.delete(this.#key);
    return true;
  }

  #event(window: OpenWindow, records: readonly StreamRecord[], flags: object): object {
    return {
      Records: records.map(({ event }) => event),
      shardId: this.#place.shard,
      eventSourceARN: this.#mapping.configuration.EventSourceArn,
      window: { start: shortTime(window.start), end: shortTime(window.end) },
      state: window.state,
      isFinalInvokeForWindow: false,
      isWindowTerminatedEarly: false,
      ...flags,
    };
  }
}

/** What the function returns as `state` is the window's from then on. */
const stateOf = ({ answer }: BatchOutcome): unknown => (answer as { state?: unknown } | null)?.state ?? {};
