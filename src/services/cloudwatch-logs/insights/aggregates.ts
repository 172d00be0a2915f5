/** The functions of `stats`, by their names in lower case: each makes an accumulator for one group of rows. */
import { ranked } from "./ranked.ts";
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

/** Computes something of all numbers it is given. */
function numeric(compute: (numbers: Float64Array) => Value): () => Accumulator {
  return () => {
    let numbers = new Float64Array(16);
    let count = 0;
    return {
      add(value) {
        const number = numberOf(value);
        if (Number.isNaN(number)) return;
        if (count === numbers.length) {
          const larger = new Float64Array(count * 2);
          larger.set(numbers);
          numbers = larger;
        }
        numbers[count++] = number;
      },
      result: () => (count === 0 ? undefined : compute(numbers.subarray(0, count))),
    };
  };
}

function totals(result: (sum: number, count: number) => Value): () => Accumulator {
  return () => {
    let sum = 0;
    let count = 0;
    return {
      add(value) {
        const number = numberOf(value);
        if (Number.isNaN(number)) return;
        sum += number;
        count++;
      },
      result: () => (count === 0 ? undefined : result(sum, count)),
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
  stddev: () =>
    numeric((numbers) => {
      const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      return Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length);
    }),
  pct: percentile,
  percentile,
  median: () => percentile(50),
};

function percentile(share: number): () => Accumulator {
  return numeric((numbers) => {
    const wanted = Math.ceil((numbers.length * share) / 100) - 1;
    return ranked(numbers, Math.min(numbers.length - 1, Math.max(0, wanted)));
  });
}
