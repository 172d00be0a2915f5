/**
 * How many invocations of a function run at once. Those that only compute for a moment are not done sooner by waking more
 * processes than the machine has cores: each comes with cold caches, and costs three times as much. So what comes on top
 * of those waits for the next to finish. Functions that take longer wait for something, and all run at once.
 */
import { availableParallelism } from "node:os";

/** Milliseconds below which an invocation counts as quick: a call of one service of this cloud fits in. */
const QUICK = 2;
/** How many invocations the quickest one is looked for among. */
const SAMPLE = 64;
/** How often, in milliseconds, a busy function is held back for a moment to see how quick it would be without a crowd. */
const PROBE_INTERVAL = 1000;
const AT_ONCE = Math.max(2, availableParallelism());

export interface Run {
  readonly began: number;
  /** It began while no more ran than can at once: how long it takes is its own time, not that of waiting for a core. */
  readonly uncrowded: boolean;
}

export class Pace {
  /** Those that are not known to take long. */
  readonly #running = new Set<Run>();
  #quickest = Number.POSITIVE_INFINITY;
  #quickestBefore = Number.POSITIVE_INFINITY;
  #sampled = 0;
  #sampledAt = performance.now();

  /** As many run as can at once, and the next is expected to be done in a moment. */
  get full(): boolean {
    if (this.#running.size < AT_ONCE) return false;
    if (Math.min(this.#quickest, this.#quickestBefore) < QUICK) return true;
    return performance.now() - this.#sampledAt > PROBE_INTERVAL;
  }

  begin(): Run {
    const run = { began: performance.now(), uncrowded: this.#running.size < AT_ONCE };
    this.#running.add(run);
    return run;
  }

  end(run: Run): void {
    this.#running.delete(run);
    if (!run.uncrowded) return;
    this.#sampledAt = performance.now();
    this.#quickest = Math.min(this.#quickest, this.#sampledAt - run.began);
    if (++this.#sampled < SAMPLE) return;
    this.#sampled = 0;
    this.#quickestBefore = this.#quickest;
    this.#quickest = Number.POSITIVE_INFINITY;
  }

  /** None has ended for a while: those that run take long, this time. */
  stalled(): void {
    this.#running.clear();
    this.#sampledAt = performance.now();
  }
}
