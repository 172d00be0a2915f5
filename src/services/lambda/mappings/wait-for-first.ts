import type { Clock } from "../../../cloud/clock.ts";

/**
 * Resolves with the first of some events, and no later than after some time or when `signal` aborts. Unlike a race with
 * a sleep it leaves neither timer nor listener behind: a busy stream wakes its reader hundreds of times in a second.
 */
export function waitForFirst(
  events: readonly Promise<void>[],
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const cancel = clock.at(clock.now() + milliseconds, end);
  signal.addEventListener("abort", end, { once: true });
  return Promise.race([...events, ended]).finally(() => {
    cancel();
    signal.removeEventListener("abort", end);
  });
}
