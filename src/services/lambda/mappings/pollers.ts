/** The pollers of all enabled event source mappings. */
import type { MappingRecord } from "../entities.ts";
import { checkpointPrefix, windowPrefix } from "../keys.ts";
import type { RunningLambda } from "../running.ts";
import { pollQueue } from "./queue-poller.ts";
import { sourceKind } from "./sources.ts";
import { pollStream } from "./stream-poller.ts";

export class Pollers {
  readonly #lambda: RunningLambda;
  readonly #running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();

  constructor(lambda: RunningLambda) {
    this.#lambda = lambda;
  }

  resume(): void {
    for (const mapping of this.#lambda.mappings()) this.changed(mapping);
  }

  /** Starts, stops or restarts the poller. What it has in hand is finished first, so that nothing is lost or repeated. */
  changed(mapping: MappingRecord): void {
    const uuid = mapping.configuration.UUID ?? "";
    const before = this.#running.get(uuid);
    before?.abort.abort();
    this.#running.delete(uuid);
    const deleted = mapping.configuration.State === "Deleting";
    if (!mapping.enabled && !deleted) return;
    const abort = new AbortController();
    const done = (before?.done ?? Promise.resolve())
      .then(() => (deleted ? this.#forget(uuid) : this.#poll(mapping, abort.signal)))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) process.emitWarning(error as Error);
      });
    this.#running.set(uuid, { abort, done });
  }

  async stop(): Promise<void> {
    const all = [...this.#running.values()];
    this.#running.clear();
    for (const { abort } of all) abort.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  /** How far a mapping has read is of use to nobody once it is deleted. */
  #forget(uuid: string): void {
    const { store } = this.#lambda.cloud;
    for (const prefix of [checkpointPrefix(uuid), windowPrefix(uuid)]) store.deletePrefix(prefix);
    this.#running.delete(uuid);
  }

  #poll(mapping: MappingRecord, signal: AbortSignal): Promise<void> {
    const kind = sourceKind(mapping.configuration.EventSourceArn);
    return kind === "sqs" ? pollQueue(this.#lambda, mapping, signal) : pollStream(this.#lambda, mapping, signal);
  }
}
