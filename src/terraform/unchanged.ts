/**
 * What was made of the contents of a place last time, as long as these are the same: a server reads the same folder for
 * one command after the other, and mostly nothing has changed in it. What is kept must be immutable.
 */
export class Unchanged<Made> {
  readonly #places: number;
  readonly #last = new Map<string, { readonly contents: readonly unknown[]; readonly made: Made }>();

  /** Of the places, those used last are remembered. */
  constructor(places: number) {
    this.#places = places;
  }

  /** Contents are the same when they have the same members: strings by their text, objects by identity. */
  of(place: string, contents: readonly unknown[], make: () => Made): Made {
    const known = this.#last.get(place);
    if (known && sameMembers(known.contents, contents)) return known.made;
    const made = make();
    this.#last.delete(place);
    this.#last.set(place, { contents, made });
    for (const oldest of this.#last.keys()) {
      if (this.#last.size <= this.#places) break;
      this.#last.delete(oldest);
    }
    return made;
  }

  forget(place: string): void {
    this.#last.delete(place);
  }
}

const sameMembers = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((member, i) => member === b[i]);
