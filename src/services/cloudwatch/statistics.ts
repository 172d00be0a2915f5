/** Statistics of a datapoint by their names: Sum, Average, p99, p99.9. */
import type { Datapoint } from "./metrics.ts";

export function statistic(point: Datapoint, name: string): number | undefined {
  switch (name) {
    case "Sum":
      return point.sum;
    case "SampleCount":
      return point.count;
    case "Minimum":
      return point.least;
    case "Maximum":
      return point.most;
    case "Average":
      return point.sum / point.count;
    default: {
      const share = /^p(\d+(?:\.\d+)?)$/.exec(name)?.[1];
      return share === undefined ? undefined : percentile(point, Number(share) / 100);
    }
  }
}

export const isStatistic = (name: string): boolean =>
  /^(?:Sum|SampleCount|Minimum|Maximum|Average|p\d+(?:\.\d+)?)$/.test(name);

function percentile({ values, most }: Datapoint, share: number): number {
  const sorted = [...values].sort(([a], [b]) => a - b);
  const wanted = sorted.reduce((sum, [, count]) => sum + count, 0) * share;
  let passed = 0;
  for (const [value, count] of sorted) {
    passed += count;
    if (passed >= wanted) return value;
  }
  return most;
}
