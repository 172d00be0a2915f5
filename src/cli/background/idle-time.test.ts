import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { IdleTime } from "./idle-time.ts";

let begun: AbortSignal[];
let finish: () => void;
let idle: IdleTime;

beforeEach(() => {
  vi.useFakeTimers();
  begun = [];
  idle = new IdleTime(
    (signal) =>
      new Promise((resolve) => {
        begun.push(signal);
        finish = resolve;
      }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test("work begins when nothing has happened for the time it was given", () => {
  idle.begin(50);
  vi.advanceTimersByTime(49);
  expect(begun).toHaveLength(0);
  vi.advanceTimersByTime(1);
  expect(begun).toHaveLength(1);
});

test("whatever happens meanwhile puts it off", () => {
  idle.begin(50);
  vi.advanceTimersByTime(40);
  idle.touch();
  vi.advanceTimersByTime(40);
  expect(begun).toHaveLength(0);
  vi.advanceTimersByTime(10);
  expect(begun).toHaveLength(1);
});

test("what begins keeps work from beginning, and stops it", () => {
  idle.begin(50);
  idle.end();
  vi.advanceTimersByTime(1_000);
  expect(begun).toHaveLength(0);
  idle.begin(50);
  vi.advanceTimersByTime(50);
  idle.end();
  expect(begun.map(({ aborted }) => aborted)).toEqual([true]);
});

test("what the work itself causes neither stops nor repeats it", async () => {
  idle.begin(50);
  vi.advanceTimersByTime(50);
  idle.touch();
  finish();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(begun.map(({ aborted }) => aborted)).toEqual([false]);
});

test("the next idle time begins it again", async () => {
  idle.begin(50);
  vi.advanceTimersByTime(50);
  idle.end();
  finish();
  idle.begin(50);
  await vi.advanceTimersByTimeAsync(50);
  expect(begun.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test("work that fails is over", async () => {
  let times = 0;
  const failing = new IdleTime(() => {
    times++;
    return Promise.reject(new Error("no plan"));
  });
  failing.begin(1);
  await vi.advanceTimersByTimeAsync(1);
  failing.begin(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(times).toBe(2);
});
