import { availableParallelism } from "node:os";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace, type Run } from "./pace.ts";

const atOnce = Math.max(2, availableParallelism());

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** As many runs as can be at once, begun now. */
const crowd = (pace: Pace): Run[] => Array.from({ length: atOnce }, () => pace.begin());

function runsOf(pace: Pace, milliseconds: number): void {
  const runs = crowd(pace);
  vi.advanceTimersByTime(milliseconds);
  for (const run of runs) pace.end(run);
}

test("what is not known to be quick runs at once", () => {
  const pace = new Pace();
  crowd(pace);
  expect(pace.full).toBe(false);
});

test("what is quick waits while all cores are busy with it", () => {
  const pace = new Pace();
  runsOf(pace, 0.5);
  const runs = crowd(pace);
  expect(pace.full).toBe(true);
  pace.end(runs[0] as Run);
  expect(pace.full).toBe(false);
});

test("what takes longer does not wait", () => {
  const pace = new Pace();
  runsOf(pace, 5);
  crowd(pace);
  expect(pace.full).toBe(false);
});

test("how long it takes in a crowd says nothing", () => {
  const pace = new Pace();
  runsOf(pace, 0.5);
  const runs = crowd(pace);
  const crowded = pace.begin();
  vi.advanceTimersByTime(50);
  pace.end(crowded);
  for (const run of runs) pace.end(run);
  crowd(pace);
  expect(pace.full).toBe(true);
});

test("a function that is always in a crowd is held back once in a while, until one has run without", () => {
  const pace = new Pace();
  crowd(pace);
  pace.begin();
  vi.advanceTimersByTime(1001);
  expect(pace.full).toBe(true);
  pace.stalled();
  crowd(pace);
  expect(pace.full).toBe(false);
});
