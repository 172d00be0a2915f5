import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { waitForFirst } from "./wait-for-first.ts";

const never = new Promise<void>(() => undefined);

/** A clock with one timer, which goes off when it is told to. */
function standing() {
  const cancelled = vi.fn<() => void>();
  let callback: () => void = () => undefined;
  const at = vi.fn<(time: number, then: () => void) => () => void>((_, then) => {
    callback = then;
    return cancelled;
  });
  const clock = { now: () => 1000, at, sleep: () => never, advance: () => never };
  return { clock, at, cancelled, goOff: () => callback() };
}

test.each<[string, (by: { goOff: () => void; abort: () => void; wake: () => void }) => void]>([
  ["an event", ({ wake }) => wake()],
  ["the time", ({ goOff }) => goOff()],
  ["the end of it all", ({ abort }) => abort()],
])("%s ends it, and nothing is left behind", async (_, cause) => {
  const { clock, at, cancelled, goOff } = standing();
  const controller = new AbortController();
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const waited = waitForFirst([never, woken], clock, 50, controller.signal);
  expect(at.mock.calls[0]?.[0]).toBe(1050);
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
  cause({ goOff, wake, abort: () => controller.abort() });
  await waited;
  expect(cancelled).toHaveBeenCalledOnce();
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("a failure is told", async () => {
  const { clock, cancelled } = standing();
  const failed = Promise.reject<void>(new Error("no stream"));
  await expect(waitForFirst([failed], clock, 50, new AbortController().signal)).rejects.toThrow("no stream");
  expect(cancelled).toHaveBeenCalledOnce();
});
