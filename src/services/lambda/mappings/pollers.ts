/** The pollers of all enabled event source mappings. */
import type { MappingRecord } from "../entities.ts";
import type { RunningLambda } from "../running.ts";

export class Pollers {
  readonly #lambda: RunningLambda;

  constructor(lambda: RunningLambda) {
    this.#lambda = lambda;
  }

  resume(): void {
    for (const mapping of this.#lambda.mappings()) this.changed(mapping);
  }

  changed(_mapping: MappingRecord): void {}

  async stop(): Promise<void> {}
}
