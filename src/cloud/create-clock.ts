/** Real time plus what the clock was advanced by, with timers that follow both. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "./clock.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** The longest time setTimeout can wait. */
const longestWait = 2 ** 31 - 1;

export function createClock(realTime: () => number = Date.now): Clock {
  let offset = 0;
  /** The time that is read while an advance fires timers. */
  let standing: number | undefined;
  /** In order of time; timers of the same time in order of their setting. */
  const timers: Timer[] = [];
  let wake: NodeJS.Timeout | undefined;

  const now = (): number => standing ?? realTime() + offset;

  function arm(): void {
    clearTimeout(wake);
    const [first] = timers;
    if (!first || standing !== undefined) return;
    wake = setTimeout(fireDue, Math.min(Math.max(first.at - now(), 0), longestWait));
    wake.unref();
  }

  function fireDue(): void {
    try {
      while (timers[0] && timers[0].at <= now()) timers.shift()!.callback();
    } finally {
      arm();
    }
  }

  function at(time: number, callback: () => void): () => void {
    // A time that is no number never comes; in the list as it is, it would hide every timer behind it.
    const timer: Timer = { at: Number.isFinite(time) ? time : Number.POSITIVE_INFINITY, callback };
    let index = timers.length;
    while (index > 0 && timers[index - 1]!.at > timer.at) index--;
    timers.splice(index, 0, timer);
    if (index === 0) arm();
    return () => {
      const found = timers.indexOf(timer);
      if (found >= 0) timers.splice(found, 1);
    };
  }

  function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const abort = (): void => {
        cancel();
        reject(signal!.reason as Error);
      };
      const cancel = at(now() + milliseconds, () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      });
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  async function advance(milliseconds: number): Promise<void> {
    const target = now() + milliseconds;
    while (timers[0] && timers[0].at <= target) {
      standing = Math.max(timers[0].at, now());
      timers.shift()!.callback();
      // What was woken may set timers that fall due in the same stretch of time.
      await nextTurn();
    }
    standing = undefined;
    offset += Math.max(target - now(), 0);
    arm();
  }

  return { now, at, sleep, advance };
}
