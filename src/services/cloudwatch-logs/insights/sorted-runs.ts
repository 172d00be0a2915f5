/**
 * Many numbers, of which one is wanted by its rank. They are sorted in runs as they come, so that no moment has more to
 * do than to sort one run.
 */
const RUN = 8192;

/** The part of a run that the wanted number may be in. */
interface Span {
  readonly run: Float64Array;
  start: number;
  end: number;
}

export class SortedRuns {
  readonly #runs: Float64Array[] = [];
  #current = new Float64Array(RUN);
  #filled = 0;

  get count(): number {
    return this.#runs.length * RUN + this.#filled;
  }

  add(value: number): void {
    this.#current[this.#filled++] = value;
    if (this.#filled < RUN) return;
    this.#runs.push(this.#current.sort());
    this.#current = new Float64Array(RUN);
    this.#filled = 0;
  }

  /** The number that would stand at a rank, from 0, if all were sorted. There must be one. */
  at(rank: number): number {
    const last = this.#current.slice(0, this.#filled).sort();
    const spans = [...this.#runs, last].map((run): Span => ({ run, start: 0, end: run.length }));
    for (;;) {
      const widest = spans.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
      const pivot = widest.run[(widest.start + widest.end) >> 1] as number;
      const below = spans.map((span) => firstIndex(span, (value) => value >= pivot));
      if (rank < sum(below)) {
        for (const [i, span] of spans.entries()) span.end = below[i] as number;
        continue;
      }
      const upTo = spans.map((span) => firstIndex(span, (value) => value > pivot));
      if (rank < sum(upTo)) return pivot;
      for (const [i, span] of spans.entries()) span.start = upTo[i] as number;
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

/** Of the first value in the span that passes, and with it all behind it. */
function firstIndex({ run, start, end }: Span, passes: (value: number) => boolean): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(run[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
