import { expect, test } from "vitest";
import { createClock } from "./create-clock.ts";

test("advancing fires the timers that fall due, in order, each at its own time", async () => {
  const clock = createClock(() => 1000);
  const seen: [string, number][] = [];
  clock.at(3000, () => seen.push(["late", clock.now()]));
  clock.at(2000, () => {
    seen.push(["early", clock.now()]);
    clock.at(2500, () => seen.push(["set on the way", clock.now()]));
  });
  clock.at(9000, () => seen.push(["never", clock.now()]));
  const cancel = clock.at(2100, () => seen.push(["cancelled", clock.now()]));
  cancel();
  await clock.advance(4000);
  expect(seen).toEqual([
    ["early", 2000],
    ["set on the way", 2500],
    ["late", 3000],
  ]);
  expect(clock.now()).toBe(5000);
});

test("sleep ends by advancing, or by its signal", async () => {
  const clock = createClock(() => 0);
  const slept = clock.sleep(60_000).then(() => clock.now());
  await clock.advance(60_000);
  expect(await slept).toBe(60_000);
  const controller = new AbortController();
  const aborted = clock.sleep(60_000, controller.signal);
  controller.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
  await expect(clock.sleep(1, controller.signal)).rejects.toThrow("enough");
});

test("real time fires timers too", async () => {
  const clock = createClock();
  const start = clock.now();
  await clock.sleep(5);
  expect(clock.now() - start).toBeGreaterThanOrEqual(4);
});
