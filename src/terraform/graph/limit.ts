/** At most so many operations at once; the others wait in line. */
export class Limit {
  #free: number;
  readonly #line: (() => void)[] = [];
  #head = 0;

  constructor(size: number) {
    this.#free = size;
  }

  async run<T>(operation: () => T | Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
    try {
      return await operation();
    } finally {
      const next = this.#line[this.#head++];
      if (next) next();
      else {
        this.#free++;
        this.#line.length = 0;
        this.#head = 0;
      }
    }
  }
}
