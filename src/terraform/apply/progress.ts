/** Tells every ten seconds that an operation is still going on. */
import type { EngineEvent, EventSink } from "../plan/events.ts";

const INTERVAL = 10_000;

type Start = Extract<EngineEvent, { kind: "apply-start" | "apply-complete" | "apply-errored" | "apply-progress" }>;

/** Runs an operation between its start and end events; the end is told by what `finish` is called with. */
export class Progress {
  readonly #events: EventSink;
  readonly #event: Omit<Start, "kind" | "elapsed">;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor(events: EventSink, event: Omit<Start, "kind" | "elapsed">) {
    this.#events = events;
    this.#event = event;
    events.emit({ ...event, kind: "apply-start", elapsed: 0 } as Start);
    this.#timer = setInterval(() => this.#tell("apply-progress"), INTERVAL);
  }

  finish(kind: "apply-complete" | "apply-errored", id?: Start["id"]): void {
    clearInterval(this.#timer);
    this.#tell(kind, id);
  }

  #tell(kind: Start["kind"], id: Start["id"] = this.#event.id): void {
    const elapsed = performance.now() - this.#started;
    const rounded = kind === "apply-progress" ? Math.round(elapsed / INTERVAL) * INTERVAL : elapsed;
    this.#events.emit({ ...this.#event, id, kind, elapsed: rounded } as Start);
  }
}
