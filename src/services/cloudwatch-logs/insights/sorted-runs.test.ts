import { expect, test } from "vitest";
import { SortedRuns } from "./sorted-runs.ts";

test.each([
  ["one", 1, () => 5],
  ["few different", 30_000, (i: number) => i % 7],
  ["all the same", 20_000, () => 3],
  ["rising", 20_000, (i: number) => i],
  ["in no order", 40_000, (i: number) => Math.sin(i) * 1000],
])("ranks of numbers: %s", (_, count, value) => {
  const all = Array.from({ length: count }, (__, i) => value(i));
  const runs = new SortedRuns();
  for (const one of all) runs.add(one);
  all.sort((a, b) => a - b);
  expect(runs.count).toBe(count);
  for (const share of [0, 0.01, 0.5, 0.9, 0.999, 1]) {
    const rank = Math.round(share * (count - 1));
    expect(runs.at(rank)).toBe(all[rank]);
  }
});
