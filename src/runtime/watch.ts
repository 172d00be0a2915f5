/**
 * Notices when what an environment does takes too long or too much memory. Its timer runs on from one invocation to the
 * next: setting and clearing one for each would cost as much as a small part of a quick invocation.
 */
import type { TreeMemory } from "./launch/function-process.ts";

/** How often the memory of a running invocation is looked at, and when first: most are over by then. */
const MEMORY_INTERVAL = 100;
const FIRST_LOOK = 200;

export interface Excess {
  readonly kind: "timeout" | "out-of-memory";
}

export interface Watched {
  /** Of the machine's steady clock, in milliseconds. */
  readonly deadline: number;
  readonly onExcess: (excess: Excess) => void;
}

export class Watch {
  readonly #memoryLimit: number;
  readonly #memory: () => TreeMemory | undefined;
  #watched: Watched | undefined;
  /** The one that the next look is due for; another one is looked at later. */
  #seen: Watched | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(memoryLimit: number, memory: () => TreeMemory | undefined) {
    this.#memoryLimit = memoryLimit;
    this.#memory = memory;
  }

  begin(watched: Watched): void {
    this.#watched = watched;
    if (this.#timer) {
      this.#timer.ref();
      return;
    }
    this.#seen = watched;
    this.#lookIn(Math.min(FIRST_LOOK, watched.deadline - performance.now()));
  }

  end(): void {
    this.#watched = undefined;
    // Whoever waits for nothing else may go.
    this.#timer?.unref();
  }

  #lookIn(milliseconds: number): void {
    this.#timer = setTimeout(() => this.#look(), Math.max(0, milliseconds));
  }

  #look(): void {
    this.#timer = undefined;
    const watched = this.#watched;
    if (!watched) return;
    const left = watched.deadline - performance.now();
    const seenBefore = this.#seen === watched;
    this.#seen = watched;
    if (left <= 0) return this.#exceeded("timeout");
    if (seenBefore && (this.#memory()?.current() ?? 0) > this.#memoryLimit) return this.#exceeded("out-of-memory");
    this.#lookIn(Math.min(seenBefore ? MEMORY_INTERVAL : FIRST_LOOK, left));
  }

  #exceeded(kind: Excess["kind"]): void {
    const watched = this.#watched;
    this.#watched = undefined;
    watched?.onExcess({ kind });
  }
}
