/** How often something was written, counted on. */
export interface Revision {
  current: number;
}

/** What an answer was made of: while it holds, asking again would give the same answer. */
export class Recording {
  readonly #read = new Map<Revision, number>();
  #isComplete = true;

  add(revision: Revision): void {
    if (!this.#read.has(revision)) this.#read.set(revision, revision.current);
  }

  /** The answer depends on something that nobody counts: the time, what a service holds in memory, a write. */
  spoil(): void {
    this.#isComplete = false;
  }

  /** The answer was made of nothing that the store has. */
  get isEmpty(): boolean {
    return this.#read.size === 0;
  }

  get holds(): boolean {
    if (!this.#isComplete) return false;
    for (const [revision, seen] of this.#read) if (revision.current !== seen) return false;
    return true;
  }
}
