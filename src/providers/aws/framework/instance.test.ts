/** How long, and how often, is asked again for what is still being made. */
import { expect, test } from "vitest";
import type { ProviderHost } from "../../../terraform/provider.ts";
import { AwsInstance } from "./instance.ts";

const TOO_EARLY = new Error("There is no alias yet");
const tooEarly = (error: unknown): boolean => error === TOO_EARLY;

/** An instance whose clock goes on with every pause, and no faster. */
function instance(): { readonly aws: AwsInstance; readonly passed: () => number } {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const host = { cloud: async () => ({ clock }), environment: {}, signal: new AbortController().signal };
  return { aws: new AwsInstance(host as unknown as ProviderHost), passed: () => now };
}

function refusedUntil(isThere: () => boolean): () => Promise<string> {
  return async () => {
    if (!isThere()) throw TOO_EARLY;
    return "made";
  };
}

test("what waits goes on as long as something else is being changed", async () => {
  const { aws, passed } = instance();
  let finish = (): void => {};
  const other = aws.changing(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const made = await aws.changing(() =>
    aws.beside(
      tooEarly,
      refusedUntil(() => passed() >= 60_000),
    ),
  );
  finish();
  await other;
  expect([made, passed()]).toEqual(["made", 60_000]);
});

test("where nothing else is being changed, the refusal stands after a second", async () => {
  const { aws, passed } = instance();
  await expect(
    aws.changing(() =>
      aws.beside(
        tooEarly,
        refusedUntil(() => false),
      ),
    ),
  ).rejects.toBe(TOO_EARLY);
  expect(passed()).toBe(1000);
});

test("those that wait for each other do not keep each other waiting", async () => {
  const { aws, passed } = instance();
  const wait = () =>
    aws.changing(() =>
      aws.beside(
        tooEarly,
        refusedUntil(() => false),
      ),
    );
  const ends = await Promise.allSettled([wait(), wait()]);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(passed()).toBeLessThan(3000);
});

test("any other refusal stands at once", async () => {
  const { aws, passed } = instance();
  const other = new Error("Access denied");
  await expect(aws.beside(tooEarly, () => Promise.reject(other))).rejects.toBe(other);
  expect(passed()).toBe(0);
});

test("what is soon ready is soon seen, and what is not is not asked for all the time", async () => {
  const { aws, passed } = instance();
  const asked: number[] = [];
  const ready = aws.until("something", async () => {
    asked.push(passed());
    return passed() >= 1000 ? "ready" : undefined;
  });
  expect(await ready).toBe("ready");
  expect(asked.slice(0, 7)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(asked).toHaveLength(20);
});
