import { expect, test } from "vitest";
import { GoRand } from "./go-rand.ts";

// Source: terraform 1.11.4 with hashicorp/random 3.9.0, random_shuffle with these seeds.
test.each([
  ["fixed", 5, [0, 4, 2, 3, 1]],
  ["other", 5, [1, 0, 3, 4, 2]],
])("seed %s gives the order of the real provider", (seed, count, order) => {
  expect(GoRand.fromText(seed).perm(count)).toEqual(order);
});
