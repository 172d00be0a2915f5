/** The functions of `stats`, by their names in lower case: each makes an accumulator for one group of rows. */
import { SortedRuns } from "./sorted-runs.ts";
import { compareValues, numberOf, textOf, type Value } from "./value.ts";

export interface Accumulator {
  add(value: Value, time: number): void;
  result(): Value;
}

type Compare = (value: Value, best: Value, time: number, bestTime: number) => boolean;

/** Keeps one of the values it is given. */
function keeping(better: Compare): () => Accumulator {
  return () => {
    let best: Value;
    let bestTime = 0;
    return {
      add(value, time) {
        if (value === undefined || (best !== undefined && !better(value, best, time, bestTime))) return;
        best = value;
        bestTime = time;
      },
      result: () => best,
    };
  };
}

/** Computes something of how many numbers there are, of their sum and of the sum of their squared distances from the mean. */
function totals(result: (sum: number, count: number, squares: number) => Value): () => Accumulator {
  return () => {
    let sum = 0;
    let count = 0;
    let mean = 0;
    let squares = 0;
    return {
      add(value) {
        const number = numberOf(value);
        if (Number.isNaN(number)) return;
        sum += number;
        count++;
        // Welford's way, which stays exact for large numbers.
        const distance = number - mean;
        mean += distance / count;
        squares += distance * (number - mean);
      },
      result: () => (count === 0 ? undefined : result(sum, count, squares)),
    };
  };
}

export const aggregates: Readonly<Record<string, (parameter: number) => () => Accumulator>> = {
  count: () => () => {
    let count = 0;
    return {
      add(value) {
        if (value !== undefined) count++;
      },
      result: () => count,
    };
  },
  count_distinct: () => () => {
    const seen = new Set<string>();
    return {
      add(value) {
        if (value !== undefined) seen.add(textOf(value));
      },
      result: () => seen.size,
    };
  },
  sum: () => totals((sum) => sum),
  avg: () => totals((sum, count) => sum / count),
  min: () => keeping((value, best) => compareValues(value, best) < 0),
  max: () => keeping((value, best) => compareValues(value, best) > 0),
  earliest: () => keeping((_value, _best, time, bestTime) => time < bestTime),
  latest: () => keeping((_value, _best, time, bestTime) => time >= bestTime),
  sortsfirst: () => keeping((value, best) => textOf(value) < textOf(best)),
  sortslast: () => keeping((value, best) => textOf(value) > textOf(best)),
  stddev: () => totals((_sum, count, squares) => Math.sqrt(squares / count)),
  pct: percentile,
  percentile,
  median: () => percentile(50),
};

function percentile(share: number): () => Accumulator {
  return () => {
    const numbers = new SortedRuns();
    return {
      add(value) {
        const number = numberOf(value);
        if (!Number.isNaN(number)) numbers.add(number);
      },
      result() {
        const { count } = numbers;
        const rank = Math.ceil((count * share) / 100) - 1;
        return count === 0 ? undefined : numbers.at(Math.min(count - 1, Math.max(0, rank)));
      },
    };
  };
}
