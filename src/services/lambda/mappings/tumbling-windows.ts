/**
 * Tumbling windows: invocations of one window hand a state on to each other, and the window ends with an invocation
 * that says so. Windows follow the records' own times.
 */
import type { MappingRecord } from "../entities.ts";
import type { RunningLambda } from "../running.ts";
import { type BatchOutcome, failedIds, invokeWithBatch } from "./batch-invocation.ts";
import type { StreamRecord } from "./stream-source.ts";

interface OpenWindow {
  readonly start: number;
  readonly end: number;
  state: unknown;
}

const PAUSE = 1000;

export class TumblingWindows {
  readonly #lambda: RunningLambda;
  readonly #mapping: MappingRecord;
  readonly #shard: string;
  readonly #length: number;
  #open: OpenWindow | undefined;

  constructor(lambda: RunningLambda, mapping: MappingRecord, shard: string) {
    this.#lambda = lambda;
    this.#mapping = mapping;
    this.#shard = shard;
    this.#length = (mapping.configuration.TumblingWindowInSeconds ?? 0) * 1000;
  }

  get enabled(): boolean {
    return this.#length > 0;
  }

  async deliver(batch: readonly StreamRecord[], signal: AbortSignal): Promise<boolean> {
    for (let rest = batch; rest.length > 0; ) {
      const start = Math.floor((rest[0]?.arrivedAt ?? 0) / this.#length) * this.#length;
      if (this.#open && this.#open.start !== start && !(await this.#close(signal))) return false;
      this.#open ??= { start, end: start + this.#length, state: {} };
      const own = rest.filter(({ arrivedAt }) => arrivedAt < start + this.#length);
      if (!(await this.#invoke(own, false, signal))) return false;
      rest = rest.slice(own.length);
    }
    return true;
  }

  /** Ends the window whose time is over, though no later record has come. */
  async closeOverdue(signal: AbortSignal): Promise<void> {
    if (this.#open && this.#lambda.cloud.clock.now() >= this.#open.end) await this.#close(signal);
  }

  async #close(signal: AbortSignal): Promise<boolean> {
    const done = await this.#invoke([], true, signal);
    if (done) this.#open = undefined;
    return done;
  }

  /** Invokes until it succeeds; what the function returns as `state` is the window's from then on. */
  async #invoke(records: readonly StreamRecord[], isFinal: boolean, signal: AbortSignal): Promise<boolean> {
    const window = this.#open;
    if (!window) return true;
    while (!signal.aborted) {
      const outcome: BatchOutcome = await invokeWithBatch(this.#lambda, this.#mapping, {
        Records: records.map(({ event }) => event),
        shardId: this.#shard,
        eventSourceARN: this.#mapping.configuration.EventSourceArn,
        window: { start: iso(window.start), end: iso(window.end) },
        state: window.state,
        isFinalInvokeForWindow: isFinal,
        isWindowTerminatedEarly: false,
      });
      if (failedIds(this.#mapping, outcome).length === 0) {
        window.state = (outcome.answer as { state?: unknown } | null)?.state ?? {};
        return true;
      }
      await this.#lambda.cloud.clock.sleep(PAUSE, signal).catch(() => undefined);
    }
    return false;
  }
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(".000Z", "Z");
