/** Faults of one expression. AWS looks for one kind after the other, so the first of the most important kind is told. */
import { ExpressionFault } from "./tokens.ts";

export class Faults<Kind extends string> {
  readonly #order: readonly Kind[];
  readonly #first = new Map<Kind, string>();

  constructor(order: readonly Kind[]) {
    this.#order = order;
  }

  note(kind: Kind, message: string): void {
    if (!this.#first.has(kind)) this.#first.set(kind, message);
  }

  throwFirst(): void {
    if (this.#first.size === 0) return;
    for (const kind of this.#order) {
      const message = this.#first.get(kind);
      if (message !== undefined) throw new ExpressionFault(message);
    }
  }
}
