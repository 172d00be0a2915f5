import { expect, test } from "vitest";
import { pairSequences } from "./sequence.ts";

const same = (a: string, b: string): boolean => a === b;

// Source: terraform 1.11.4 pairs by index where the lengths agree and an old element is gone, else by the longest common part.
test.each([
  [
    "aab",
    "abc",
    [
      [0, 0],
      [1, 3],
      [2, 1],
      [3, 2],
    ],
  ],
  [
    "abc",
    "aab",
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
  ],
  [
    "ab",
    "axb",
    [
      [0, 0],
      [2, 1],
      [1, 2],
    ],
  ],
])("%s -> %s", (before, after, pairs) => {
  expect(pairSequences(before.split(""), after.split(""), same)).toEqual(pairs);
});
